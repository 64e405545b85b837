import LangNgheCore

/// Holds the process's one phone, for all who need it: a screen, a task in the background, both.
///
/// ```text
///            first lease             last release
/// (nothing) ────────────▶ running ────────────────▶ paused
///                            ▲      another lease     │
///                            └────────────────────────┘
/// ```
///
/// It is opened for the first who asks, its queue runs as long as somebody holds a ``Lease``, and the
/// store's file is let go of when nobody does: an app that is suspended with a file locked is killed.
/// What couldn't be opened is opened anew for the next. No cancellation leaves it half open: what was
/// begun in the core goes on there, and is waited for.
@MainActor
final class PhoneHolder {
    /// A right to the running phone.
    @MainActor
    final class Lease {
        let phone: Phone
        fileprivate var isReleased = false
        private let holder: PhoneHolder

        fileprivate init(_ phone: Phone, _ holder: PhoneHolder) {
            self.phone = phone
            self.holder = holder
        }

        /// Gives it back. Twice is as good as once.
        func release() async { await holder.release(self) }
    }

    private let open: @MainActor () async throws -> Phone
    private let lookAround: @MainActor (Phone) async throws -> Void
    private let oneAtATime = OneAtATime()
    private var phone: Phone?
    private var leases = 0

    init(
        open: @escaping @MainActor () async throws -> Phone,
        lookAround: @escaping @MainActor (Phone) async throws -> Void
    ) {
        self.open = open
        self.lookAround = lookAround
    }

    /// The phone, while somebody has leased it.
    var running: Phone? { leases > 0 ? phone : nil }

    /// Leases the phone, which then runs.
    ///
    /// - Throws: `OpenFailure` if the store can't be opened, `Failure` if the disk fails when it is
    ///   taken up again.
    func lease() async throws -> Lease {
        try await oneAtATime.run {
            let phone =
                if let phone { phone } else { try await open() }
            self.phone = phone
            if leases == 0 {
                // Before anything leaves: it may cost money here.
                try await lookAround(phone)
                try await phone.resume()
            }
            leases += 1
            return Lease(phone, self)
        }
    }

    /// Works with the phone; see ``lease()``.
    func use<Value>(_ work: @MainActor (Phone) async throws -> Value) async throws -> Value {
        let lease = try await lease()
        do {
            let value = try await work(lease.phone)
            await lease.release()
            return value
        } catch {
            await lease.release()
            throw error
        }
    }

    /// Ends the phone. Leases that are still out find it closed; the next one opens it anew.
    func end() async {
        await oneAtATime.run {
            await phone?.end()
            phone = nil
            leases = 0
        }
    }

    private func release(_ lease: Lease) async {
        await oneAtATime.run {
            guard !lease.isReleased else { return }
            lease.isReleased = true
            // Given back after all was ended: there is nothing to count any more.
            guard lease.phone === phone else { return }
            leases -= 1
            if leases == 0 { await lease.phone.pause() }
        }
    }
}
