import Foundation
import LangNgheCore
import Observation

/// As many photographs as a report may have; the core refuses more.
let mostPhotographs = 6

/// The camera: of a new draft, of one that has been begun, or of a report that gets one more.
///
/// A draft begins with its first photograph. Nothing that was taken is lost, however quickly the
/// person goes on or back.
@MainActor @Observable
final class CameraModel: CameraActions {
    private var busy = 0
    private var problem: (@MainActor (Wording) -> Notice)?
    private let given: String?
    private let begun: Begun
    private let report: Reading<ReportView?>
    private let desk: Desk
    private let oneAtATime = OneAtATime()

    /// - Parameter given: the draft or report that gets a photograph; none for a new draft.
    init(_ desk: Desk, _ tasks: Tasks, _ given: String?) {
        self.desk = desk
        self.given = given
        let begun = Begun(given)
        self.begun = begun
        report = Reading(tasks, changes: desk.changes()) {
            guard let id = begun.report else { return nil }
            return try await desk.phone.report(report: id)
        }
    }

    var state: CameraState {
        let (read, wording) = (report.value.value ?? nil, desk.wording)
        let pictures = read?.photographs.map(\.ref) ?? []
        return CameraState(
            pictures: pictures,
            busy: busy > 0,
            hasRoom: pictures.count < mostPhotographs,
            notice: problem?(wording) ?? report.value.failure.map(wording.notice),
            canSkip: given.map { isDraftWithoutPage($0, read) } ?? true
        )
    }

    func taken(_ jpeg: Data) {
        busy += 1
        problem = nil
        desk.act(failed) {
            defer { self.busy -= 1 }
            try await self.oneAtATime.run { try await self.keep(jpeg) }
        }
    }

    func cameraFailed() { problem = { $0.noCamera() } }

    func skip() {
        desk.act(failed) {
            try await self.oneAtATime.run {
                let draft = try await self.draft()
                self.goOn(try await self.desk.phone.report(report: draft))
            }
        }
    }

    func back() {
        desk.navigator.backFrom(route)
        // A draft that was begun for a photograph that could not be used holds nothing.
        desk.act {
            await self.oneAtATime.run {
                if self.given == nil, let draft = self.begun.report { await self.desk.discardIfEmpty(draft) }
            }
        }
    }

    private var route: Route { .camera(report: given) }

    private func keep(_ jpeg: Data) async throws {
        let id = try await draft()
        if try await desk.phone.report(report: id).isDraft {
            _ = try await desk.phone.addPhotograph(draft: id, source: Pieces(jpeg))
        } else {
            try await desk.phone.attach(report: id, source: Pieces(jpeg))
            desk.submitted()
        }
        goOn(try await desk.phone.report(report: id))
    }

    private func draft() async throws -> String {
        if let known = begun.report { return known }
        let draft = try await desk.beginDraft()
        begun.report = draft
        return draft
    }

    /// Goes on to what the report still lacks, unless the person went elsewhere meanwhile.
    private func goOn(_ report: ReportView) {
        let navigator = desk.navigator
        guard navigator.top == route else { return }
        let id = report.summary.id
        let page = Route.page(draft: id)
        if given == nil { navigator.replace(route, with: .camera(report: id)) }
        if !report.isDraft {
            navigator.returnTo(.report(id))
        } else if navigator.contains(page) || !report.summary.category.isEmpty {
            navigator.returnTo(page)
        } else {
            navigator.go(.category(draft: id))
        }
    }

    private func isDraftWithoutPage(_ id: String, _ report: ReportView?) -> Bool {
        report?.isDraft ?? false && !desk.navigator.contains(.page(draft: id))
    }

    private func failed(_ failure: Failure) { problem = { $0.notice(failure) } }
}

/// The draft or report of a camera; none before it was begun.
@MainActor
private final class Begun {
    var report: String?

    init(_ report: String?) { self.report = report }
}

extension ReportView {
    fileprivate var isDraft: Bool { summary.delivery.step == .draft }
}
