import LangNgheKit
import LangNgheTexts
import SwiftUI

/// What a category asks of its own. Whether it must be answered is said in words, and what is wrong
/// with an answer right below it.
struct PageQuestion: View {
    let question: QuestionState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            if question.asked {
                answer
                if question.kind == .moment, question.values.isEmpty {
                    QuietButton(texts.page.answerNow, sign: .clock) { actions.answerNow(question.code) }
                }
            } else {
                DroppedQuestion(question: question) { tell([]) }
            }
            if let problem = question.problem { NoticeCard(notice: problem) }
        }
        .accessibilityElement(children: .contain)
    }

    @ViewBuilder private var answer: some View {
        switch question.kind {
        case .text: field(lines: 3)
        case .line: field()
        case .number: field(digits: true)
        case .moment: moment
        case .choice: one
        case .choices: several
        }
    }

    private func field(lines: Int = 1, digits: Bool = false) -> some View {
        Field(name, text: question.values.first ?? "", lines: lines, digits: digits) { tell([$0]) }
    }

    /// A day and a time, typed: no wheel to turn fits a small phone with large text.
    @ViewBuilder private var moment: some View {
        let day = question.values.first ?? ""
        let time = question.values.dropFirst().first ?? ""
        asked
        Field(texts.page.answerDay, text: day, hint: texts.page.answerDayHint) { tell([$0, time]) }
        Field(texts.page.answerTime, text: time, hint: texts.page.answerTimeHint) { tell([day, $0]) }
    }

    @ViewBuilder private var one: some View {
        asked
        ForEach(question.choices) { choice in
            ChoiceRow(text: choice.name, chosen: isChosen(choice)) { tell([choice.code]) }
        }
        // What must be chosen once can't be let go of by itself.
        if !question.required, !question.values.isEmpty { TakeBack { tell([]) } }
    }

    @ViewBuilder private var several: some View {
        asked
        ForEach(question.choices) { choice in
            CheckRow(text: choice.name, checked: isChosen(choice)) { isChosen in
                let others = question.values.filter { $0 != choice.code }
                tell(isChosen ? others + [choice.code] : others)
            }
        }
    }

    private var asked: some View { Text(name).font(.smallStrong) }

    /// What is asked, and whether it must be answered.
    private var name: String {
        question.required
            ? texts.page.answerRequired(question: question.text)
            : texts.page.answerOptional(question: question.text)
    }

    private func isChosen(_ choice: AnswerChoice) -> Bool { question.values.contains(choice.code) }

    private func tell(_ values: [String]) { actions.answer(question.code, values) }
}

/// An answer to what isn't asked any more: it stays, unless it is taken back.
private struct DroppedQuestion: View {
    let question: QuestionState
    let takeBack: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(question.text).font(.smallStrong)
            Text(said)
            Text(texts.page.answerDropped).font(.small).foregroundStyle(.inkSoft)
        }
        .accessibilityElement(children: .combine)
        TakeBack(act: takeBack)
    }

    private var said: String {
        let names = question.values.map { value in question.choices.first { $0.code == value }?.name ?? value }
        return names.joined(separator: ", ")
    }
}

private struct TakeBack: View {
    let act: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View { QuietButton(texts.page.answerBack, sign: .close, colour: .inkSoft, act: act) }
}
