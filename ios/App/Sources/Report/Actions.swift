import LangNgheKit
import LangNgheTexts
import SwiftUI

/// What the unit asks, with the answer as the one strong action.
struct AskedQuestion: View {
    let question: String?
    let write: @MainActor (Writing) -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Heading(texts.report.asked)
            if let question { Text(question) }
            StrongButton(texts.report.reply, sign: .words) { write(.reply) }
        }
        .card(.hoeSoft)
    }
}

/// *Đã xong* or *Chưa xong*: only the person who lives there can say, and until when.
struct FixedQuestion: View {
    let content: ReportContent
    let actions: any ReportActions
    let write: @MainActor (Writing) -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Heading(texts.report.fixedQuestion)
            if let answerBy = content.answerBy { Text(texts.report.answerBy(at: answerBy)) }
            StrongButton(texts.report.confirm, sign: .check) { actions.confirm() }
            if content.can.contains(.reopen) {
                QuietButton(content.reopen(texts), sign: .reopen, colour: .ink) { write(.reopen) }
            }
        }
        .card(.hoeSoft)
    }
}

extension ReportContent {
    /// Whether it goes on elsewhere.
    var isMerged: Bool { status?.merged != nil }

    /// *Chưa xong*; of a report that goes on elsewhere, for this person.
    func reopen(_ texts: Texts) -> String {
        isMerged ? texts.report.reopenMerged : texts.report.reopen
    }
}

/// What else can be done now.
struct MoreActions: View {
    let content: ReportContent
    let actions: any ReportActions
    let write: @MainActor (Writing) -> Void

    @Environment(\.texts) private var texts
    @State private var isWithdrawing = false

    var body: some View {
        VStack(spacing: 10) {
            // What is asked for above isn't offered a second time.
            if content.status?.asked != true {
                offer(.reply, texts.report.reply, .words) { write(.reply) }
            }
            offer(.addText, texts.report.addText, .edit) { write(.add) }
            offer(.addPhotograph, texts.report.addPhotograph, .camera) { actions.addPhotograph() }
            // Where the question above is asked, its answer stands there.
            if !content.can.contains(.confirm) {
                offer(.reopen, content.reopen(texts), .reopen) { write(.reopen) }
            }
            offer(.rate, texts.report.rate, .star) { write(.rate) }
            offer(.withdraw, texts.report.withdraw, .bin, colour: .inkSoft) { isWithdrawing = true }
        }
        .asking(
            texts.report.withdrawTitle,
            content.isMerged ? texts.report.withdrawMergedBody : texts.report.withdrawBody,
            yes: texts.report.withdraw,
            isAsking: $isWithdrawing
        ) { actions.withdraw() }
    }

    @ViewBuilder
    private func offer(
        _ action: ReportAction,
        _ text: String,
        _ sign: Sign,
        colour: Color = .cham,
        act: @escaping @MainActor () -> Void
    ) -> some View {
        if content.can.contains(action) { QuietButton(text, sign: sign, colour: colour, act: act) }
    }
}
