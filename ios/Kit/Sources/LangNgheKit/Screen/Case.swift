// What stands on the screen of a report about its case.

/// How a case stands.
public struct StatusView: Sendable, Hashable {
    public let words: String
    /// Why; of a question, what is asked.
    public let reason: String?
    public let unit: String?
    /// The unit asked something, and waits for an answer.
    public let asked: Bool
    /// Of a refusal: where the matter belongs.
    public let belongs: String?
    /// Why the clocks stand still, in words.
    public let pause: String?
    /// How pressing the unit sees it, where it said so.
    public let level: LevelView?
    /// Where the case goes on, if the same was reported before.
    public let merged: MergedView?
    /// It ended by itself, since nobody said whether it is fixed.
    public let unanswered: Bool

    public init(
        words: String,
        reason: String?,
        unit: String?,
        asked: Bool = false,
        belongs: String? = nil,
        pause: String? = nil,
        level: LevelView? = nil,
        merged: MergedView? = nil,
        unanswered: Bool = false
    ) {
        self.words = words
        self.reason = reason
        self.unit = unit
        self.asked = asked
        self.belongs = belongs
        self.pause = pause
        self.level = level
        self.merged = merged
        self.unanswered = unanswered
    }
}

/// How pressing a unit sees a matter, and why.
public struct LevelView: Sendable, Hashable {
    public let words: String
    public let reason: String

    public init(words: String, reason: String) {
        self.words = words
        self.reason = reason
    }
}

/// The case under which a merged report goes on.
public struct MergedView: Sendable, Hashable {
    public let reference: String
    /// How it stands, once the server has told.
    public let status: String?
    /// The person said that what was done there holds for them.
    public let agreed: Bool

    public init(reference: String, status: String?, agreed: Bool = false) {
        self.reference = reference
        self.status = status
        self.agreed = agreed
    }
}

/// What was done about a matter.
public struct OutcomeView: Sendable, Hashable {
    /// Why it had come to this.
    public let cause: String
    /// Whether what was done will last.
    public let remedy: String
    /// Why there is no photograph of the result, where there is none.
    public let withoutPhotograph: String?

    public init(cause: String, remedy: String, withoutPhotograph: String?) {
        self.cause = cause
        self.remedy = remedy
        self.withoutPhotograph = withoutPhotograph
    }
}

/// A deadline of the unit's.
public struct ClockView: Sendable, Hashable, Identifiable {
    public let name: String
    /// The moment it runs out, as people write it.
    public let due: String
    /// The rule it rests on.
    public let basis: String
    /// How it stands: by how much it is past, why it stands still, or that it is done; empty while it runs.
    public let standing: String
    public let overdue: Bool
    public let paused: Bool
    public let done: Bool

    public var id: String { name }

    public init(
        name: String,
        due: String,
        basis: String,
        standing: String,
        overdue: Bool,
        paused: Bool,
        done: Bool
    ) {
        self.name = name
        self.due = due
        self.basis = basis
        self.standing = standing
        self.overdue = overdue
        self.paused = paused
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
    case received, photograph, status, unit, reply, clocks, rescheduled, paused, resumed, level, merged, followed
    case agreed, said, other
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
