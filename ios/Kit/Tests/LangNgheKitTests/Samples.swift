import Foundation
import LangNgheCore

// Reports as the core could have them, for tests of what follows from them.

let then = Date(timeIntervalSince1970: 1_763_884_800)

func words(_ text: String) -> Words { Words(vi: "\(text) (vi)", en: text) }

func summary(_ view: CaseView? = nil, sent: UInt32 = 0, total: UInt32 = 0) -> ReportSummary {
    ReportSummary(
        id: "019aa1b2-0000-7000-8000-00000000000a",
        category: "dyke",
        firstLine: "",
        whereabouts: .unknown,
        createdAt: then,
        delivery: DeliveryView(step: .waiting, words: words("Waiting")),
        photosSent: sent,
        photosTotal: total,
        case: view,
        parked: [],
        withdrawing: false,
        picture: nil
    )
}

func caseView(_ status: String, _ entries: [EntryWhat] = [], clocks: ClocksView? = nil) -> CaseView {
    CaseView(
        reference: nil,
        status: status,
        words: words(status),
        reason: nil,
        unit: nil,
        clocks: clocks,
        stale: false,
        timeline: entries.map { EntryView(at: then, what: $0) }
    )
}

func clocks(intake: Date, resolution: Date) -> ClocksView {
    ClocksView(
        intake: ClockView(due: intake, basis: words("by law")),
        resolution: ClockView(due: resolution, basis: words("by law"))
    )
}
