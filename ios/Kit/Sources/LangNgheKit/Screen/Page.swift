/// The one page: photograph, place, words, and *GỬI*.
public struct PageState: Sendable, Equatable {
    public let draft: String
    /// The draft is still being read: what will stand here isn't known yet, and nothing can be done.
    public let loading: Bool
    public let pictures: [PictureRef]
    public let category: CategoryTile?
    /// What the category asks of its own, in order.
    public let questions: [QuestionState]
    public let place: PlaceState
    /// Where exactly, in words: the thôn, what stands beside it.
    public let detail: String
    public let text: String
    /// A sentence that is offered while nothing is written; empty without a category.
    public let readySentence: String
    public let nameHidden: Bool
    /// Numbers to dial before anything else; empty unless the category is dangerous.
    public let danger: [EmergencyNumber]
    /// What keeps it from being sent, by field; shown once the person has tried.
    public let problems: [PageField: Notice]
    /// What will travel, in bytes, photographs included.
    public let bytes: Int64
    public let photoBytes: Int64
    public let link: Link
    public let photosOnWifiOnly: Bool
    public let sending: Bool
    public let hasRoom: Bool
    /// Something went wrong on this page, such as a full disk.
    public let notice: Notice?

    public init(
        draft: String,
        loading: Bool,
        pictures: [PictureRef],
        category: CategoryTile?,
        questions: [QuestionState],
        place: PlaceState,
        detail: String,
        text: String,
        readySentence: String,
        nameHidden: Bool,
        danger: [EmergencyNumber],
        problems: [PageField: Notice],
        bytes: Int64,
        photoBytes: Int64,
        link: Link,
        photosOnWifiOnly: Bool,
        sending: Bool,
        hasRoom: Bool,
        notice: Notice? = nil
    ) {
        self.draft = draft
        self.loading = loading
        self.pictures = pictures
        self.category = category
        self.questions = questions
        self.place = place
        self.detail = detail
        self.text = text
        self.readySentence = readySentence
        self.nameHidden = nameHidden
        self.danger = danger
        self.problems = problems
        self.bytes = bytes
        self.photoBytes = photoBytes
        self.link = link
        self.photosOnWifiOnly = photosOnWifiOnly
        self.sending = sending
        self.hasRoom = hasRoom
        self.notice = notice
    }
}

/// What can be missing or wrong on the page.
public enum PageField: Sendable, CaseIterable {
    case category, answers, text, place, photographs
}

/// What is known of the place.
public enum PlaceState: Sendable, Hashable {
    /// The phone looks for it; nothing waits for that.
    case searching
    /// The phone found it.
    case found(commune: String, accuracyMetres: Int?)
    /// The person chose it.
    case chosen(commune: String)
    /// A point outside the province.
    case outside(nearest: String, kilometres: Int)
    /// Not known: no satellite, no permission, or not asked.
    case unknown(permissionRefused: Bool)
}

/// What can be done on the page.
@MainActor
public protocol PageActions: AnyObject {
    func addPhotograph()

    func removePhotograph(_ picture: PictureRef)

    func changeCategory()

    /// Answers a question, with values as in ``QuestionState/values``; none take the answer back.
    func answer(_ question: String, _ values: [String])

    /// Answers a question about a moment: it is this one.
    func answerNow(_ question: String)

    func choosePlace()

    /// Looks for the place by satellite again.
    func locate()

    func write(_ text: String)

    func describePlace(_ detail: String)

    func hideName(_ hidden: Bool)

    func photosOnWifiOnly(_ only: Bool)

    func call(_ number: String)

    func send()

    /// Throws the draft away, after the person was asked.
    func discard()

    func back()
}
