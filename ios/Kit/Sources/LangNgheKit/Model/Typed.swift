import LangNgheCore
import Observation

/// Something, such as a text, that is saved while it is being typed: after each short pause, and at once when ``flush()``
/// is called. What is killed in between loses the characters since the last pause.
@MainActor @Observable
final class Typed<Value: Sendable & Equatable> {
    /// What the person typed here; none before they did.
    private(set) var text: Value?

    @ObservationIgnored private let tasks: Tasks
    @ObservationIgnored private let time: any Timekeeper
    @ObservationIgnored private let pause: Duration
    @ObservationIgnored private let failed: @MainActor (Failure) -> Void
    @ObservationIgnored private let save: @MainActor (Value) async throws -> Void
    @ObservationIgnored private let oneAtATime = OneAtATime()
    @ObservationIgnored private var saved: Value?
    @ObservationIgnored private var waiting: Task<Void, Never>?

    /// - Parameter failed: told when saving after a pause failed; the text is kept, and saved with the next.
    init(
        _ tasks: Tasks,
        _ time: any Timekeeper,
        pause: Duration,
        failed: @escaping @MainActor (Failure) -> Void,
        save: @escaping @MainActor (Value) async throws -> Void
    ) {
        self.tasks = tasks
        self.time = time
        self.pause = pause
        self.failed = failed
        self.save = save
    }

    func write(_ text: Value) {
        self.text = text
        waiting?.cancel()
        waiting = tasks.launch {
            do { try await self.time.pause(for: self.pause) } catch { return }
            // On its own, so that the next key doesn't call it back.
            self.tasks.launch { await self.flushOrTell() }
        }
    }

    /// Returns when all that was typed is saved. What saving throws comes out here.
    func flush() async throws {
        waiting?.cancel()
        try await oneAtATime.run {
            guard let text, text != saved else { return }
            try await save(text)
            saved = text
        }
    }

    /// What was typed is saved, and holds no more: from now on what is read is the newest.
    func forget() {
        text = nil
        saved = nil
    }

    private func flushOrTell() async {
        do { try await flush() } catch { failed(Failure(error)) }
    }
}
