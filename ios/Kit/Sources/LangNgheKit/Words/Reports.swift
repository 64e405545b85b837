import Foundation
import LangNgheCore

// Reports and their cases, as screens show them.

/// Where a case stands, by the core's codes.
enum CaseStatus {
    /// The unit asks, and waits for the person.
    static let needsInformation = "needs_information"

    /// The unit says that it is done, and the person may say whether it is.
    static let resolved = "resolved"

    /// Before the unit has taken it, or after it was let go of without that.
    static let notAccepted: Set = ["received", "refused", "withdrawn", "merged"]
}

extension PhotographView {
    var ref: PictureRef { PictureRef(id: id, width: Int(width), height: Int(height)) }
}

extension DeliveryStep {
    var rung: Rung {
        switch self {
        case .draft: .draft
        case .waiting: .waiting
        case .sending: .sending
        case .parked: .parked
        case .textReceived: .textReceived
        case .complete: .complete
        case .withdrawn: .withdrawn
        }
    }
}

extension ActName {
    var action: ReportAction {
        switch self {
        case .reply: .reply
        case .addText: .addText
        case .addPhotograph: .addPhotograph
        case .confirm: .confirm
        case .reopen: .reopen
        case .rate: .rate
        case .withdraw: .withdraw
        }
    }
}

extension Wording {
    /// - Parameter progress: how much of the photograph that is leaving has left.
    func ladder(_ summary: ReportSummary, progress: Double?) -> Ladder {
        Ladder(
            rung: summary.delivery.step.rung,
            words: self(summary.delivery.words),
            photosSent: Int(summary.photosSent),
            photosTotal: Int(summary.photosTotal),
            progress: summary.photosSent < summary.photosTotal ? progress : nil,
            accepted: summary.case.map { !CaseStatus.notAccepted.contains($0.status) } ?? false
        )
    }

    func status(_ view: CaseView) -> StatusView {
        StatusView(
            words: self(view.words),
            reason: view.reason,
            unit: view.unit.map { self($0) },
            asked: view.asked,
            belongs: view.belongs,
            pause: view.pause.map { self($0.words) },
            level: view.level.map { LevelView(words: self($0.words), reason: $0.reason) },
            merged: view.merged.map {
                MergedView(reference: $0.reference, status: $0.words.map { self($0) }, agreed: $0.agreed)
            },
            unanswered: view.unanswered
        )
    }

    func outcome(_ outcome: LangNgheCore.OutcomeView) -> OutcomeView {
        OutcomeView(
            cause: outcome.cause,
            remedy: self(outcome.remedy),
            withoutPhotograph: outcome.withoutPhotograph
        )
    }

    func clocks(_ view: CaseView, now: Date) -> [ClockView] {
        view.clocks.map { clock in
            let standing = clockStanding(clock: clock, now: now)
            return ClockView(
                name: name(of: clock.name),
                due: Dates.moment(clock.due),
                basis: self(clock.basis),
                standing: standing.words.map { self($0) } ?? "",
                overdue: standing.late,
                paused: clock.pause != nil,
                done: clock.done
            )
        }
    }

    /// From when to when each clock moved, and why.
    private func moved(_ clocks: [MovedClock], _ why: Words) -> String {
        let says = texts.kit
        let lines = clocks.map { clock in
            says.rescheduledClock(
                clock: name(of: clock.name),
                from: Dates.moment(clock.from),
                to: Dates.moment(clock.to)
            )
        }
        return (lines + [says.rescheduledWhy(why: self(why))]).joined(separator: "\n")
    }

    private func name(of clock: ClockName) -> String {
        clock == .intake ? texts.kit.intake : texts.kit.resolution
    }

    func entry(_ entry: EntryView) -> TimelineEntry {
        func made(_ kind: EntryKind, _ title: String, _ body: String = "") -> TimelineEntry {
            TimelineEntry(at: Dates.moment(entry.at), kind: kind, title: title, body: body)
        }
        let says = texts.kit
        return switch entry.what {
        case .received(let unit): made(.received, says.received(unit: self(unit)))
        case .photograph: made(.photograph, says.photographArrived)
        case .status(_, let words, let reason): made(.status, self(words), reason ?? "")
        case .reply(let text, let unit): made(.reply, says.replyFrom(unit: self(unit)), text)
        case .clocks: made(.clocks, says.clocksSet)
        case .rescheduled(let clocks, let why): made(.rescheduled, says.rescheduled, moved(clocks, why))
        case .unit(let unit): made(.unit, says.unitNow(unit: self(unit)))
        case .paused(let reason): made(.paused, says.paused, reason)
        case .resumed: made(.resumed, says.resumed)
        case .level(let words, let reason): made(.level, says.levelNow(level: self(words)), reason)
        case .merged(let reference): made(.merged, says.merged, reference)
        case .followed(let reference, _, let words): made(.followed, says.followed(status: self(words)), reference)
        case .agreed: made(.agreed, says.agreed)
        case .said(let text): made(.said, says.said, text)
        case .other: made(.other, says.other)
        }
    }
}

extension Wording {
    func parked(_ parked: LangNgheCore.ParkedView) -> ParkedView {
        ParkedView(what: thing(parked), notice: notice(parked.guidance), waysOut: parked.waysOut.map(\.wayOut))
    }

    private func thing(_ parked: LangNgheCore.ParkedView) -> String {
        let says = texts.kit
        if let photograph = parked.photograph { return says.parkedPhotograph(number: String(photograph)) }
        return switch parked.kind {
        case "file": says.parkedReport
        case "add_text": says.parkedWords
        case "attach": says.parkedAttachment
        case "reply": says.parkedReply
        case "withdraw": says.parkedWithdrawal
        case "confirm": says.parkedConfirmation
        case "reopen": says.parkedReopening
        case "rate": says.parkedRating
        default: says.parkedOther
        }
    }
}

extension WayOutName {
    fileprivate var wayOut: WayOut {
        switch self {
        case .retry: .retry
        case .copy: .copy
        case .letGo: .letGo
        case .withdraw: .withdraw
        }
    }
}
