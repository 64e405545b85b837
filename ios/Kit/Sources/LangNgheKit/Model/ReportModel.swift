import Foundation
import LangNgheCore
import Observation

/// A report: how it stands, what was said, and what can be done about it.
@MainActor @Observable
final class ReportModel: ReportActions {
    private var problem: (@MainActor (Wording) -> Notice)?
    private let read: Reading<ReportRead>
    private let id: String
    private let desk: Desk

    init(_ desk: Desk, _ tasks: Tasks, _ id: String) {
        self.desk = desk
        self.id = id
        let read = Reading(tasks, changes: desk.changes(of: id)) {
            ReportRead(view: try await desk.phone.report(report: id), catalogue: try await desk.phone.readCatalogue())
        }
        self.read = read
        // What is on the screen is seen: nobody need be told of it any more.
        tasks.launch {
            for await told in observed({ read.value.value?.view.summary.told }) {
                if let told { desk.courier.seen(id, told) }
            }
        }
    }

    var state: ReportState {
        let wording = desk.wording
        return ReportState(
            id: id,
            content: read.value.loaded(wording) {
                wording.content($0, progress: desk.leaving[id], now: desk.platform.time.now)
            },
            link: desk.platform.network.link,
            notice: problem?(wording)
        )
    }

    func reply(_ text: String) { send { try await $0.reply(report: $1, words: text) } }

    func addText(_ text: String) { send { try await $0.addText(report: $1, words: text) } }

    func addPhotograph() { desk.navigator.go(.camera(report: id)) }

    func confirm() { send { try await $0.confirm(report: $1) } }

    /// The words are kept before the camera opens: whatever becomes of it, they are said.
    func reopen(_ why: String, withPhotograph: Bool) {
        send {
            try await $0.reopen(report: $1, words: why)
        } then: {
            if withPhotograph, self.desk.navigator.top == .report(self.id) { self.addPhotograph() }
        }
    }

    func rate(_ stars: Int, words: String) {
        send { try await $0.rate(report: $1, stars: UInt8(clamping: stars), words: words) }
    }

    func withdraw() { send { try await $0.withdraw(report: $1) } }

    func takeWayOut(_ way: WayOut) {
        switch way {
        case .retry: send { try await $0.retry(report: $1) }
        case .letGo: send { try await $0.letGo(report: $1) }
        case .withdraw: withdraw()
        case .copy: copy()
        }
    }

    func dismissNotice() { problem = nil }

    func reload() { read.again() }

    func back() { desk.navigator.backFrom(.report(id)) }

    private func copy() {
        desk.act(failed) {
            let draft = try await self.desk.phone.copyIntoDraft(report: self.id)
            if self.desk.navigator.top == .report(self.id) { self.desk.navigator.go(.page(draft: draft)) }
        }
    }

    /// Does something that has to travel.
    private func send(
        _ act: @escaping @Sendable (Phone, String) async throws -> Void,
        then: @escaping @MainActor () -> Void = {}
    ) {
        problem = nil
        desk.act(failed) {
            try await act(self.desk.phone, self.id)
            then()
            self.desk.submitted()
        }
    }

    private func failed(_ failure: Failure) { problem = { $0.notice(failure) } }
}

/// A report, as the core has it, and the catalogue in which its category stands.
private struct ReportRead: Sendable {
    let view: ReportView
    let catalogue: CatalogueView
}

extension Wording {
    fileprivate func content(_ read: ReportRead, progress: Double?, now: Date) -> ReportContent {
        let (report, summary) = (read.view, read.view.summary)
        let view = summary.case
        return ReportContent(
            title: title(summary.category, read.catalogue),
            reference: view?.reference,
            place: place(summary.whereabouts),
            detail: report.place.detail,
            text: report.text,
            answers: report.answers.map(answer),
            noticedAt: Dates.moment(report.noticedAt),
            nameHidden: report.nameHidden,
            pictures: report.photographs.map(\.ref),
            ladder: ladder(summary, progress: progress),
            status: view.map(status),
            outcome: view?.outcome.map(outcome),
            answerBy: view?.answerBy.map(Dates.moment),
            clocks: view.map { clocks($0, now: now) } ?? [],
            timeline: view?.timeline.map(entry) ?? [],
            after: report.after.map(\.ref),
            parked: summary.parked.map(parked),
            rating: report.rating.map { RatingView(stars: Int($0.stars), words: $0.text) },
            pending: report.unheard,
            can: Set(report.acts.map(\.action)),
            hasRoom: report.photographs.count < mostPhotographs,
            stale: view?.stale ?? false
        )
    }
}
