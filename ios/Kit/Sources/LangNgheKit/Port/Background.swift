/// Whoever works on while no screen is open.
@MainActor
public protocol BackgroundWork: AnyObject {
    /// Something waits to be sent: have the courier run as soon as there is a network.
    func submitted()

    /// The window is left, and something still waits: have the courier run, unless it will anyway.
    func stillWaiting()

    /// Keeps the process awake until `work` has returned, as far as the platform lets it: a phone
    /// suspends an app soon after its window is left, and that must find the store's file let go of.
    func whileAwake(_ work: @MainActor @Sendable () async -> Void) async
}

/// Tells a person who isn't looking.
@MainActor
public protocol Notifications: AnyObject {
    /// There is something new about a report; it takes the place of what was told about it before.
    func tell(_ news: NewsNotice)

    /// What was told about a report was seen.
    func withdraw(_ report: String)

    /// What waits to be sent: stays as long as something does. None: nothing does any more.
    func unsent(_ notice: UnsentNotice?)
}

/// Something new about a report.
public struct NewsNotice: Sendable, Hashable {
    public let report: String
    /// For anybody to read: that there is news, and nothing of what about.
    public let onLockScreen: String
    /// For who has unlocked the phone.
    public let title: String
    public let text: String

    public init(report: String, onLockScreen: String, title: String, text: String) {
        self.report = report
        self.onLockScreen = onLockScreen
        self.title = title
        self.text = text
    }
}

/// That something waits to be sent.
public struct UnsentNotice: Sendable, Hashable {
    public let title: String
    public let text: String

    public init(title: String, text: String) {
        self.title = title
        self.text = text
    }
}
