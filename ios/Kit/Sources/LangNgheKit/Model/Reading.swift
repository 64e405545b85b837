import LangNgheCore
import Observation

/// How reading went.
enum Read<Value: Sendable>: Sendable {
    case loading
    case ready(Value)
    case failed(Failure)

    var value: Value? { if case .ready(let value) = self { value } else { nil } }

    var isLoading: Bool { if case .loading = self { true } else { false } }

    var failure: Failure? { if case .failed(let failure) = self { failure } else { nil } }

    /// As a screen shows it.
    func loaded<Shown>(_ wording: Wording, _ show: (Value) -> Shown) -> Loaded<Shown> {
        switch self {
        case .loading: .loading
        case .ready(let value): .ready(show(value))
        case .failed(let failure): .failed(wording.notice(failure))
        }
    }
}

/// Something of the core's, read again whenever it may have changed. Wishes that come while it is
/// being read are one more reading, not many.
@MainActor @Observable
final class Reading<Value: Sendable> {
    private(set) var value = Read<Value>.loading

    @ObservationIgnored private let wishes: AsyncStream<Void>.Continuation

    init(
        _ tasks: Tasks,
        changes: AsyncStream<Void>? = nil,
        _ read: @escaping @MainActor () async throws -> Value
    ) {
        let (stream, wishes) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.wishes = wishes
        again()
        if let changes {
            tasks.launch { for await _ in changes { self.again() } }
        }
        tasks.launch { for await _ in stream { await self.readOnce(read) } }
    }

    func again() { wishes.yield() }

    private func readOnce(_ read: @MainActor () async throws -> Value) async {
        let latest: Read<Value>
        do {
            latest = .ready(try await read())
        } catch Failure.Closed {
            // The app is in the background. What was read last is shown until it comes back.
            return
        } catch {
            latest = .failed(Failure(error))
        }
        // A screen that was left stays as it was.
        if !Task.isCancelled { value = latest }
    }
}
