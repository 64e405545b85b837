import Foundation
import LangNgheCore
import Observation

/// How a courier's run ended, for whoever schedules the next one.
public enum Delivery: Sendable, Equatable {
    /// All that can leave has left, and what is new is here.
    case done
    /// Time was up in the middle of the work: run again at once.
    case more
    /// There was no way to the server, or something waits for another network: run again later.
    case later
}

/// Carries what waits to the server and news to the person, while nobody looks: what a task in the
/// background calls. It goes as well together with a window of the same process.
///
/// It holds nothing that matters. Killed anywhere, the next run finds in the store what is still to
/// be sent, and in the preferences what was told: news is remembered as told after it was handed
/// over, so that it is rather told twice than never.
@MainActor @Observable
public final class Courier {
    /// The report on the screen right now: whoever looks at it needn't be told.
    var onScreen: String?

    private let phones: PhoneHolder
    private let platform: Platform
    private let standing: Standing
    private let wording: @MainActor () -> Wording
    private let oneAtATime = OneAtATime()

    init(
        _ phones: PhoneHolder,
        _ platform: Platform,
        _ standing: Standing,
        _ wording: @escaping @MainActor () -> Wording
    ) {
        self.phones = phones
        self.platform = platform
        self.standing = standing
        self.wording = wording
    }

    /// Sends and fetches for at most so long, then tells what is new and what still waits.
    ///
    /// Cancelled, as when the platform calls its time back, it lets go of the phone and returns.
    public func run(for limit: Duration) async -> Delivery {
        await oneAtATime.run {
            do {
                return try await phones.use { try await deliver($0, limit) }
            } catch let failure as OpenFailure {
                return whenItDoesNotOpen(failure)
            } catch is CancellationError {
                return .more
            } catch {
                // The disk. What it keeps is still there.
                return .later
            }
        }
    }

    private func deliver(_ phone: Phone, _ limit: Duration) async throws -> Delivery {
        // Before anything else: should this be killed, what waits stays in sight.
        try await showUnsent(phone)
        // Without a network it would only be waited for.
        let outcome = platform.network.link == .offline ? nil : try await sync(phone, limit)
        try await tellNews(phone)
        let waiting = try await showUnsent(phone)
        guard let outcome, outcome.reached, outcome.failure == nil else { return .later }
        if outcome.pending > 0 { return .more }
        return waiting > 0 ? .later : .done
    }

    /// Sends and fetches. Should the phone come to a network that costs, photographs stop there if they shall.
    private func sync(_ phone: Phone, _ limit: Duration) async throws -> SyncOutcome {
        let watching = Task {
            for await _ in observed({ self.platform.surroundings }) {
                try? await standing.lookAround(phone, platform)
            }
        }
        defer { watching.cancel() }
        return try await unlessCancelled { try await phone.syncNow(timeout: limit.seconds) }
    }

    /// Shows what waits to be sent, or that nothing does; answers with how many reports do.
    @discardableResult
    func showUnsent(_ phone: Phone) async throws -> Int {
        let count = Int(try await phone.unsent().reports)
        let says = wording().texts.kit
        platform.notifications.unsent(
            count > 0 ? UnsentNotice(title: says.unsent(count: String(count)), text: says.unsentSafe) : nil
        )
        return count
    }

    /// What was shown as waiting may be gone.
    func hideUnsentIfGone(_ phone: Phone) async throws {
        if try await phone.unsent().reports == 0 { platform.notifications.unsent(nil) }
    }

    /// The person looks at the report: what there is to be told of it, they know.
    func seen(_ report: String, _ told: String) {
        platform.preferences.put(told, for: Remembered.Key.told(report))
        platform.notifications.withdraw(report)
    }

    private func tellNews(_ phone: Phone) async throws {
        let catalogue = try await phone.readCatalogue()
        for report in try await phone.news(told: platform.preferences.now.told) {
            if let news = report.news, report.report != onScreen {
                let title = wording().title(report.category, catalogue)
                platform.notifications.tell(wording().notice(report.report, category: title, news))
            }
            platform.preferences.put(report.told, for: Remembered.Key.told(report.report))
        }
    }

    private func whenItDoesNotOpen(_ failure: OpenFailure) -> Delivery {
        switch failure {
        case .Later, .Broken: .later
        // Nothing that is tried again in the background mends these: the person must open the app.
        case .Key, .Newer, .Damaged: .done
        }
    }
}

extension Duration {
    /// As the core is told.
    var seconds: TimeInterval {
        TimeInterval(components.seconds) + TimeInterval(components.attoseconds) * 1e-18
    }
}

extension Phone {
    /// The catalogue in use, read off the main thread.
    func readCatalogue() async throws -> CatalogueView { try catalogue() }
}
