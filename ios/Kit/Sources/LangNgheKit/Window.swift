import LangNgheCore
import Observation

/// A window's hold on the phone.
///
/// ```text
/// made ──resume──▶ opening ──▶ open ──pause──▶ in the background ──resume──▶ open …
///                     └─▶ trouble ──retry, start clean──┘
/// ```
///
/// In the background the phone stops, if nobody else needs it; the screens stay as they are.
@MainActor @Observable
final class Window: StartActions {
    private var standing: @MainActor (Wording) -> StartState = { _ in .opening }
    @ObservationIgnored private var lease: PhoneHolder.Lease?

    /// What the screens work with; none before the store was open for the first time.
    @ObservationIgnored private(set) var desk: Desk?

    @ObservationIgnored let tasks = Tasks()
    @ObservationIgnored private let kit: Kit
    @ObservationIgnored private let navigator: Navigator
    @ObservationIgnored private let models: Models
    @ObservationIgnored private let oneAtATime = OneAtATime()

    init(_ kit: Kit, _ navigator: Navigator, _ models: Models) {
        self.kit = kit
        self.navigator = navigator
        self.models = models
    }

    var start: StartState { standing(kit.wording) }

    func resume() async {
        await oneAtATime.run { if lease == nil { await open() } }
    }

    func retry() { tasks.launch { await self.resume() } }

    func startClean() {
        tasks.launch {
            await self.oneAtATime.run {
                guard self.lease == nil else { return }
                self.standing = { _ in .opening }
                do {
                    try await self.kit.startClean()
                    await self.open()
                } catch {
                    self.doesNotOpen(error)
                }
            }
        }
    }

    /// Nothing of what was typed or begun is lost by it, and the store's file is let go of.
    func pause() async {
        await oneAtATime.run {
            guard let lease else { return }
            self.lease = nil
            kit.courier.onScreen = nil
            desk?.search.stop()
            do {
                try await models.flush()
                await desk?.acts.settle()
                if try await kit.courier.showUnsent(lease.phone) > 0 { kit.platform.background.stillWaiting() }
            } catch {
                // The disk is full. What was typed is still on its screen, which says so.
            }
            await lease.release()
        }
    }

    /// The window is gone for good, its process goes on.
    func end() {
        tasks.end()
        desk?.acts.end()
        models.end()
    }

    private func open() async {
        standing = { _ in .opening }
        do {
            let lease = try await kit.phones.lease()
            self.lease = lease
            if let desk { desk.returned() } else { try await begin(lease) }
            lookedAt(navigator.top)
            standing = { _ in .open }
        } catch {
            await lease?.release()
            lease = nil
            doesNotOpen(error)
        }
    }

    private func doesNotOpen(_ error: any Error) {
        if let failure = error as? OpenFailure {
            standing = { $0.trouble(failure) }
        } else {
            let failure = Failure(error)
            standing = { .trouble(.init(notice: $0.notice(failure), canStartClean: false, canRetry: true)) }
        }
    }

    private func begin(_ lease: PhoneHolder.Lease) async throws {
        let desk = Desk(kit, lease.phone, navigator, tasks)
        try await chooseFirstScreen(desk)
        try await throwAwayWhatIsEmpty(desk)
        self.desk = desk
        // In the background these may find the phone closed: they are done anew when the window is back.
        tasks.launch { [kit] in
            for await _ in observed({ kit.platform.surroundings }) { try? await desk.lookAround() }
        }
        let changes = desk.changes()
        tasks.launch { [kit] in
            for await _ in changes { try? await kit.courier.hideUnsentIfGone(desk.phone) }
        }
        tasks.launch { [navigator, weak self] in
            for await route in observed({ navigator.top }) { self?.lookedAt(route) }
        }
    }

    /// Nothing is reported before the consent to what is in force was given.
    private func chooseFirstScreen(_ desk: Desk) async throws {
        let given = kit.platform.preferences.now.consent ?? 0
        if given < (try await desk.phone.readCatalogue().consentVersion) {
            navigator.welcome()
        } else if navigator.top == .welcome {
            navigator.home()
        }
    }

    /// Drafts that were begun for a photograph which never came, because the process was killed.
    private func throwAwayWhatIsEmpty(_ desk: Desk) async throws {
        let wanted = navigator.save()
        for draft in try await desk.phone.drafts() where !wanted.contains(where: { $0.hasSuffix(draft.id) }) {
            await desk.discardIfEmpty(draft.id)
        }
    }

    private func lookedAt(_ route: Route) {
        if case .report(let report) = route, lease != nil {
            kit.courier.onScreen = report
        } else {
            kit.courier.onScreen = nil
        }
    }
}
