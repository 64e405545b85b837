import Foundation
import LangNgheCore

// What a category asks of its own, as screens show it, and what is answered, as the core keeps it.

extension QuestionKindName {
    var answerKind: AnswerKind {
        switch self {
        case .text: .text
        case .line: .line
        case .number: .number
        case .moment: .moment
        case .yesNo, .choice: .choice
        case .choices: .choices
        }
    }
}

extension Wording {
    /// - Parameters:
    ///   - typed: what was typed here, which is newer than what the core has; none if nothing was.
    ///   - tried: whether it is said what is wrong.
    func question(_ asked: AskedView, typed: [String]?, tried: Bool) -> QuestionState {
        QuestionState(
            code: asked.question.code,
            text: self(asked.question.text),
            kind: asked.question.kind.answerKind,
            required: asked.question.required,
            choices: choices(asked.question),
            values: typed ?? shownAnswer(asked.question.kind, asked.values),
            asked: asked.isAsked,
            problem: tried ? asked.problem.map { notice($0.guidance) } : nil
        )
    }

    /// What was answered, on the report's own page.
    func answer(_ answered: AnsweredView) -> AnswerView {
        let isMoment = answered.question.kind == .moment
        let moment = isMoment ? answered.values.first.flatMap(Dates.read) : nil
        let said = moment.map(Dates.moment) ?? answered.said.map { self($0) }.joined(separator: ", ")
        return AnswerView(question: self(answered.question.text), said: said)
    }

    private func choices(_ question: QuestionView) -> [AnswerChoice] {
        if question.kind == .yesNo {
            return [
                AnswerChoice(code: "yes", name: texts.page.answerYes),
                AnswerChoice(code: "no", name: texts.page.answerNo),
            ]
        }
        return question.choices.map { AnswerChoice(code: $0.code, name: self($0.text)) }
    }
}

/// An answer as the core keeps it, from what a person sees of it.
func keptAnswer(_ kind: QuestionKindName, _ values: [String]) -> [String] {
    if values.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return [] }
    guard kind == .moment, let day = values.first else { return values }
    let time = values.dropFirst().first ?? ""
    // What isn't a moment yet is kept as it was typed, and the core says that it isn't.
    return [Dates.written(day: day, time: time) ?? "\(day) \(time)"]
}

/// An answer as a person sees it, from what the core keeps.
func shownAnswer(_ kind: QuestionKindName, _ values: [String]) -> [String] {
    guard kind == .moment, values.count == 1, let value = values.first else { return values }
    if let moment = Dates.read(value) { return [Dates.day(moment), Dates.time(moment)] }
    return value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
}
