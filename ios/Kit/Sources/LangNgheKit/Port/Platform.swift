import Foundation
import LangNgheTexts

/// All of the platform.
@MainActor
public struct Platform {
    public let keys: any KeyKeeper
    public let network: any Network
    public let battery: any Battery
    public let disk: any Disk
    public let preferences: any Preferences
    public let places: any PlaceFinder
    public let dialer: any Dialer
    public let background: any BackgroundWork
    public let notifications: any Notifications
    /// The language that the platform speaks, for those who chose none.
    public let systemLanguage: Language
    public let time: any Timekeeper

    public init(
        keys: any KeyKeeper,
        network: any Network,
        battery: any Battery,
        disk: any Disk,
        preferences: any Preferences,
        places: any PlaceFinder,
        dialer: any Dialer,
        background: any BackgroundWork,
        notifications: any Notifications,
        systemLanguage: Language,
        time: any Timekeeper = SystemTime()
    ) {
        self.keys = keys
        self.network = network
        self.battery = battery
        self.disk = disk
        self.preferences = preferences
        self.places = places
        self.dialer = dialer
        self.background = background
        self.notifications = notifications
        self.systemLanguage = systemLanguage
        self.time = time
    }
}
