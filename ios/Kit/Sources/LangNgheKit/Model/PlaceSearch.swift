import LangNgheCore
import Observation

/// As near as it needs to be: the width of a village road and the yards beside it.
private let nearEnoughMetres = 15.0

/// Looks for the phone from the first tap on, while the person goes on to the camera and the
/// categories. What it finds goes into the draft as soon as there are both, each better fix in the
/// place of the last. Nobody waits for it.
@MainActor @Observable
final class PlaceSearch {
    /// How the search goes.
    struct Progress: Sendable, Equatable {
        /// Whose place it is; none while that has not been begun.
        var draft: String?
        var searching = false
        var refused = false
        var best: Fix.Found?
    }

    private(set) var progress = Progress()

    @ObservationIgnored private let finder: any PlaceFinder
    @ObservationIgnored private let time: any Timekeeper
    @ObservationIgnored private let limit: Duration
    @ObservationIgnored private let save: @MainActor (_ draft: String, Fix.Found, _ onPurpose: Bool) async -> Void
    @ObservationIgnored private let tasks: Tasks
    @ObservationIgnored private var running: [Task<Void, Never>] = []
    @ObservationIgnored private var isRunning = false
    /// Whether the person asked for it, and hasn't chosen otherwise since.
    @ObservationIgnored private var isOnPurpose = false

    /// - Parameter save: puts a fix into a draft; whether the place was asked for on purpose is told as well.
    init(
        _ tasks: Tasks,
        _ finder: any PlaceFinder,
        _ time: any Timekeeper,
        limit: Duration,
        save: @escaping @MainActor (_ draft: String, Fix.Found, _ onPurpose: Bool) async -> Void
    ) {
        self.tasks = tasks
        self.finder = finder
        self.time = time
        self.limit = limit
        self.save = save
    }

    /// Begins anew, for a draft or for one that ``belongsTo(_:)`` will tell of.
    func start(_ draft: String? = nil, onPurpose: Bool = false) {
        stop()
        isRunning = true
        isOnPurpose = onPurpose
        progress = Progress(draft: draft, searching: true)
        let searching = tasks.launch { await self.search() }
        let watching = tasks.launch {
            do { try await self.time.pause(for: self.limit) } catch { return }
            searching.cancel()
        }
        let ending = tasks.launch {
            await searching.value
            watching.cancel()
            // Another one may have begun meanwhile: its progress is its own.
            if !Task.isCancelled { self.progress.searching = false }
        }
        running = [searching, watching, ending, tasks.launch { await self.saveFixes() }]
    }

    /// The draft has been begun for which the search goes on.
    func belongsTo(_ draft: String) { if isRunning { progress.draft = draft } }

    /// The person has chosen by hand: no better fix overrules that.
    func overruled() { isOnPurpose = false }

    /// Ends it. What was found and saved stays.
    func stop() {
        for task in running { task.cancel() }
        running = []
        isRunning = false
        progress = Progress()
    }

    private func search() async {
        for await fix in finder.find() where !Task.isCancelled {
            switch fix {
            case .found(let found):
                if found.isBetter(than: progress.best) {
                    progress.best = found
                    progress.refused = false
                }
                if found.metres <= nearEnoughMetres { return }
            case .refused:
                progress.refused = true
            case .unavailable:
                break
            }
        }
    }

    private func saveFixes() async {
        // Of which draft, and where: how the search goes on changes nothing of that.
        let findings = observed { Progress(draft: self.progress.draft, best: self.progress.best) }
        for await found in findings where !Task.isCancelled {
            guard let draft = found.draft, let fix = found.best else { continue }
            await save(draft, fix, isOnPurpose)
        }
    }
}

/// What a fix changes in a draft: nothing, where a person has chosen the commune by hand and didn't
/// ask for this. Who did ask gets the commune that is `there`, in the place of the one that they chose.
func placeChange(_ whereabouts: WhereaboutsView, _ fix: Fix.Found, there: String?, onPurpose: Bool) -> DraftChange? {
    let point = PlacePoint(lat: fix.lat, lon: fix.lon, accuracy: fix.accuracyMetres)
    guard case .commune(_, _, byHand: true) = whereabouts else { return .only(point: point) }
    return onPurpose ? .only(point: point, commune: there) : nil
}

extension Fix.Found {
    /// One that doesn't say how good it is is better than none.
    fileprivate func isBetter(than other: Self?) -> Bool { other.map { metres < $0.metres } ?? true }

    fileprivate var metres: Double { accuracyMetres ?? .greatestFiniteMagnitude }
}
