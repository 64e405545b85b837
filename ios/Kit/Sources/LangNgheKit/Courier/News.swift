import LangNgheCore

// What a person doesn't know yet about their reports, in words. What that is decides the core.

extension Wording {
    /// News in words, of which only that there is some is for everybody's eyes.
    func notice(_ report: String, category: String, _ news: NewsView) -> NewsNotice {
        let says = texts.kit
        let (what, text) =
            switch news {
            case .answer(let text): (says.newsAnswer, text)
            case .question(let why): (says.newsQuestion, why ?? "")
            case .paused(let reason): (says.newsPaused, reason)
            case .unit(let unit, let why): (says.newsUnit, self.unit(self(unit), why))
            case .status(let words, let why): (self(words), why ?? "")
            case .followed(let reference, let words): (says.followed(status: self(words)), reference)
            }
        return NewsNotice(
            report: report,
            onLockScreen: says.newsOnLockScreen,
            title: says.newsTitle(category: category, news: what),
            text: text
        )
    }

    private func unit(_ unit: String, _ why: String?) -> String {
        why.map { texts.kit.newsUnitWhy(unit: unit, why: $0) } ?? unit
    }
}
