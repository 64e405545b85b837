import LangNgheKit
import SwiftUI

// A report, from top to bottom: what needs the person, how it stands, what was reported, what has
// happened since, and what else can be done.

struct ReportScreen: View {
    let state: ReportState
    let actions: any ReportActions

    @Environment(\.texts) private var texts
    @State private var writing: Writing?

    var body: some View {
        Framed {
            if state.link == .offline { Banner(text: texts.report.offline, sign: .noSignal) }
            if let notice = state.notice {
                NoticeCard(notice: notice) {
                    QuietButton(texts.common.understood) { actions.dismissNotice() }
                }
            }
            content
        }
        .navigationTitle(state.content.value?.title ?? texts.report.title)
        .navigationBarTitleDisplayMode(.inline)
        .sheet(item: $writing) { writing in
            if let content = state.content.value {
                WritingSheet(writing: writing, content: content, actions: actions)
            }
        }
    }

    @ViewBuilder private var content: some View {
        switch state.content {
        case .loading:
            Waiting(text: texts.report.loading)
        case .failed(let notice):
            NoticeCard(notice: notice) {
                QuietButton(texts.common.retry, sign: .again) { actions.reload() }
            }
        case .ready(let content):
            ReportBody(content: content, actions: actions) { writing = $0 }
        }
    }
}

private struct ReportBody: View {
    let content: ReportContent
    let actions: any ReportActions
    let write: @MainActor (Writing) -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        if content.stale { Banner(text: texts.report.stale, sign: .clock) }
        ForEach(content.parked, id: \.self) { ParkedCard(parked: $0, actions: actions) }
        if content.status?.asked == true, content.can.contains(.reply) {
            AskedQuestion(question: content.status?.reason, write: write)
        }
        if content.can.contains(.confirm) {
            FixedQuestion(content: content, actions: actions, write: write)
        }
        Standing(content: content)
        if let outcome = content.outcome { Outcome(outcome: outcome) }
        if !content.clocks.isEmpty { Clocks(clocks: content.clocks) }
        What(content: content)
        if !content.timeline.isEmpty { Timeline(entries: content.timeline) }
        if !content.pending.isEmpty { Pending(words: content.pending) }
        if let rating = content.rating { Rated(rating: rating) }
        MoreActions(content: content, actions: actions, write: write)
    }
}
