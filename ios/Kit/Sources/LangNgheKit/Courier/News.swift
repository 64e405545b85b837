import LangNgheCore

// What a person doesn't know yet about their reports. Decided from the reports as the core has them
// and from two numbers that are remembered for each; nothing else is kept of what was told.

/// So many of a report's answers and of its changes of status were told, or seen.
struct Told: Sendable, Equatable {
    var answers = 0
    var statuses = 0

    /// As it is remembered.
    var saved: String { "\(answers) \(statuses)" }

    init(answers: Int = 0, statuses: Int = 0) {
        self.answers = answers
        self.statuses = statuses
    }

    /// What was remembered; what can't be understood is nothing told.
    init(saved: String?) {
        let numbers = (saved ?? "").split(separator: " ").compactMap { Int($0) }
        if numbers.count == 2 { self.init(answers: numbers[0], statuses: numbers[1]) } else { self.init() }
    }

    /// All that there is to be told of a report.
    init(all report: ReportSummary) {
        self.init(answers: report.answers.count, statuses: report.statuses.count)
    }
}

/// Something that a person should hear of.
enum News: Equatable {
    /// The unit answered.
    case answer(String)
    /// The unit needs to know more, and waits.
    case question(why: String?)
    /// The case moved on.
    case status(Words, why: String?)
}

/// Where a case goes by what the person themselves did.
private let ownDoing: Set = ["withdrawn", "confirmed", "reopened"]

/// What is new about a report, the most important of it: what waits for the person before what was
/// answered, and that before how the case moved.
func news(of report: ReportSummary, told: Told) -> News? {
    let answers = report.answers.dropFirst(told.answers)
    let latest = report.statuses.dropFirst(told.statuses).last { !ownDoing.contains($0.status) }
    if let latest, latest.status == CaseStatus.needsInformation {
        return .question(why: latest.reason ?? answers.last)
    }
    if let answer = answers.last { return .answer(answer) }
    return latest.map { .status($0.words, why: $0.reason) }
}

extension ReportSummary {
    fileprivate var answers: [String] {
        entries.compactMap { if case .reply(let text, _) = $0 { text } else { nil } }
    }

    /// Where the case went, under this reference or the one under which it goes on.
    fileprivate var statuses: [(status: String, words: Words, reason: String?)] {
        entries.compactMap {
            switch $0 {
            case .status(let status, let words, let reason): (status, words, reason)
            case .followed(let reference, let status, let words): (status, words, reference)
            default: nil
            }
        }
    }

    private var entries: [EntryWhat] { self.case?.timeline.map(\.what) ?? [] }
}

extension Wording {
    /// News in words, of which only that there is some is for everybody's eyes.
    func notice(_ report: String, category: String, _ news: News) -> NewsNotice {
        let says = texts.kit
        let (what, text) =
            switch news {
            case .answer(let text): (says.newsAnswer, text)
            case .question(let why): (says.newsQuestion, why ?? "")
            case .status(let words, let why): (self(words), why ?? "")
            }
        return NewsNotice(
            report: report,
            onLockScreen: says.newsOnLockScreen,
            title: says.newsTitle(category: category, news: what),
            text: text
        )
    }
}
