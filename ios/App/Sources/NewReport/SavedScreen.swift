import LangNgheKit
import SwiftUI

/// *Đã lưu an toàn. Chưa có sóng, máy sẽ tự gửi. Cất máy được rồi.*
struct SavedScreen: View {
    let state: SavedState
    let actions: any SavedActions

    @Environment(\.texts) private var texts

    var body: some View {
        Framed {
            VStack(spacing: 18) {
                Sign.check.image
                    .font(.largeTitle.weight(.bold))
                    .foregroundStyle(.onCham)
                    .frame(width: 112, height: 112)
                    .background(.cham, in: Circle())
                Heading(texts.saved.title, font: .display)
                Text(whatNow).font(.heading)
            }
            .multilineTextAlignment(.center)
            .frame(maxWidth: .infinity)
            .padding(.top, 40)
            .padding(.bottom, 16)
            .announcing("\(texts.saved.title). \(whatNow)")
            LadderSteps(ladder: state.ladder).card(padding: 12)
            if state.photosWaitForWifi, state.ladder.rung != .textReceived {
                Text(texts.saved.photosLater)
                    .foregroundStyle(.inkSoft)
                    .multilineTextAlignment(.center)
                    .frame(maxWidth: .infinity)
            }
        } foot: {
            QuietButton(texts.saved.open) { actions.open() }
            StrongButton(texts.saved.done) { actions.done() }
        }
    }

    private var whatNow: String {
        switch state.ladder.rung {
        case .complete: texts.saved.complete
        case .textReceived: state.photosWaitForWifi ? texts.saved.photosWait : texts.saved.textReceived
        default: state.link == .offline ? texts.saved.offline : texts.saved.sending
        }
    }
}
