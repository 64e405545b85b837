/// A question of the category, and its answer so far.
public struct QuestionState: Sendable, Hashable, Identifiable {
    public let code: String
    public let text: String
    public let kind: AnswerKind
    /// Whether the report can't be sent without an answer.
    public let required: Bool
    /// What there is to choose from; empty unless it is about choosing.
    public let choices: [AnswerChoice]
    /// The answer: as typed, or by the codes of what was chosen; of a moment its day and its time, as
    /// people write them. Empty if there is none.
    public let values: [String]
    /// Whether it is still asked. An answer given before can be taken back, and no more.
    public let asked: Bool
    /// What is wrong with the answer; shown once the person has tried to send it.
    public let problem: Notice?

    public var id: String { code }

    public init(
        code: String,
        text: String,
        kind: AnswerKind,
        required: Bool,
        choices: [AnswerChoice] = [],
        values: [String] = [],
        asked: Bool = true,
        problem: Notice? = nil
    ) {
        self.code = code
        self.text = text
        self.kind = kind
        self.required = required
        self.choices = choices
        self.values = values
        self.asked = asked
        self.problem = problem
    }
}

/// What an answer looks like.
public enum AnswerKind: Sendable, CaseIterable {
    /// Words, in several lines.
    case text
    /// Words in one line.
    case line
    case number
    /// A day and a time.
    case moment
    /// One of the choices; *yes* and *no* are two.
    case choice
    /// Any of the choices.
    case choices
}

/// One answer to choose.
public struct AnswerChoice: Sendable, Hashable, Identifiable {
    public let code: String
    public let name: String

    public var id: String { code }

    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}

/// A question of the category's, and what was answered.
public struct AnswerView: Sendable, Hashable {
    public let question: String
    public let said: String

    public init(question: String, said: String) {
        self.question = question
        self.said = said
    }
}
