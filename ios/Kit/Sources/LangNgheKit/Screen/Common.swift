// What the screens show, and what can be done on them.
//
// Each screen has a state, a value that says everything about it, and a protocol of the things that
// a person can do there. Views are drawn from the one and call the other; they know neither the core
// nor the platform. Every text in a state is in the person's language already: it comes from the
// core's catalogues. What a screen says of itself it takes from the texts of the screens.
//
// The names are those of the Android app: what one shell does, the other does.

/// Something that is read from the phone's store before it can be shown.
public enum Loaded<Value> {
    /// It is being read.
    case loading
    /// Here it is.
    case ready(Value)
    /// It can't be read; the notice says why and what to do.
    case failed(Notice)

    /// What was read, if it was.
    public var value: Value? {
        if case .ready(let value) = self { value } else { nil }
    }
}

extension Loaded: Sendable where Value: Sendable {}
extension Loaded: Equatable where Value: Equatable {}

/// What happened, what of it is safe, and what to do: one sentence each; empty where there is none.
public struct Notice: Sendable, Hashable {
    public let happened: String
    public let safe: String
    public let wayOut: String

    public init(_ happened: String, safe: String = "", wayOut: String = "") {
        self.happened = happened
        self.safe = safe
        self.wayOut = wayOut
    }
}

/// A photograph in the store, by which its pixels are asked for.
public struct PictureRef: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let width: Int
    public let height: Int

    public init(id: Int64, width: Int, height: Int) {
        self.id = id
        self.width = width
        self.height = height
    }
}

/// How the phone reaches the world.
public enum Link: Sendable, CaseIterable {
    /// There is no network.
    case offline
    /// A network that costs by the byte.
    case metered
    /// A network that costs nothing more.
    case free
}

/// A number to dial.
public struct EmergencyNumber: Sendable, Hashable, Identifiable {
    public let number: String
    public let name: String

    public var id: String { number }

    public init(number: String, name: String) {
        self.number = number
        self.name = name
    }
}

/// A category, as a picture that is tapped.
public struct CategoryTile: Sendable, Hashable, Identifiable {
    /// Also the name of its picture.
    public let code: String
    public let name: String
    /// Whether a call may be needed before a report.
    public let dangerous: Bool

    public var id: String { code }

    public init(code: String, name: String, dangerous: Bool) {
        self.code = code
        self.name = name
        self.dangerous = dangerous
    }
}

/// How far a report has come on its way to the server.
public struct Ladder: Sendable, Hashable {
    public let rung: Rung
    /// The rung in words, numbers filled in.
    public let words: String
    public let photosSent: Int
    public let photosTotal: Int
    /// How much of the photograph that is leaving right now has left, from 0 to 1.
    public let progress: Double?
    /// The last step: the commune has taken the case, or is past that.
    public let accepted: Bool

    public init(
        rung: Rung,
        words: String,
        photosSent: Int,
        photosTotal: Int,
        progress: Double? = nil,
        accepted: Bool = false
    ) {
        self.rung = rung
        self.words = words
        self.photosSent = photosSent
        self.photosTotal = photosTotal
        self.progress = progress
        self.accepted = accepted
    }
}

/// The rungs, from the bottom. ``parked`` and ``withdrawn`` stand beside the ladder.
public enum Rung: Sendable, CaseIterable {
    case draft, waiting, sending, textReceived, complete, parked, withdrawn
}

/// Where a person can be. Only ids are in it, so that it can be saved and found again.
public enum Route: Sendable, Hashable {
    /// First start: what this is, and the consent.
    case welcome
    case home
    /// The camera, of the draft or report that gets another photograph; of none for a new draft.
    case camera(report: String?)
    case category(draft: String)
    /// The one page of a draft.
    case page(draft: String)
    /// Choosing a place by name or on the map.
    case place(draft: String)
    /// *Đã lưu an toàn.*
    case saved(report: String)
    case report(String)
    case settings
}
