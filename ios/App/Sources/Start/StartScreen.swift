import LangNgheKit
import SwiftUI

/// What is seen while the store is being opened, or when it can't be.
struct StartScreen: View {
    let state: StartState
    let actions: any StartActions

    var body: some View {
        switch state {
        case .opening: Opening()
        case .trouble(let trouble): TroubleScreen(trouble: trouble, actions: actions)
        case .open: Color.paper.ignoresSafeArea()
        }
    }
}

private struct Opening: View {
    @Environment(\.texts) private var texts

    var body: some View {
        VStack(spacing: 16) {
            Mark(size: 112)
            Heading(texts.home.title, font: .display)
            Text(texts.start.opening).foregroundStyle(.inkSoft)
        }
        .padding(24)
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .background(Color.paper)
        .announcing(texts.start.opening)
    }
}

private struct TroubleScreen: View {
    let trouble: StartState.Trouble
    let actions: any StartActions

    @Environment(\.texts) private var texts
    @State private var isAsking = false

    var body: some View {
        NavigationStack {
            Framed {
                NoticeCard(notice: trouble.notice)
            } foot: {
                if trouble.canStartClean {
                    QuietButton(texts.start.startClean) { isAsking = true }
                }
                if trouble.canRetry {
                    StrongButton(texts.common.retry, sign: .again) { actions.retry() }
                }
            }
            .navigationTitle(texts.start.troubleTitle)
        }
        .asking(
            texts.start.startClean,
            texts.start.startCleanBody,
            yes: texts.start.startCleanYes,
            isAsking: $isAsking
        ) { actions.startClean() }
    }
}
