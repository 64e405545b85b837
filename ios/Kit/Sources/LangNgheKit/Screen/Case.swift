// What stands on the screen of a report about its case.

/// How a case stands.
public struct StatusView: Sendable, Hashable {
    public let words: String
    public let reason: String?
    public let unit: String?

    public init(words: String, reason: String?, unit: String?) {
        self.words = words
        self.reason = reason
        self.unit = unit
    }
}

/// A deadline of the unit's.
public struct ClockView: Sendable, Hashable, Identifiable {
    public let name: String
    /// The moment it runs out, as people write it.
    public let due: String
    /// The rule it rests on.
    public let basis: String
    public let overdue: Bool
    public let done: Bool

    public var id: String { name }

    public init(name: String, due: String, basis: String, overdue: Bool, done: Bool) {
        self.name = name
        self.due = due
        self.basis = basis
        self.overdue = overdue
        self.done = done
    }
}

/// Something that happened.
public struct TimelineEntry: Sendable, Hashable {
    public let at: String
    public let kind: EntryKind
    public let title: String
    public let body: String

    public init(at: String, kind: EntryKind, title: String, body: String) {
        self.at = at
        self.kind = kind
        self.title = title
        self.body = body
    }
}

/// What kind of thing happened.
public enum EntryKind: Sendable, CaseIterable {
    case received, photograph, status, reply, clocks, said, other
}

/// How content a person is: one to five stars, and words if they wrote any.
public struct RatingView: Sendable, Hashable {
    public let stars: Int
    public let words: String

    public init(stars: Int, words: String) {
        self.stars = stars
        self.words = words
    }
}

/// Something that the server doesn't take as it is.
public struct ParkedView: Sendable, Hashable {
    /// Which thing, by its place in the report's list.
    public let what: String
    public let notice: Notice
    public let waysOut: [WayOut]

    public init(what: String, notice: Notice, waysOut: [WayOut]) {
        self.what = what
        self.notice = notice
        self.waysOut = waysOut
    }
}

/// What can be done about something that is parked.
public enum WayOut: Sendable, CaseIterable {
    case retry, copy, letGo, withdraw
}
