import LangNgheCore
import LangNgheTexts
import Testing

@testable import LangNgheKit

/// What a person hears while they don't look. What is news decides the core, whose tests hold it.
struct NewsTests {
    private let every: [NewsView] = [
        .answer(text: "Bridge"), .question(why: "Bridge"), .paused(reason: "Bridge"),
        .unit(unit: words("Bridge"), why: "soon"), .unit(unit: words("Bridge"), why: nil),
        .status(words: words("Bridge"), why: "Bridge"), .followed(reference: "Bridge", words: words("resolved")),
    ]

    private func told(_ language: Language, _ news: NewsView) -> [String] {
        let notice = Wording(language).notice("id", category: "Dykes", news)
        return [notice.title, notice.text]
    }

    @Test("the lock screen shows that there is news and nothing of what about", arguments: Language.allCases)
    func lockScreen(language: Language) {
        let notices = every.map { Wording(language).notice("id", category: "Dykes", $0) }
        #expect(Set(notices.map(\.onLockScreen)).count == 1)
        for notice in notices {
            #expect(!notice.onLockScreen.contains("Bridge") && !notice.onLockScreen.contains("Dykes"))
            #expect(notice.title.hasPrefix("Dykes: "))
            #expect(notice.text.contains("Bridge"))
        }
    }

    @Test("a pause says why, and another unit says which and why, in the language of who reads")
    func pausedAndGivenOn() {
        let paused = NewsView.paused(reason: "chờ nước rút")
        #expect(told(.vietnamese, paused) == ["Dykes: Tạm dừng tính hạn", "chờ nước rút"])
        #expect(told(.english, paused) == ["Dykes: The deadlines are paused", "chờ nước rút"])
        let unit = NewsView.unit(unit: words("Office"), why: "Nearer.")
        #expect(told(.vietnamese, unit) == ["Dykes: Đơn vị khác xử lý", "Office (vi). Lý do: Nearer."])
        #expect(told(.english, unit) == ["Dykes: Another unit has it now", "Office. Why: Nearer."])
        #expect(told(.english, .unit(unit: words("Office"), why: nil)).last == "Office")
    }

    @Test("of a case that goes on elsewhere it is said that it is that one, and under which reference")
    func elsewhere() {
        let followed = NewsView.followed(reference: "LN-1", words: words("resolved"))
        #expect(told(.english, followed) == ["Dykes: The report it was merged with: resolved", "LN-1"])
    }
}
