import Foundation
import LangNgheCore
import Testing

@testable import LangNgheKit

/// Reports and their cases, as screens show them.
struct ReportsTests {
    private let wording = Wording(.english)
    /// The thirtieth of November, 17:05 in Greenwich.
    private let now = Date(timeIntervalSince1970: 1_796_058_300)

    @Test("dates are those of Vietnam, as people write them there")
    func dates() {
        #expect(Dates.day(now) == "01/12/2026")
        #expect(Dates.moment(now) == "01/12/2026 00:05")
        #expect(Dates.month("2026-11") == "11/2026")
        for odd in ["soon", "2026-13", "2026-1", "26-11", "2026-11-30", ""] { #expect(Dates.month(odd) == odd) }
    }

    @Test("the ladder's last step is the commune's")
    func ladder() {
        for status in ["accepted", "forwarded", "in_progress", "needs_information", "resolved", "confirmed", "closed"] {
            #expect(wording.ladder(summary(caseView(status)), progress: nil).accepted, "\(status)")
        }
        for status in ["received", "refused", "withdrawn", "merged"] {
            #expect(!wording.ladder(summary(caseView(status)), progress: nil).accepted, "\(status)")
        }
        #expect(!wording.ladder(summary(), progress: nil).accepted)
    }

    @Test("progress is shown as long as a photograph is missing")
    func progress() {
        #expect(wording.ladder(summary(sent: 1, total: 2), progress: 0.5).progress == 0.5)
        #expect(wording.ladder(summary(sent: 2, total: 2), progress: 0.5).progress == nil)
    }

    @Test("a clock that ran out is overdue, unless what it was for is done")
    func overdue() {
        func at(done: Bool) -> [LangNgheKit.ClockView] {
            [-1.0, 1].flatMap { (seconds: Double) -> [LangNgheKit.ClockView] in
                let due = now.addingTimeInterval(seconds)
                let both = [clock(.intake, due: due, done: done), clock(.resolution, due: due, done: done)]
                return wording.clocks(caseView("received", clocks: both), now: now)
            }
        }
        #expect(at(done: false).map(\.overdue) == [true, true, false, false])
        #expect(at(done: true).map(\.overdue) == [false, false, false, false])
        let late = ["Overdue by 1 hour, not accepted yet", "Overdue by 1 hour, not resolved yet"]
        #expect(at(done: false).map(\.standing) == late + ["", ""])
        #expect(Set(at(done: true).map(\.standing)) == ["This step is done"])
        #expect(wording.clocks(caseView("received"), now: now).isEmpty)
    }

    @Test("a clock that stands still says why, and grows no later")
    func paused() throws {
        let since = now.addingTimeInterval(-9)
        let pause = PauseView(since: since, reason: "until the water is down", words: words("Paused"))
        let still = clock(.resolution, due: now.addingTimeInterval(-5), pause: pause)
        let shown = try #require(wording.clocks(caseView("in_progress", clocks: [still]), now: now).first)
        #expect(shown.standing == "Paused: until the water is down")
        #expect(shown.paused && !shown.overdue)
    }

    @Test("how a case stands is told in the language that is read")
    func standing() {
        let view = CaseView(
            reference: nil,
            status: "merged",
            words: words("Merged"),
            reason: nil,
            belongs: "the power company",
            asked: true,
            unit: nil,
            clocks: [],
            pause: PauseView(since: now, reason: nil, words: words("Paused")),
            outcome: nil,
            answerBy: nil,
            unanswered: true,
            level: LangNgheCore.LevelView(words: words("Urgent"), reason: "Children pass there"),
            merged: LangNgheCore.MergedView(reference: "LN-1", words: words("Resolved"), agreed: true),
            stale: false,
            timeline: []
        )
        let status = wording.status(view)
        #expect(status.asked && status.unanswered)
        #expect(status.belongs == "the power company" && status.pause == "Paused")
        #expect(status.level == LangNgheKit.LevelView(words: "Urgent", reason: "Children pass there"))
        #expect(status.merged == LangNgheKit.MergedView(reference: "LN-1", status: "Resolved", agreed: true))
        let told = LangNgheCore.OutcomeView(
            cause: "a broken pipe",
            remedy: words("It will last"),
            withoutPhotograph: "It is under the road"
        )
        let outcome = wording.outcome(told)
        #expect(outcome.cause == "a broken pipe" && outcome.remedy == "It will last")
        #expect(outcome.withoutPhotograph == "It is under the road")
    }

    @Test("every kind of entry has its words")
    func entries() {
        let entries: [(EntryWhat, EntryKind)] = [
            (.received(unit: words("the commune")), .received),
            (.photograph, .photograph),
            (.status(status: "accepted", words: words("Accepted"), reason: "why"), .status),
            (.unit(unit: words("the department")), .unit),
            (.reply(text: "We come.", unit: words("the commune")), .reply),
            (.clocks, .clocks),
            (
                .rescheduled(clocks: [MovedClock(name: .resolution, from: now, to: now)], why: words("a storm")),
                .rescheduled
            ),
            (.paused(reason: "The river is high"), .paused),
            (.resumed, .resumed),
            (.level(words: words("Urgent"), reason: "Children pass there"), .level),
            (.merged(reference: "LN-1"), .merged),
            (.followed(reference: "LN-1", status: "resolved", words: words("Resolved")), .followed),
            (.agreed, .agreed),
            (.said(text: "Thanks."), .said),
            (.other, .other),
        ]
        let shown = entries.map { wording.entry(EntryView(at: now, what: $0.0)) }
        #expect(shown.map(\.kind) == entries.map(\.1))
        #expect(Set(shown.map(\.kind)).count == EntryKind.allCases.count)
        #expect(Set(shown.map(\.title)).count == EntryKind.allCases.count)
        let when = Dates.moment(now)
        let moved = "To be resolved by: from \(when) to \(when)\nBecause: a storm"
        let bodies = ["", "", "why", "", "We come.", "", moved, "The river is high", "", "Children pass there"]
        #expect(shown.map(\.body) == bodies + ["LN-1", "LN-1", "", "Thanks.", ""])
    }

    @Test("what is parked is called by its name, with every way out")
    func parked() {
        func parked(_ kind: String?, _ photograph: UInt32? = nil) -> LangNgheKit.ParkedView {
            let guidance = Guidance(happened: words("a"), safe: words("b"), wayOut: words("c"))
            return wording.parked(
                .init(
                    kind: kind,
                    photograph: photograph,
                    code: "code",
                    guidance: guidance,
                    waysOut: [.retry, .copy, .letGo, .withdraw]
                )
            )
        }
        let kinds = ["file", "add_text", "attach", "reply", "withdraw", "confirm", "reopen", "rate", "of tomorrow"]
        let names = kinds.map { parked($0).what } + [parked(nil, 2).what]
        #expect(Set(names).count == 10)
        #expect(names.last == "Photograph 2")
        #expect(parked("file").waysOut == WayOut.allCases)
    }

    @Test("a place is a name, or what is known of it")
    func places() {
        #expect(wording.place(.commune(code: "07264", name: "Xã Tam Tiến", byHand: true)) == "Xã Tam Tiến")
        #expect(wording.place(.outside(nearest: "Xã Tam Tiến", metres: 900)) == "Outside Bắc Ninh, near Xã Tam Tiến")
        #expect(wording.place(.unknown) == "No place yet")
    }

    @Test("why something waits is what the core waits for")
    func why() {
        let says = wording.texts.kit
        func why(
            _ link: Link,
            photographsOnly: Bool = false,
            sending: Bool = false,
            saving: Bool = false,
            wifiOnly: Bool = false,
            unproven: Bool = false
        ) -> String {
            wording.whyItWaits(
                Waiting(
                    photographsOnly: photographsOnly,
                    sending: sending,
                    link: link,
                    savingPower: saving,
                    photosOnWifiOnly: wifiOnly,
                    unproven: unproven
                )
            )
        }
        #expect(why(.offline, sending: true, wifiOnly: true, unproven: true) == says.whyNoNetwork)
        #expect(why(.free, sending: true) == says.whySending)
        #expect(why(.metered, photographsOnly: true, wifiOnly: true, unproven: true) == says.whyUnproven)
        #expect(why(.metered, photographsOnly: true, saving: true, wifiOnly: true) == says.whyWaitsForWifi)
        #expect(why(.metered, photographsOnly: true, saving: true) == says.whySavesPower)
        #expect(why(.metered, saving: true, wifiOnly: true) == says.whyWaitsForServer)
        #expect(why(.free, photographsOnly: true, saving: true, wifiOnly: true) == says.whyWaitsForServer)
    }
}
