import LangNgheCore

/// So much of a report's photograph has left the phone, from 0 to 1.
struct Leaving: Sendable, Equatable {
    let report: String
    let part: Double
}

extension Phone {
    /// The ids of reports, whenever something about one changes. The core is let go of with the listener.
    func changes() -> AsyncStream<String> {
        AsyncStream { continuation in
            let watch = observeStatus(observer: StatusForwarder(continuation))
            continuation.onTermination = { _ in watch.cancel() }
        }
    }

    /// How far photographs have left. Only the newest word matters.
    func leaving() -> AsyncStream<Leaving> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let watch = observeQueue(observer: QueueForwarder(continuation))
            continuation.onTermination = { _ in watch.cancel() }
        }
    }
}

// The core calls these on threads of its own; what they are told goes into a stream, and is read on
// the main actor.

private final class StatusForwarder: StatusObserver {
    private let reports: AsyncStream<String>.Continuation

    init(_ reports: AsyncStream<String>.Continuation) { self.reports = reports }

    func reportChanged(report: String) throws { reports.yield(report) }
}

private final class QueueForwarder: QueueObserver {
    private let parts: AsyncStream<Leaving>.Continuation

    init(_ parts: AsyncStream<Leaving>.Continuation) { self.parts = parts }

    func photographLeaving(report: String, photograph: Int64, sent: UInt64, total: UInt64) throws {
        parts.yield(Leaving(report: report, part: total == 0 ? 1 : Double(sent) / Double(total)))
    }
}
