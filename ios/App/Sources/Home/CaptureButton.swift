import SwiftUI

/// *CHỤP PHẢN ÁNH*: as large as it is given room; rings go out from it as from a voice.
struct CaptureButton: View {
    let least: CGFloat
    let act: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        Button(action: act) {
            VStack(spacing: 14) {
                Sign.camera.image
                    .font(.system(size: 52))
                    .foregroundStyle(.onHoe)
                    .frame(width: 120, height: 120)
                    .background { rings }
                Text(texts.home.capture).font(.display)
                Text(texts.home.captureHint)
            }
            .multilineTextAlignment(.center)
            .padding(20)
            .frame(maxWidth: .infinity, minHeight: least)
            .foregroundStyle(.onChamPanel)
            .background(Color.chamPanel)
            .clipShape(RoundedRectangle(cornerRadius: 28))
            .contentShape(RoundedRectangle(cornerRadius: 28))
        }
        .buttonStyle(Pressed())
        .accessibilityLabel(texts.home.capture)
        .accessibilityHint(texts.home.captureHint)
    }

    private var rings: some View {
        ZStack {
            ForEach([3.5, 2.7, 1.96, 1.4], id: \.self) { share in
                Circle().fill(.chamRing.opacity(0.6)).frame(width: 120 * share, height: 120 * share)
            }
            Circle().fill(.hoe)
        }
    }
}
