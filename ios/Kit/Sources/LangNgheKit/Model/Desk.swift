import LangNgheCore
import Observation

/// What every screen works with: the open phone, the platform, and what is said in which language.
///
/// What a person did is finished here, even if the screen on which they did it is left meanwhile.
@MainActor @Observable
final class Desk {
    /// How much of a report's photograph has left, while one leaves.
    private(set) var leaving: [String: Double] = [:]

    @ObservationIgnored let phone: Phone
    @ObservationIgnored let navigator: Navigator
    @ObservationIgnored let app: AppInfo
    @ObservationIgnored let patience: Patience
    @ObservationIgnored let platform: Platform
    @ObservationIgnored let courier: Courier
    @ObservationIgnored let communes: Communes
    /// For what must be finished.
    @ObservationIgnored let acts = Tasks()

    @ObservationIgnored private(set) lazy var search = PlaceSearch(
        tasks,
        platform.places,
        platform.time,
        limit: patience.placeSearch
    ) { [unowned self] draft, fix, onPurpose in await savePlace(draft, fix, onPurpose) }

    @ObservationIgnored private let kit: Kit
    @ObservationIgnored private let tasks: Tasks
    @ObservationIgnored private var listeners: [Int: (report: String?, AsyncStream<Void>.Continuation)] = [:]
    @ObservationIgnored private var listened = 0

    /// - Parameter tasks: of the window.
    init(_ kit: Kit, _ phone: Phone, _ navigator: Navigator, _ tasks: Tasks) {
        self.kit = kit
        self.phone = phone
        self.navigator = navigator
        self.tasks = tasks
        app = kit.app
        patience = kit.patience
        platform = kit.platform
        courier = kit.courier
        communes = kit.communes
        let (changes, parts) = (phone.changes(), phone.leaving())
        tasks.launch { for await report in changes { self.changed(report) } }
        tasks.launch { for await leaving in parts { self.leaving[leaving.report] = leaving.part } }
    }

    var wording: Wording { kit.wording }

    var remembered: Remembered { platform.preferences.now }

    /// A report's changes, or all; and whenever the person comes back to the app.
    func changes(of report: String? = nil) -> AsyncStream<Void> {
        let (stream, forwarder) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        listened += 1
        let number = listened
        listeners[number] = (report, forwarder)
        forwarder.onTermination = { _ in Task { @MainActor in self.listeners[number] = nil } }
        return stream
    }

    /// The person is back: what is shown may be old.
    func returned() {
        for (_, forwarder) in listeners.values { forwarder.yield() }
    }

    private func changed(_ report: String) {
        leaving[report] = nil
        for (wanted, forwarder) in listeners.values where wanted == nil || wanted == report { forwarder.yield() }
    }

    /// Has the core look at how the phone stands.
    func lookAround() async throws { try await kit.standing.lookAround(phone, platform) }

    /// Finishes `act`, and tells if it could not be done.
    func act(
        _ failed: @escaping @MainActor (Failure) -> Void = { _ in },
        _ act: @escaping @MainActor () async throws -> Void
    ) {
        acts.launch {
            do { try await act() } catch { failed(Failure(error)) }
        }
    }

    /// Something waits to be sent now.
    func submitted() { platform.background.submitted() }

    /// The place goes into the draft, if it should.
    private func savePlace(_ draft: String, _ fix: Fix.Found, _ onPurpose: Bool) async {
        let there = await communes.at(MapPoint(lat: fix.lat, lon: fix.lon))
        // Sent or thrown away meanwhile, or the disk is full, which its page says: the next fix is a
        // next try.
        guard let whereabouts = try? await phone.draft(draft: draft).place.whereabouts,
            let change = placeChange(whereabouts, fix, there: there, onPurpose: onPurpose)
        else { return }
        try? await phone.changeDraft(draft: draft, change: change)
    }
}
