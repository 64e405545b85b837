import LangNgheCore
import Observation

/// Choosing a commune, from the list or on the map.
@MainActor @Observable
final class PlacePickerModel: PlacePickerActions {
    private var query = ""
    private var marked: String?
    private var map: [CommuneShape] = []
    private var matches: [CommuneMatch] = []
    private let read: Reading<Draft>
    private let draft: String
    private let desk: Desk
    private let tasks: Tasks
    @ObservationIgnored private var matching: Task<Void, Never>?

    init(_ desk: Desk, _ tasks: Tasks, _ draft: String) {
        self.desk = desk
        self.tasks = tasks
        self.draft = draft
        read = Reading(tasks, changes: desk.changes(of: draft)) {
            try await desk.read(draft, at: .place(draft: draft))
        }
        tasks.launch { [weak self] in
            let shapes = await desk.communes.shapes()
            self?.map = shapes
        }
        search("")
    }

    var state: PlacePickerState {
        let view = read.value.value?.view
        return PlacePickerState(
            query: query,
            matches: matches,
            map: map,
            chosen: marked ?? view?.commune,
            here: desk.search.progress.best?.point ?? view?.point,
            boundaryNotice: read.value.value.map { desk.wording($0.catalogue.boundaryNotice) } ?? ""
        )
    }

    func search(_ query: String) {
        self.query = query
        matching?.cancel()
        matching = tasks.launch { [weak self, desk] in
            let found = await desk.communes.matching(query, first: await desk.nearOrUsedBefore())
            // What was searched for since comes by itself.
            if !Task.isCancelled { self?.matches = found }
        }
    }

    func choose(_ code: String) {
        desk.search.overruled()
        desk.act {
            try await self.desk.phone.changeDraft(draft: self.draft, change: .only(commune: code))
            self.desk.platform.preferences.rememberCommune(code)
            if self.desk.navigator.top == self.route { self.desk.navigator.returnTo(.page(draft: self.draft)) }
        }
    }

    func tap(_ point: MapPoint) {
        tasks.launch { [weak self, desk] in
            if let code = await desk.communes.at(point) { self?.marked = code }
        }
    }

    func back() { desk.navigator.backFrom(route) }

    private var route: Route { .place(draft: draft) }
}

extension Desk {
    fileprivate func nearOrUsedBefore() async -> [String] {
        let recent = remembered.recentCommunes
        guard let best = search.progress.best, let here = await communes.at(best.point) else { return recent }
        return [here] + recent.filter { $0 != here }
    }
}

extension Fix.Found {
    fileprivate var point: MapPoint { MapPoint(lat: lat, lon: lon) }
}

extension DraftView {
    fileprivate var point: MapPoint? { place.point.map { MapPoint(lat: $0.lat, lon: $0.lon) } }

    fileprivate var commune: String? {
        if case .commune(let code, _, _) = place.whereabouts { code } else { nil }
    }
}
