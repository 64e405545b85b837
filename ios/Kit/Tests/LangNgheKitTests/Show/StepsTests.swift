import LangNgheKit
import Testing

/// The steps that a report takes, as they are drawn.
@Suite struct StepsTests {
    @Test func aDraftHasTakenNone() {
        #expect(states(.draft, total: 2) == [.now, .later, .later, .later])
    }

    @Test func textGoesFirstAndPhotographsFollow() {
        #expect(states(.waiting, total: 2) == [.done, .now, .later, .later])
        #expect(states(.textReceived, sent: 1, total: 2) == [.done, .done, .now, .later])
        #expect(states(.complete, sent: 2, total: 2) == [.done, .done, .done, .now])
        #expect(states(.complete, sent: 2, total: 2, accepted: true) == [.done, .done, .done, .done])
    }

    @Test func withoutPhotographsThereIsNoStepForThem() {
        let steps = ladder(.textReceived).steps
        #expect(steps.map(\.step) == [.onPhone, .words, .commune])
        #expect(steps.map(\.state) == [.done, .done, .now])
    }

    @Test func whatHasLeftTheLadderHasNoSteps() {
        #expect(ladder(.parked, total: 1).steps.isEmpty)
        #expect(ladder(.withdrawn, total: 1).steps.isEmpty)
    }

    @Test func thePhotographThatIsLeavingCountsAsFarAsItHasLeft() {
        let ways = ladder(.textReceived, sent: 1, total: 4, progress: 0.5).steps.map(\.way)
        #expect(ways == [1, 1, 0.375, 0])
    }

    private func states(_ rung: Rung, sent: Int = 0, total: Int, accepted: Bool = false) -> [StepState] {
        ladder(rung, sent: sent, total: total, accepted: accepted).steps.map(\.state)
    }

    private func ladder(
        _ rung: Rung,
        sent: Int = 0,
        total: Int = 0,
        progress: Double? = nil,
        accepted: Bool = false
    ) -> Ladder {
        Ladder(
            rung: rung,
            words: "",
            photosSent: sent,
            photosTotal: total,
            progress: progress,
            accepted: accepted
        )
    }
}
