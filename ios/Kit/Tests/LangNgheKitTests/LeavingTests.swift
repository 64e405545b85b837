import LangNgheCore
import Support
import Testing

@testable import LangNgheKit

/// No cancellation reaches the core: what was asked comes back, even to a screen that was left.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct LeavingTests {
    @Test("an answer that comes after its screen was left leads nobody away")
    func leadsNobodyAway() async throws {
        try await World.with { world in
            let phone = try await world.lonelyHandset().start()
            let sent = try await phone.send()
            try await phone.saved().actions.done()
            let desk = try #require(phone.screens.window.desk)
            let reading = Task { try await desk.draft(at: .page(draft: sent), sent) }
            reading.cancel()
            await #expect(throws: Failure.Refused(code: "not_a_draft")) { _ = try await reading.value }
            #expect(phone.route == .home)
            // Who is still there is led on.
            await #expect(throws: Failure.self) { _ = try await desk.draft(at: .page(draft: sent), sent) }
            #expect(phone.route == .saved(report: sent))
            await phone.die()
        }
    }

    @Test("a screen that was left stays as it was")
    func staysAsItWas() async throws {
        let (answers, answer) = AsyncStream.makeStream(of: Int.self)
        let (asked, tasks) = (Notes(), Tasks())
        let reading = Reading(tasks) {
            asked.add("asked")
            // As the core does: it answers whoever stopped waiting.
            let answering = Task {
                for await answer in answers { return answer }
                return 0
            }
            return await answering.value
        }
        try await until(asked, \.all.count) { $0 == 1 }
        answer.yield(1)
        try await until(reading, \.value.value) { $0 == 1 }
        reading.again()
        try await until(asked, \.all.count) { $0 == 2 }
        let running = tasks.running
        tasks.end()
        answer.yield(2)
        for task in running { await task.value }
        #expect(reading.value.value == 1)
    }
}
