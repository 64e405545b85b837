import LangNgheKit
import PhotosUI
import SwiftUI

/// Under the picture: the shutter, the library, and the way on in words alone.
struct CameraControls: View {
    let state: CameraState
    let actions: any CameraActions
    let viewfinder: Viewfinder
    @Binding var picked: PhotosPickerItem?

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(spacing: 10) {
            Text(hint).multilineTextAlignment(.center).announcing(hint)
            Shutter(isBusy: state.busy || viewfinder.isTaking) { viewfinder.take() }
                .disabled(!canTake || !viewfinder.isReady)
            PhotosPicker(selection: $picked, matching: .images, preferredItemEncoding: .current) {
                HStack(spacing: 10) {
                    Sign.gallery.image
                    Text(texts.camera.gallery)
                }
                .font(.strong)
                .frame(maxWidth: .infinity, minHeight: 50)
                .overlay(RoundedRectangle(cornerRadius: 14).strokeBorder(Color.onNight, lineWidth: 1.5))
            }
            .disabled(!canTake)
            if state.canSkip {
                QuietButton(texts.camera.skip, sign: .words, colour: .onNight) { actions.skip() }
            }
        }
        .foregroundStyle(.onNight)
        .padding(.horizontal, 16)
        .padding(.vertical, 14)
    }

    private var canTake: Bool { state.hasRoom && !state.busy && picked == nil }

    private var hint: String {
        if state.busy { return texts.camera.busy }
        if !state.hasRoom { return texts.camera.full }
        return viewfinder.isReady ? texts.camera.hint : texts.camera.notReady
    }
}

/// The shutter: the largest thing under the picture, where a thumb finds it without looking.
private struct Shutter: View {
    let isBusy: Bool
    let press: @MainActor () -> Void

    @Environment(\.texts) private var texts
    @Environment(\.isEnabled) private var isEnabled

    var body: some View {
        Button(action: press) {
            Circle()
                .fill(.hoe)
                .opacity(isEnabled ? 1 : 0.35)
                .frame(width: 68, height: 68)
                .overlay { if isBusy { ProgressView().tint(.onHoe) } }
                .padding(6)
                .overlay(Circle().strokeBorder(Color.onNight, lineWidth: 4))
                .contentShape(Circle())
        }
        .buttonStyle(Pressed())
        .accessibilityLabel(texts.camera.shutter)
    }
}
