/// The steps that a report takes, in order.
public enum Step: Int, Sendable, CaseIterable {
    case onPhone
    case words
    case photographs
    case commune
}

/// Whether a step lies behind a report, is being taken, or is still to come.
public enum StepState: Sendable, Equatable {
    case done
    case now
    case later
}

/// A step of one report.
public struct StepTaken: Sendable, Equatable, Identifiable {
    public let step: Step
    public let state: StepState
    /// How much of the way into the step lies behind, from 0 to 1.
    public let way: Double

    public var id: Step { step }
}

extension Ladder {
    /// Each step of this report with its state; none for a report that has left the ladder.
    public var steps: [StepTaken] {
        guard rung != .parked, rung != .withdrawn else { return [] }
        let done = stepsDone
        // Text comes first: a report without photographs has no step for them.
        let taken = Step.allCases.filter { $0 != .photographs || photosTotal > 0 }
        let now = taken.first { !done.contains($0) }
        return taken.map { step in
            let state: StepState = done.contains(step) ? .done : step == now ? .now : .later
            return StepTaken(step: step, state: state, way: way(into: step, state))
        }
    }

    private var stepsDone: Set<Step> {
        let wordsArrived = rung == .textReceived || rung == .complete || photosSent > 0 || accepted
        var done: Set<Step> = []
        if rung != .draft { done.insert(.onPhone) }
        if wordsArrived { done.insert(.words) }
        if rung == .complete || (photosSent == photosTotal && wordsArrived) { done.insert(.photographs) }
        if accepted { done.insert(.commune) }
        return done
    }

    private func way(into step: Step, _ state: StepState) -> Double {
        switch state {
        case .done: 1
        case .now where step == .photographs:
            min(1, (Double(photosSent) + Double(progress ?? 0)) / Double(photosTotal))
        case .now, .later: 0
        }
    }
}
