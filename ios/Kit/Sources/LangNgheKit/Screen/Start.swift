/// What is seen before anything else.
public enum StartState: Sendable, Equatable {
    /// The store is being opened.
    case opening
    /// All is well: the screen of the route is shown.
    case open
    /// The store can't be opened. Nothing was deleted.
    case trouble(Trouble)

    /// Why it can't be opened.
    public struct Trouble: Sendable, Hashable {
        public let notice: Notice
        /// Whether the person can start clean, with the old store set aside.
        public let canStartClean: Bool
        /// Whether trying again may help.
        public let canRetry: Bool

        public init(notice: Notice, canStartClean: Bool, canRetry: Bool) {
            self.notice = notice
            self.canStartClean = canStartClean
            self.canRetry = canRetry
        }
    }
}

/// What can be done while the store is not open.
@MainActor
public protocol StartActions: AnyObject {
    func retry()

    /// Sets the old store aside and starts with an empty one.
    func startClean()
}

/// The two screens of the first start.
public struct WelcomeState: Sendable, Equatable {
    public let step: WelcomeStep
    /// What this is not for, each with the right way: complaints by law, denunciations, emergencies.
    public let notFor: [String]
    public let emergency: [EmergencyNumber]
    /// The text that is agreed to.
    public let consent: String
    /// Never ticked before the person ticks it.
    public let agreed: Bool

    public init(step: WelcomeStep, notFor: [String], emergency: [EmergencyNumber], consent: String, agreed: Bool) {
        self.step = step
        self.notFor = notFor
        self.emergency = emergency
        self.consent = consent
        self.agreed = agreed
    }
}

/// Which of the two screens.
public enum WelcomeStep: Sendable, CaseIterable {
    case whatItIs, consent
}

/// What can be done at the first start.
@MainActor
public protocol WelcomeActions: AnyObject {
    func next()

    func back()

    func agree(_ agreed: Bool)

    /// Ends the first start; does nothing before the person has agreed.
    func begin()

    func call(_ number: String)
}
