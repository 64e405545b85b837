import Support
import Testing

@testable import LangNgheKit

/// What a coordinator has a category ask, on a phone: against the real server.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct QuestionsTests {
    @Test("the moment that a phone shows is an answer, and reaches the officer")
    func now() async throws {
        try await World.with { world in
            let server = try await world.server()
            let form = ["vi": "Thấy từ lúc nào?", "kind": "moment", "required": "on"]
            let coordinator = try await server.coordinator()
            try await coordinator.fillIn("/console/settings/categories?edit=road", "question", form)
            let phone = try await world.handset(server).start()
            // The catalogue comes with what is sent.
            try await phone.send()
            try await phone.saved().until { $0.ladder.rung == .complete }
            phone.screens.back()

            try await phone.reportUpToThePage(category: "road")
            try await phone.choosePlace()
            let page = try await phone.page()
            let asked = try await page.until { $0.questions.count == 1 }.questions[0]
            #expect(asked.kind == .moment && asked.required)
            page.actions.send()
            try await page.until { $0.questions.first?.problem != nil && $0.problems[.answers] != nil }
            page.actions.answerNow(asked.code)
            let answered = try await page.until { $0.questions.first?.problem == nil }.questions[0].values
            try #require(answered.count == 2)
            page.actions.send()
            let sent = try await phone.at(\.savedOf)
            try await phone.saved().actions.open()
            let said = try await phone.report(sent) { $0.ladder.rung == .complete }.answers
            #expect(said == [AnswerView(question: "Thấy từ lúc nào?", said: "\(answered[0]) \(answered[1])")])
            let read = try await server.officer().answersOn("/console/cases/\(sent)")
            #expect(read.map(\.said) == ["\(answered[1]), \(answered[0])"])
            await phone.die()
        }
    }
}
