import LangNgheKit
import SwiftUI

/// What sending costs, and *GỬI*.
struct PageFoot: View {
    let state: PageState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        if let notice = state.notice { NoticeCard(notice: notice) }
        Text(cost)
            .font(.small)
            .foregroundStyle(.inkSoft)
            .multilineTextAlignment(.center)
            .frame(maxWidth: .infinity)
        StrongButton(state.sending ? texts.page.sending : texts.page.send, sign: .send) { actions.send() }
            .disabled(state.sending)
    }

    private var cost: String {
        let photosWait = state.photosOnWifiOnly && state.link != .free
        let size = bytes(photosWait ? state.bytes - state.photoBytes : state.bytes, in: texts.language)
        return switch state.link {
        case .offline: texts.page.sendOffline(size: size)
        case .metered: texts.page.sendMetered(size: size)
        case .free: texts.page.sendFree(size: size)
        }
    }
}

/// Whether the name is hidden, and whether photographs wait for Wi-Fi.
struct PageChoices: View {
    let state: PageState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        SwitchRow(
            text: texts.page.hideName,
            more: state.nameHidden ? texts.page.nameHidden : texts.page.nameShown,
            on: state.nameHidden
        ) { actions.hideName($0) }
        if state.photoBytes > 0, state.link != .free || state.photosOnWifiOnly {
            SwitchRow(
                text: texts.page.wifiOnly,
                more: texts.page.wifiOnlyMore(size: bytes(state.photoBytes, in: texts.language)),
                on: state.photosOnWifiOnly
            ) { actions.photosOnWifiOnly($0) }
        }
    }
}
