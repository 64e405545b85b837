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
        picture: nil,
        told: ""
    )
}

func caseView(_ status: String, _ entries: [EntryWhat] = [], clocks: [ClockView] = []) -> CaseView {
    CaseView(
        reference: nil,
        status: status,
        words: words(status),
        reason: nil,
        belongs: nil,
        asked: false,
        unit: nil,
        clocks: clocks,
        pause: nil,
        outcome: nil,
        answerBy: nil,
        unanswered: false,
        level: nil,
        merged: nil,
        stale: false,
        timeline: entries.map { EntryView(at: then, what: $0) }
    )
}

func clock(_ name: ClockName, due: Date, done: Bool = false, pause: PauseView? = nil) -> ClockView {
    ClockView(name: name, due: due, basis: words("by law"), done: done, pause: pause)
}
