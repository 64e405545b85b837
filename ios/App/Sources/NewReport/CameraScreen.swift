import LangNgheKit
import PhotosUI
import SwiftUI
import UIKit

/// The camera: what it sees, and under it the shutter. Words alone are a way on as well.
struct CameraScreen: View {
    let state: CameraState
    let actions: any CameraActions

    @State private var viewfinder = Viewfinder()
    @State private var picked: PhotosPickerItem?
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        GeometryReader { room in
            let lies = room.size.width > room.size.height
            let layout = lies ? AnyLayout(HStackLayout(spacing: 0)) : AnyLayout(VStackLayout(spacing: 0))
            layout {
                Sight(state: state, viewfinder: viewfinder)
                ScrollView {
                    CameraControls(state: state, actions: actions, viewfinder: viewfinder, picked: $picked)
                }
                .frame(width: lies ? 260 : nil)
                .frame(maxHeight: lies ? .infinity : room.size.height * (size.isAccessibilitySize ? 0.6 : 0.4))
                .fixedSize(horizontal: false, vertical: !lies && !size.isAccessibilitySize)
                .scrollBounceBehavior(.basedOnSize)
            }
        }
        .background(Color.night)
        .toolbarBackground(Color.night, for: .navigationBar)
        .toolbarBackground(.visible, for: .navigationBar)
        .toolbarColorScheme(.dark, for: .navigationBar)
        .navigationBarTitleDisplayMode(.inline)
        .task { await viewfinder.open(taken: { actions.taken($0) }, failed: { actions.cameraFailed() }) }
        .task(id: picked) { await read() }
        .onDisappear { viewfinder.close() }
    }

    /// What was chosen from the library is handed over as what the camera takes.
    private func read() async {
        guard let item = picked else { return }
        if let jpeg = await PickedPhotograph.jpeg(of: item) {
            actions.taken(jpeg)
        } else {
            actions.cameraFailed()
        }
        picked = nil
    }
}

/// What the camera sees; over it what went wrong, and what was taken already.
private struct Sight: View {
    let state: CameraState
    let viewfinder: Viewfinder

    @Environment(\.texts) private var texts
    @Environment(\.openURL) private var openURL

    var body: some View {
        ViewfinderPreview(camera: viewfinder.camera)
            .accessibilityHidden(true)
            .overlay(alignment: .bottom) {
                ViewThatFits(in: .vertical) {
                    over
                    ScrollView { over }
                }
            }
    }

    private var over: some View {
        VStack(spacing: 12) {
            if let notice = state.notice { trouble(notice) }
            if !state.pictures.isEmpty { taken }
        }
        .padding(12)
    }

    private func trouble(_ notice: Notice) -> some View {
        NoticeCard(notice: notice) {
            if viewfinder.isRefused, let settings = URL(string: UIApplication.openSettingsURLString) {
                QuietButton(texts.camera.allow, colour: .ink) { openURL(settings) }
            }
        }
    }

    private var taken: some View {
        HStack(spacing: 8) {
            ForEach(Array(state.pictures.enumerated()), id: \.element.id) { index, picture in
                Picture(
                    picture: picture,
                    label: texts.photo.one(n: "\(index + 1)", total: "\(state.pictures.count)")
                )
                .frame(maxWidth: 56)
                .frame(height: 56)
                .clipShape(RoundedRectangle(cornerRadius: 10))
            }
        }
    }
}
