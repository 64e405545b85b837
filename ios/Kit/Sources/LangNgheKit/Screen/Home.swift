/// What the home screen shows.
public struct HomeState: Sendable, Equatable {
    public let link: Link
    /// Drafts first, then reports, each the newest first.
    public let items: Loaded<[HomeItem]>
    /// Reports that have not left the phone whole.
    public let waiting: Int
    /// Why they wait, in words; empty if nothing does.
    public let why: String
    public let emergency: [EmergencyNumber]

    public init(link: Link, items: Loaded<[HomeItem]>, waiting: Int, why: String, emergency: [EmergencyNumber]) {
        self.link = link
        self.items = items
        self.waiting = waiting
        self.why = why
        self.emergency = emergency
    }
}

/// A draft or a report in the list.
public struct HomeItem: Sendable, Hashable, Identifiable {
    public let id: String
    public let isDraft: Bool
    /// The category's name, or that it has none yet.
    public let title: String
    /// The commune's name, or that it isn't known.
    public let place: String
    public let firstLine: String
    /// The day, as people write it.
    public let date: String
    public let picture: PictureRef?
    public let ladder: Ladder
    /// How its case stands, once the server has told.
    public let status: String?
    /// Whether it needs the person: parked, a question of the officer's, a repair to confirm.
    public let needsYou: Bool

    public init(
        id: String,
        isDraft: Bool,
        title: String,
        place: String,
        firstLine: String,
        date: String,
        picture: PictureRef?,
        ladder: Ladder,
        status: String?,
        needsYou: Bool
    ) {
        self.id = id
        self.isDraft = isDraft
        self.title = title
        self.place = place
        self.firstLine = firstLine
        self.date = date
        self.picture = picture
        self.ladder = ladder
        self.status = status
        self.needsYou = needsYou
    }
}

/// What can be done on the home screen.
@MainActor
public protocol HomeActions: AnyObject {
    /// *CHỤP PHẢN ÁNH*.
    func capture()

    func open(_ item: HomeItem)

    func call(_ number: String)

    func settings()

    /// Tries to send now.
    func sync()

    /// Reads the list again after it could not be read.
    func reload()
}
