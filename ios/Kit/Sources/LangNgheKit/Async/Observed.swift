import Observation

/// What `read` gives, now and whenever something observable changes of which it was made. Only the
/// newest matters: what is missed in between is left out, and so is what equals the last.
@MainActor
func observed<Value: Equatable & Sendable>(_ read: @escaping @MainActor () -> Value) -> AsyncStream<Value> {
    let (values, forwarder) = AsyncStream.makeStream(of: Value.self, bufferingPolicy: .bufferingNewest(1))
    let observer = Observer(read, forwarder)
    forwarder.onTermination = { _ in Task { @MainActor in observer.end() } }
    observer.look()
    return values
}

/// Observes an expression again and again: the platform tells of one change only.
@MainActor
private final class Observer<Value: Equatable & Sendable> {
    private let read: @MainActor () -> Value
    private let forwarder: AsyncStream<Value>.Continuation
    private var last: Value?
    private var hasEnded = false

    init(_ read: @escaping @MainActor () -> Value, _ forwarder: AsyncStream<Value>.Continuation) {
        self.read = read
        self.forwarder = forwarder
    }

    func look() {
        guard !hasEnded else { return }
        // Told before the change: looked at in a turn of its own, after it.
        let value = withObservationTracking(read) { Task { @MainActor in self.look() } }
        if value != last {
            last = value
            forwarder.yield(value)
        }
    }

    func end() { hasEnded = true }
}
