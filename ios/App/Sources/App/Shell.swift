import Foundation
import LangNgheKit
import LangNgheTexts
import Observation
import UserNotifications

/// The app without its screens: the kit on what iOS does for it.
@MainActor @Observable
final class Shell {
    /// An address that leads into the app, until a window follows it.
    var address: String?

    @ObservationIgnored let kit: Kit
    @ObservationIgnored let notifications = PhoneNotifications()
    @ObservationIgnored let places = PhonePlaces()
    @ObservationIgnored private let carrier: Carrier
    @ObservationIgnored private var taps: NotificationTaps?
    @ObservationIgnored private var screens: Screens?

    init() {
        let storage = Self.storage()
        let late = Late()
        carrier = Carrier { late.kit.courier }
        let platform = Platform(
            keys: KeychainKeys(),
            network: PhoneNetwork(),
            battery: PhoneBattery(),
            disk: storage,
            preferences: FilePreferences(storage.preferences),
            places: places,
            dialer: PhoneDialer(),
            background: carrier,
            notifications: notifications,
            systemLanguage: Bundle.main.preferredLocalizations.first == "en" ? .english : .vietnamese
        )
        kit = Kit(Self.info(storage.store), platform)
        late.known = kit
    }

    /// The process has begun: what must be said to iOS before its start has ended.
    func began() {
        carrier.register()
        let taps = NotificationTaps { [weak self] address in self?.address = address }
        UNUserNotificationCenter.current().delegate = taps
        self.taps = taps
    }

    /// The screens of a window. There is one at a time: another means that iOS let go of the last.
    func screens(saved: [String]) -> Screens {
        screens?.end()
        let screens = kit.screens(saved: saved)
        self.screens = screens
        return screens
    }

    /// The window isn't seen any more: what was typed is saved, what waits goes on its way, and the
    /// store is closed before iOS suspends the process.
    func left(_ screens: Screens) async {
        await carrier.whileAwake { [carrier] in
            await screens.pause()
            await carrier.carryOn()
        }
    }

    private static func storage() -> PhoneStorage {
        do {
            return try PhoneStorage()
        } catch {
            fatalError("an app without a folder of its own can keep nothing safe")
        }
    }

    private static func info(_ folder: URL) -> AppInfo {
        let said = { (key: String) in Bundle.main.object(forInfoDictionaryKey: key) as? String ?? "" }
        let server = said("LangNgheServer")
        return AppInfo(
            name: "ios",
            version: said("CFBundleShortVersionString"),
            folder: folder,
            server: server.isEmpty ? nil : server
        )
    }
}

/// The kit, for those that are made before it.
@MainActor
private final class Late {
    var known: Kit?

    var kit: Kit {
        guard let known else { preconditionFailure("nobody calls before the shell is made") }
        return known
    }
}
