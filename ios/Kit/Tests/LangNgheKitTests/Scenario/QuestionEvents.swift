import Support

@testable import LangNgheKit

// What a category asks of its own: what the coordinator does about it, how the person answers, and what
// is seen of that. Whoever reads a scenario reads what stands on a screen: a choice by its words.

extension Event {
    static let onQuestions = [
        Event("answer", "question", "values") { person, said in
            let (text, values) = (try said.text("question"), try said.texts("values"))
            let page = try await person.phone.page()
            let asked = try await page.until { $0.questions.contains { $0.text == text } }.questions
            for question in asked where question.text == text {
                page.actions.answer(question.code, try values.map { try given($0, to: question) })
            }
        },
        Event("coordinator_asks", "category", "question", "kind", "english?", "required?", "choices?") { person, said in
            var form = ["vi": try said.text("question"), "kind": try said.text("kind")]
            if said.says("english") { form["en"] = try said.text("english") }
            if said.says("choices") { form["choices"] = try said.texts("choices").joined(separator: "\n") }
            if said.says("required"), try said.flag("required") { form["required"] = "on" }
            try await person.coordinator().fillIn(try questionsOf(said), "question", form)
        },
        Event("coordinator_drops", "category", "question") { person, said in
            let question = try said.text("question")
            try await person.coordinator().press(try questionsOf(said), "no_question", about: question)
        },
    ]
}

/// Where a coordinator changes what a category asks.
private func questionsOf(_ said: Said) throws -> String {
    "/console/settings/categories?edit=\(try said.text("category"))"
}

/// What is typed is given as it is; of what is chosen, its code.
private func given(_ shown: String, to question: QuestionState) throws -> String {
    if question.choices.isEmpty { return shown }
    guard let chosen = question.choices.first(where: { $0.name == shown }) else {
        throw Strange("\(shown) is none of \(question.choices)")
    }
    return chosen.code
}

func seen(_ question: QuestionState) -> JSON {
    let names = Dictionary(uniqueKeysWithValues: question.choices.map { ($0.code, $0.name) })
    return .object([
        "text": JSON(question.text),
        "kind": JSON(written(question.kind)),
        "required": JSON(question.required),
        "choices": JSON(question.choices.map(\.name)),
        "values": JSON(question.values.map { names[$0] ?? $0 }),
        "asked": JSON(question.asked),
        "problem": JSON(question.problem?.happened),
    ])
}

/// What the officer reads of the answers of the report that the person opened or sent last.
@MainActor
func desk(_ person: Person) async throws -> JSON {
    let answers = try await person.officer().answersOn("/console/cases/\(person.about ?? "")")
    let told = answers.map { JSON.object(["question": JSON($0.question), "said": JSON($0.said)]) }
    return .object(["answers": .list(told)])
}
