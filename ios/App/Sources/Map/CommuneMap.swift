import LangNgheKit
import SwiftUI

// The map of communes, drawn from their outlines; it needs no network. It isn't read aloud beyond
// its name: the list beside it says the same.
//
// Made larger, it takes the finger for itself; as a whole it lets the screen scroll.

/// The map. A tap tells the point under the finger; the first one on the whole also goes closer.
struct CommuneMap: View {
    let shapes: [CommuneShape]
    let chosen: String?
    let here: MapPoint?
    let tap: @MainActor (MapPoint) -> Void

    var body: some View {
        GeometryReader { room in
            if let bounds = Bounds(of: shapes) {
                let projection = Projection(bounds, size: room.size, margin: 12)
                MovableMap(
                    drawing: MapDrawing(shapes, projection),
                    projection: projection,
                    size: room.size,
                    chosen: chosen,
                    here: here,
                    tap: tap
                )
            }
        }
        .background(Color.card)
    }
}

private struct MovableMap: View {
    let drawing: MapDrawing
    let projection: Projection
    let size: CGSize
    let chosen: String?
    let here: MapPoint?
    let tap: @MainActor (MapPoint) -> Void

    @Environment(\.texts) private var texts
    @Environment(\.accessibilityReduceMotion) private var reduceMotion
    @State private var view = MapView()
    /// The view when the fingers that move it now came down.
    @State private var held: MapView?

    var body: some View {
        Canvas { context, _ in
            drawing.draw(in: &context, size: size, view: view, chosen: chosen, here: here.map(projection.toPicture))
        }
        .accessibilityElement()
        .accessibilityLabel(texts.picker.map)
        .gesture(SpatialTapGesture().onEnded { tapped($0.location) })
        .simultaneousGesture(MagnifyGesture().onChanged(pinched).onEnded { _ in held = nil })
        .gesture(dragging, including: view.scale > 1 ? .all : .subviews)
        .overlay(alignment: .bottomTrailing) { zoom }
        .clipped()
        .onAppear {
            if let here { view = .showing(projection.toPicture(here), scale: MapView.near, in: size) }
        }
    }

    private var zoom: some View {
        VStack(spacing: 8) {
            SignButton(sign: .plus, label: texts.picker.closer, ground: .paper) { grow(1.7) }
                .disabled(view.scale >= MapView.largest)
            SignButton(sign: .minus, label: texts.picker.farther, ground: .paper) { grow(1 / 1.7) }
                .disabled(view.scale <= 1)
        }
        .padding(8)
    }

    private var middle: CGPoint { CGPoint(x: size.width / 2, y: size.height / 2) }

    private var dragging: some Gesture {
        DragGesture(minimumDistance: 8)
            .onChanged { drag in
                let start = held ?? view
                held = start
                view = start.moved(around: middle, by: drag.translation, in: size)
            }
            .onEnded { _ in held = nil }
    }

    private func tapped(_ at: CGPoint) {
        let on = view.toPicture(at)
        tap(projection.toMap(on))
        if view.scale < MapView.near { move(to: .showing(on, scale: MapView.near, in: size)) }
    }

    private func pinched(_ pinch: MagnifyGesture.Value) {
        let start = held ?? view
        held = start
        view = start.moved(pinch.magnification, around: pinch.startLocation, in: size)
    }

    private func grow(_ by: Double) {
        move(to: view.moved(by, around: middle, in: size))
    }

    private func move(to next: MapView) {
        withAnimation(reduceMotion ? nil : .easeOut(duration: 0.2)) { view = next }
    }
}
