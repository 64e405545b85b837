import Foundation
import LangNgheTexts

@testable import LangNgheKit

/// Everything of a phone that outlives a process: its disk, what it remembers, and the world around it.
@MainActor
public final class Handset {
    public let folder: URL
    public let asked = Asked()
    public let keys: MemoryKeys
    public let disk: FakeDisk
    public let network = FakeNetwork()
    public let battery = FakeBattery()
    public let sky = FakeSky()
    public let dialer = FakeDialer()
    public let background = FakeBackground()
    public let notifications = FakeNotifications()
    public let time = MovedTime()
    public let preferences: any Preferences
    public var language = Language.vietnamese

    private let server: String?
    private let keyFile: KeysInAFile?

    public init(
        _ folder: URL,
        server: String?,
        keyFile: KeysInAFile? = nil,
        preferences: any Preferences = MemoryPreferences()
    ) {
        self.folder = folder
        self.server = server
        self.keyFile = keyFile
        self.preferences = preferences
        keys = MemoryKeys(asked)
        disk = FakeDisk(asked)
    }

    /// A new process on this phone.
    public func kit(_ patience: Patience = Patience()) -> Kit {
        Kit(
            AppInfo(name: "test", version: "0.1.0", folder: folder.appendingPathComponent("store"), server: server),
            platform,
            patience: patience
        )
    }

    /// The first start lies behind.
    public func agreed() -> Self {
        preferences.put("1", for: Remembered.Key.consent)
        return self
    }

    public func start(_ saved: [String] = []) async -> Running { await start(kit(), saved) }

    /// Starts a process and opens its window.
    public func start(_ kit: Kit, _ saved: [String] = []) async -> Running {
        let screens = kit.screens(saved: saved)
        await screens.resume()
        return Running(kit, screens)
    }

    /// Has a courier run in a process without a window.
    public func carry(for limit: Duration = .seconds(60)) async -> Delivery {
        let kit = kit()
        let delivery = await kit.courier.run(for: limit)
        await kit.end()
        return delivery
    }

    private var platform: Platform {
        Platform(
            keys: keyFile ?? keys,
            network: network,
            battery: battery,
            disk: disk,
            preferences: preferences,
            places: sky,
            dialer: dialer,
            background: background,
            notifications: notifications,
            systemLanguage: language,
            time: time
        )
    }
}

/// A process with a window.
@MainActor
public final class Running {
    public let kit: Kit
    public let screens: Screens

    init(_ kit: Kit, _ screens: Screens) {
        self.kit = kit
        self.screens = screens
    }

    public var route: Route { screens.route }

    /// Ends the process as the system does: from one moment to the next, whatever it was doing. Only
    /// the saved way stays.
    @discardableResult
    public func die() async -> [String] {
        let saved = screens.save()
        screens.end()
        await kit.end()
        return saved
    }
}
