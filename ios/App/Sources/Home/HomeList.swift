import LangNgheKit
import SwiftUI

/// Whether there is a network, what waits, and every draft and report.
struct HomeList: View {
    let state: HomeState
    let actions: any HomeActions

    @Environment(\.texts) private var texts

    var body: some View {
        if state.link == .offline || state.waiting > 0 {
            Delivery(state: state, actions: actions)
        }
        Heading(texts.home.mine).padding(.horizontal, 4).padding(.top, 8)
        switch state.items {
        case .loading:
            Waiting(text: texts.home.loading)
        case .failed(let notice):
            NoticeCard(notice: notice) {
                QuietButton(texts.common.retry, sign: .again) { actions.reload() }
            }
        case .ready(let items):
            if items.isEmpty { empty }
            ForEach(items) { item in
                HomeCard(item: item) { actions.open(item) }
            }
        }
    }

    private var empty: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(texts.home.empty).font(.strong)
            Text(texts.home.emptyHint).foregroundStyle(.inkSoft)
        }
        .padding(.horizontal, 4)
        .accessibilityElement(children: .combine)
    }
}

/// Whether there is a network, what waits, why, and what can be done.
private struct Delivery: View {
    let state: HomeState
    let actions: any HomeActions

    @Environment(\.texts) private var texts

    var body: some View {
        Banner(text: words, sign: isOffline ? .noSignal : .clock) {
            if !isOffline {
                QuietButton(texts.home.sendNow, sign: .send, colour: .ink) { actions.sync() }
            }
        }
    }

    private var isOffline: Bool { state.link == .offline }

    private var words: String {
        var lines: [String] = []
        if isOffline { lines.append(texts.home.offline) }
        if state.waiting > 0 { lines.append(texts.home.waiting(count: "\(state.waiting)")) }
        if !isOffline, !state.why.isEmpty { lines.append(state.why) }
        return lines.joined(separator: "\n")
    }
}
