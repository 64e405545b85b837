import LangNgheCore
import Observation

/// The home screen.
@MainActor @Observable
final class HomeModel: HomeActions {
    private let home: Reading<HomeRead>
    private let desk: Desk
    private let tasks: Tasks

    init(_ desk: Desk, _ tasks: Tasks) {
        self.desk = desk
        self.tasks = tasks
        home = Reading(tasks, changes: desk.changes()) { try await desk.phone.home() }
    }

    var state: HomeState {
        let (read, wording) = (home.value.value, desk.wording)
        let surroundings = desk.platform.surroundings
        let unsent = Int(read?.unsent.reports ?? 0)
        let waiting = Waiting(
            photographsOnly: read?.onlyPhotographsWait ?? false,
            sending: read?.reports.contains { $0.delivery.step == .sending } ?? false,
            link: surroundings.link,
            savingPower: surroundings.saving,
            photosOnWifiOnly: surroundings.photosOnWifiOnly,
            unproven: read?.unsent.isUnproven ?? false
        )
        return HomeState(
            link: surroundings.link,
            items: home.value.loaded(wording) { wording.items($0, desk.leaving) },
            waiting: unsent,
            why: unsent == 0 ? "" : wording.whyItWaits(waiting),
            emergency: wording.emergency(read?.catalogue.emergency ?? [])
        )
    }

    func capture() {
        // The satellites are looked for while the person goes on.
        desk.search.start()
        desk.navigator.go(.camera(report: nil))
    }

    func open(_ item: HomeItem) {
        let draft = home.value.value?.drafts.first { $0.id == item.id }
        desk.navigator.go(
            draft.map { $0.category == nil ? .category(draft: item.id) : .page(draft: item.id) } ?? .report(item.id)
        )
    }

    func call(_ number: String) { desk.platform.dialer.dial(number) }

    func settings() { desk.navigator.go(.settings) }

    func sync() {
        tasks.launch { [desk, home] in
            do {
                try await desk.lookAround()
                let patience = desk.patience.sync
                _ = try await unlessCancelled { [phone = desk.phone] in
                    try await phone.syncNow(timeout: patience.seconds)
                }
            } catch {
                // The list says what waits, and reading it says what is wrong with the store.
            }
            home.again()
        }
    }

    func reload() { home.again() }
}

/// What the home screen shows, as the core has it.
struct HomeRead: Sendable {
    let drafts: [DraftView]
    let reports: [ReportSummary]
    /// Reports that wait for a word of the person's.
    let asking: Set<String>
    let unsent: UnsentView
    let catalogue: CatalogueView

    /// Whether all words have arrived, and photographs alone are still to go.
    var onlyPhotographsWait: Bool { unsent.photographs > 0 && unsent.bytes == unsent.photographBytes }
}

extension Phone {
    fileprivate func home() async throws -> HomeRead {
        let reports = try await reports()
        var asking: Set<String> = []
        for report in reports where try await needsAWord(report) { asking.insert(report.id) }
        return HomeRead(
            drafts: try await drafts(),
            reports: reports,
            asking: asking,
            unsent: try await unsent(),
            catalogue: try catalogue()
        )
    }

    /// Whether the unit asks something to which the person hasn't answered, on this phone at least.
    private func needsAWord(_ summary: ReportSummary) async throws -> Bool {
        guard let view = summary.case, view.asked || view.status == CaseStatus.resolved else { return false }
        let whole = try await report(report: summary.id)
        return view.asked ? whole.unheard.isEmpty : whole.acts.contains(.confirm)
    }
}

extension Wording {
    fileprivate func items(_ home: HomeRead, _ leaving: [String: Double]) -> [HomeItem] {
        home.drafts.map { item($0, home.catalogue) } + home.reports.map { item($0, home, leaving[$0.id]) }
    }

    private func item(_ draft: DraftView, _ catalogue: CatalogueView) -> HomeItem {
        HomeItem(
            id: draft.id,
            isDraft: true,
            title: title(draft.category, catalogue),
            place: place(draft.place.whereabouts),
            firstLine: draft.text.firstLine,
            date: Dates.day(draft.noticedAt),
            picture: draft.photographs.first?.ref,
            ladder: Ladder(
                rung: .draft,
                words: texts.kit.draft,
                photosSent: 0,
                photosTotal: draft.photographs.count
            ),
            status: nil,
            needsYou: false
        )
    }

    private func item(_ report: ReportSummary, _ home: HomeRead, _ progress: Double?) -> HomeItem {
        HomeItem(
            id: report.id,
            isDraft: false,
            title: title(report.category, home.catalogue),
            place: place(report.whereabouts),
            firstLine: report.firstLine,
            date: Dates.day(report.createdAt),
            picture: report.picture?.ref,
            ladder: ladder(report, progress: progress),
            status: report.case.map { self($0.words) },
            needsYou: !report.parked.isEmpty || home.asking.contains(report.id)
        )
    }
}

extension String {
    /// Of what is written, without the blanks around it.
    fileprivate var firstLine: String {
        let begun = drop(while: \.isWhitespace)
        var line = begun.prefix { !$0.isNewline }
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }
}
