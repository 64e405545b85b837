import LangNgheCore
import Observation

/// *Đã lưu an toàn.*
@MainActor @Observable
final class SavedModel: SavedActions {
    private let read: Reading<ReportView>
    private let report: String
    private let desk: Desk

    init(_ desk: Desk, _ tasks: Tasks, _ report: String) {
        self.desk = desk
        self.report = report
        read = Reading(tasks, changes: desk.changes(of: report)) { try await desk.phone.report(report: report) }
    }

    var state: SavedState {
        let summary = read.value.value?.summary
        let surroundings = desk.platform.surroundings
        let photosAreLeft = summary.map { $0.photosSent < $0.photosTotal } ?? false
        return SavedState(
            report: report,
            ladder: summary.map { desk.wording.ladder($0, progress: desk.leaving[report]) } ?? .saved,
            link: surroundings.link,
            photosWaitForWifi: photosAreLeft && surroundings.link != .free && surroundings.photosOnWifiOnly
        )
    }

    func done() { desk.navigator.home() }

    func open() { desk.navigator.home(.report(report)) }
}

extension Ladder {
    /// What is certain before anything has been read: this screen is only seen after that.
    fileprivate static let saved = Ladder(rung: .waiting, words: "", photosSent: 0, photosTotal: 0)
}
