/// What the screen of a report shows.
public struct ReportState: Sendable, Equatable {
    public let id: String
    public let content: Loaded<ReportContent>
    public let link: Link
    /// Something that the person did could not be done.
    public let notice: Notice?

    public init(id: String, content: Loaded<ReportContent>, link: Link, notice: Notice? = nil) {
        self.id = id
        self.content = content
        self.link = link
        self.notice = notice
    }
}

/// A report, as it can be read.
public struct ReportContent: Sendable, Equatable {
    public let title: String
    /// The public reference, once there is one.
    public let reference: String?
    public let place: String
    public let detail: String
    public let text: String
    /// What was answered to the category's own questions.
    public let answers: [AnswerView]
    public let noticedAt: String
    public let nameHidden: Bool
    /// The person's own photographs.
    public let pictures: [PictureRef]
    public let ladder: Ladder
    /// How the case stands, and why; none before the server has told.
    public let status: StatusView?
    /// What was done about it, once the unit says that it is resolved.
    public let outcome: OutcomeView?
    /// Until when the person can say whether it is fixed; after that the case ends by itself.
    public let answerBy: String?
    /// *Hạn tiếp nhận* and *hạn xử lý*; empty before the server has set them.
    public let clocks: [ClockView]
    public let timeline: [TimelineEntry]
    /// Photographs of the result, from the unit.
    public let after: [PictureRef]
    public let parked: [ParkedView]
    /// What the person gave for how it was resolved; none before they did.
    public let rating: RatingView?
    /// Words that have not reached the server yet, oldest first.
    public let pending: [String]
    /// What can be done now.
    public let can: Set<ReportAction>
    /// Whether one more photograph fits.
    public let hasRoom: Bool
    /// The server was restored from a backup and has not confirmed this yet.
    public let stale: Bool

    public init(
        title: String,
        reference: String?,
        place: String,
        detail: String,
        text: String,
        answers: [AnswerView],
        noticedAt: String,
        nameHidden: Bool,
        pictures: [PictureRef],
        ladder: Ladder,
        status: StatusView?,
        outcome: OutcomeView?,
        answerBy: String?,
        clocks: [ClockView],
        timeline: [TimelineEntry],
        after: [PictureRef],
        parked: [ParkedView],
        rating: RatingView?,
        pending: [String],
        can: Set<ReportAction>,
        hasRoom: Bool,
        stale: Bool
    ) {
        self.title = title
        self.reference = reference
        self.place = place
        self.detail = detail
        self.text = text
        self.answers = answers
        self.noticedAt = noticedAt
        self.nameHidden = nameHidden
        self.pictures = pictures
        self.ladder = ladder
        self.status = status
        self.outcome = outcome
        self.answerBy = answerBy
        self.clocks = clocks
        self.timeline = timeline
        self.after = after
        self.parked = parked
        self.rating = rating
        self.pending = pending
        self.can = can
        self.hasRoom = hasRoom
        self.stale = stale
    }
}

/// What a person can do about a report.
public enum ReportAction: Sendable, CaseIterable {
    case reply, addText, addPhotograph, confirm, reopen, rate, withdraw
}

/// What can be done on the screen of a report.
@MainActor
public protocol ReportActions: AnyObject {
    func reply(_ text: String)

    func addText(_ text: String)

    func addPhotograph()

    func confirm()

    /// Says why it isn't fixed; with a photograph, goes on to the camera to show it.
    func reopen(_ why: String, withPhotograph: Bool)

    func rate(_ stars: Int, words: String)

    func withdraw()

    func takeWayOut(_ way: WayOut)

    func dismissNotice()

    func reload()

    func back()
}
