import LangNgheCore
import LangNgheTexts
import Testing

@testable import LangNgheKit

/// What a category asks of its own, and what is answered.
struct AnswersTests {
    private let english = Wording(.english)

    private func asked(_ kind: QuestionKindName, _ values: [String] = [], _ problem: AnswerProblem? = nil) -> AskedView
    {
        AskedView(
            question: QuestionView(
                code: "q",
                text: words("Which?"),
                kind: kind,
                required: true,
                choices: [ChoiceView(code: "a", text: words("Left"))]
            ),
            values: values,
            isAsked: true,
            problem: problem
        )
    }

    private func shown(_ asked: AskedView, typed: [String]? = nil, tried: Bool = false) -> QuestionState {
        english.question(asked, typed: typed, tried: tried)
    }

    @Test("yes and no are two choices in the language of who reads, and others are the catalogue's")
    func choices() {
        let yesNo = asked(.yesNo, ["yes"])
        #expect(shown(yesNo).choices.map(\.code) == ["yes", "no"])
        #expect(shown(yesNo).choices.map(\.name) == ["Yes", "No"])
        let vietnamese = Wording(.vietnamese).question(yesNo, typed: nil, tried: false)
        #expect(vietnamese.choices.map(\.name) == ["Có", "Không"])
        #expect(shown(yesNo).kind == .choice && shown(yesNo).values == ["yes"])
        #expect(shown(asked(.choices)).choices == [AnswerChoice(code: "a", name: "Left")])
    }

    @Test("a moment is typed as a day and a time, and kept with Vietnam's offset")
    func moments() {
        #expect(keptAnswer(.moment, [" 3/11/2026", "8:05 "]) == ["2026-11-03T08:05:00+07:00"])
        #expect(shown(asked(.moment, ["2026-11-03T01:05:00Z"])).values == ["03/11/2026", "08:05"])
        // What isn't one yet comes back as it was typed, half of it too.
        for half in [["31/11/2026", "08:05"], ["3/11", ""], ["", "25:00"]] {
            #expect(shown(asked(.moment, keptAnswer(.moment, half))).values == half)
        }
        #expect(keptAnswer(.moment, ["", " "]).isEmpty)
    }

    @Test("what was typed here is newer than what the core has, and blanks are no answer")
    func typed() {
        #expect(shown(asked(.number, ["1"]), typed: ["12,"]).values == ["12,"])
        #expect(keptAnswer(.number, ["12,"]) == ["12,"])
        #expect(keptAnswer(.text, ["  "]).isEmpty)
    }

    @Test("what is wrong is said once the person has tried to send it")
    func wrong() {
        let guidance = Guidance(
            happened: words("No number."),
            safe: words("All is kept."),
            wayOut: words("Write digits.")
        )
        let wrong = asked(.number, ["x"], AnswerProblem(code: "answer_invalid", guidance: guidance))
        #expect(shown(wrong).problem == nil)
        #expect(shown(wrong, tried: true).problem?.happened == "No number.")
    }

    @Test("an answer is read in words, a moment as people write it")
    func read() {
        let sides = [words("Left"), words("Right")]
        let choice = AnsweredView(question: asked(.choices).question, values: ["a", "b"], said: sides)
        #expect(english.answer(choice) == AnswerView(question: "Which?", said: "Left, Right"))
        let written = "2026-11-03T08:05:00+07:00"
        let moment = AnsweredView(question: asked(.moment).question, values: [written], said: [words(written)])
        #expect(english.answer(moment).said == "03/11/2026 08:05")
    }
}
