import Foundation
import Observation

@testable import LangNgheKit

/// Time that passes only when a test says so.
@MainActor @Observable
public final class ManualTime: Timekeeper {
    private var passed = Duration.zero
    private var sleepers: [Int: (until: Duration, CheckedContinuation<Void, any Error>)] = [:]
    private var slept = 0

    public init() {}

    /// How many wait for it to pass.
    public var waiting: Int { sleepers.count }

    public nonisolated var now: Date { Date(timeIntervalSince1970: 1_795_000_000) }

    public func advance(by duration: Duration) {
        passed += duration
        for (number, sleeper) in sleepers where sleeper.until <= passed {
            sleepers[number] = nil
            sleeper.1.resume()
        }
    }

    public nonisolated func pause(for duration: Duration) async throws {
        let number = await next()
        try await withTaskCancellationHandler {
            try await sleep(number, duration)
        } onCancel: {
            Task { @MainActor in wake(number) }
        }
    }

    private func next() -> Int {
        slept += 1
        return slept
    }

    private func sleep(_ number: Int, _ duration: Duration) async throws {
        try Task.checkCancellation()
        try await withCheckedThrowingContinuation { sleepers[number] = (passed + duration, $0) }
    }

    private func wake(_ number: Int) { sleepers.removeValue(forKey: number)?.1.resume(throwing: CancellationError()) }
}

/// The machine's time, ahead by as much as a test says.
public final class MovedTime: Timekeeper {
    private let moved = Locked(0.0)

    public var now: Date { SystemTime().now.addingTimeInterval(moved.value) }

    public func ahead(days: Int) { moved.value += Double(days) * 86_400 }

    public func pause(for duration: Duration) async throws { try await SystemTime().pause(for: duration) }
}
