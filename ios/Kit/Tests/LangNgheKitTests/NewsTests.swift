import LangNgheCore
import LangNgheTexts
import Testing

@testable import LangNgheKit

/// What a person should hear of.
struct NewsTests {
    private let received = EntryWhat.received(unit: words("the commune"))

    private func status(_ status: String, _ why: String? = nil) -> EntryWhat {
        .status(status: status, words: words(status), reason: why)
    }

    private func reply(_ text: String) -> EntryWhat { .reply(text: text, unit: words("the commune")) }

    private func told(_ entries: EntryWhat..., after told: Told = Told()) -> News? {
        news(of: summary(caseView("accepted", entries)), told: told)
    }

    @Test("that it arrived is no news, and neither is what the person did")
    func noNews() {
        #expect(news(of: summary(), told: Told()) == nil)
        #expect(told(received, .photograph, .clocks, .said(text: "x")) == nil)
        for own in ["withdrawn", "confirmed", "reopened"] { #expect(told(status(own)) == nil) }
    }

    @Test("the most important is told, and the newest of it")
    func mostImportant() {
        let moved = told(received, status("accepted"), status("in_progress", "soon"))
        #expect(moved == .status(words("in_progress"), why: "soon"))
        let answered = told(received, status("accepted"), reply("one"), reply("two"), status("in_progress"))
        #expect(answered == .answer("two"))
        #expect(told(reply("Where is it?"), status("needs_information")) == .question(why: "Where is it?"))
        #expect(told(reply("a"), status("needs_information", "why")) == .question(why: "why"))
    }

    @Test("of a case that goes on elsewhere it is told how that one moves")
    func elsewhere() {
        let merged = [received, status("merged"), .merged(reference: "LN-1")]
        let known = Told(all: summary(caseView("merged", merged)))
        let moved = EntryWhat.followed(reference: "LN-1", status: "resolved", words: words("resolved"))
        let after = summary(caseView("merged", merged + [moved]))
        #expect(news(of: after, told: known) == .status(words("resolved"), why: "LN-1"))
        #expect(news(of: after, told: Told(all: after)) == nil)
    }

    @Test("what was told is not told again, wherever the next entry comes in between")
    func onlyOnce() {
        let before = summary(caseView("accepted", [received, status("accepted"), reply("one")]))
        let known = Told(all: before)
        #expect(known == Told(answers: 1, statuses: 1))
        #expect(news(of: before, told: known) == nil)
        let after = told(
            received,
            .said(text: "mine"),
            status("accepted"),
            reply("one"),
            .photograph,
            reply("two"),
            after: known
        )
        #expect(after == .answer("two"))
    }

    @Test("a restored server that knows less brings no news")
    func restored() { #expect(told(received, after: Told(answers: 3, statuses: 2)) == nil) }

    @Test("what is remembered is two numbers")
    func remembered() {
        #expect(Told(saved: Told(answers: 3, statuses: 14).saved) == Told(answers: 3, statuses: 14))
        for odd in [nil, "", "3", "a b", "1 2 3"] { #expect(Told(saved: odd) == Told()) }
    }

    @Test("the lock screen shows that there is news and nothing of what about", arguments: Language.allCases)
    func lockScreen(language: Language) {
        let all: [News] = [.answer("Bridge"), .question(why: "Bridge"), .status(words("Bridge"), why: "Bridge")]
        let notices = all.map { Wording(language).notice("id", category: "Dykes", $0) }
        #expect(Set(notices.map(\.onLockScreen)).count == 1)
        for notice in notices {
            #expect(!notice.onLockScreen.contains("Bridge") && !notice.onLockScreen.contains("Dykes"))
            #expect(notice.title.hasPrefix("Dykes: "))
            #expect(notice.text.contains("Bridge"))
        }
    }
}
