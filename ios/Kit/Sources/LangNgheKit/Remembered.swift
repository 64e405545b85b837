/// What is remembered beside the store, with its meaning. Settings as they come, until somebody changes them.
struct Remembered: Sendable, Equatable {
    private let values: [String: String]

    init(_ values: [String: String] = [:]) { self.values = values }

    var photosOnWifiOnly: Bool { values[Key.wifiOnly] == String(true) }

    var screensHidden: Bool { values[Key.screensHidden] == String(true) }

    var textSize: TextSize { values[Key.textSize].flatMap(TextSize.init) ?? .normal }

    var language: LanguageChoice { values[Key.language].flatMap(LanguageChoice.init) ?? .system }

    /// The version of the consent that was given; none before the first start has ended.
    var consent: UInt32? { values[Key.consent].flatMap { UInt32($0) } }

    /// Communes that were chosen by hand, the last one first.
    var recentCommunes: [String] {
        (values[Key.recentCommunes] ?? "").split(separator: " ").map(String.init)
    }

    /// Whether notifications should be asked for: something was sent, and nobody asked yet.
    var notificationsDue: Bool { values[Key.notifications] == Self.due }

    /// What a person was told of each report already, or saw: as the core wants it remembered.
    var told: [String: String] {
        let prefix = Key.told("")
        let told = values.filter { $0.key.hasPrefix(prefix) }
        return Dictionary(uniqueKeysWithValues: told.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }

    enum Key {
        static let wifiOnly = "photographs-on-wifi-only"
        static let screensHidden = "screens-hidden"
        static let textSize = "text-size"
        static let language = "language"
        static let consent = "consent"
        static let recentCommunes = "recent-communes"
        static let notifications = "notifications"

        static func told(_ report: String) -> String { "told.\(report)" }
    }

    static let due = "due"
    static let asked = "asked"
}

/// How many communes are kept for the next report.
private let recentlyUsed = 3

extension Preferences {
    var now: Remembered { Remembered(values) }

    /// Puts a commune before those that were chosen earlier.
    func rememberCommune(_ code: String) {
        let recent = [code] + now.recentCommunes.filter { $0 != code }
        put(recent.prefix(recentlyUsed).joined(separator: " "), for: Remembered.Key.recentCommunes)
    }

    /// The first report was sent: from now on there may be answers to tell of.
    func wantNotifications() {
        if values[Remembered.Key.notifications] == nil { put(Remembered.due, for: Remembered.Key.notifications) }
    }
}
