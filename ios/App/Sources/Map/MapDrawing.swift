import LangNgheKit
import SwiftUI

/// The communes as paths of the unmoved picture.
@MainActor
struct MapDrawing {
    private struct Commune {
        let code: String
        let name: String
        let path: Path
        let frame: CGRect
        /// Where its name stands.
        let middle: CGPoint
    }

    private let communes: [Commune]

    init(_ shapes: [CommuneShape], _ projection: Projection) {
        communes = shapes.map { shape in
            let rings = shape.rings.map { $0.map(projection.toPicture) }
            var path = Path()
            for ring in rings {
                path.addLines(ring)
                path.closeSubpath()
            }
            let rim = rings.max { $0.count < $1.count } ?? []
            return Commune(
                code: shape.code,
                name: shape.name,
                path: path,
                frame: path.boundingRect,
                middle: middle(of: rim)
            )
        }
    }

    func draw(in context: inout GraphicsContext, size: CGSize, view: MapView, chosen: String?, here: CGPoint?) {
        let seen = view.seen(in: size)
        let visible = communes.filter { $0.frame.intersects(seen) }
        var moved = context
        moved.translateBy(x: view.shift.x, y: view.shift.y)
        moved.scaleBy(x: view.scale, y: view.scale)
        for commune in visible {
            moved.fill(commune.path, with: .color(commune.code == chosen ? .hoe : .chamSoft))
            moved.stroke(commune.path, with: .color(.edge), lineWidth: 1 / view.scale)
        }
        if let commune = visible.first(where: { $0.code == chosen }) {
            moved.stroke(commune.path, with: .color(.cham), lineWidth: 3 / view.scale)
        }
        for commune in visible { name(commune, in: context, view, isChosen: commune.code == chosen) }
        if let here { dot(at: view.toScreen(here), in: context) }
    }

    /// The name, where its commune has room for it.
    private func name(_ commune: Commune, in context: GraphicsContext, _ view: MapView, isChosen: Bool) {
        let words = Text(commune.name).font(.caption).foregroundStyle(isChosen ? Color.onHoe : .ink)
        let text = context.resolve(words)
        let room = CGSize(width: commune.frame.width * view.scale, height: commune.frame.height * view.scale)
        let needs = text.measure(in: CGSize(width: CGFloat.infinity, height: .infinity))
        guard needs.width < room.width * 0.8, needs.height < room.height * 0.8 else { return }
        context.draw(text, at: view.toScreen(commune.middle))
    }

    private func dot(at: CGPoint, in context: GraphicsContext) {
        context.fill(circle(at, 10), with: .color(.onCham))
        context.fill(circle(at, 7), with: .color(.cham))
    }

    private func circle(_ at: CGPoint, _ radius: CGFloat) -> Path {
        Path(ellipseIn: CGRect(x: at.x - radius, y: at.y - radius, width: radius * 2, height: radius * 2))
    }
}
