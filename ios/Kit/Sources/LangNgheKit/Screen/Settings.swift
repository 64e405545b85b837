/// What the settings show.
public struct SettingsState: Sendable, Equatable {
    public let photosOnWifiOnly: Bool
    public let textSize: TextSize
    public let language: LanguageChoice
    /// Whether screens are kept out of the list of recent apps.
    public let screensHidden: Bool
    public let dataUsed: Loaded<[MonthOfData]>
    public let version: String
    /// What this is and isn't, and on which licences it stands.
    public let about: [String]

    public init(
        photosOnWifiOnly: Bool,
        textSize: TextSize,
        language: LanguageChoice,
        screensHidden: Bool,
        dataUsed: Loaded<[MonthOfData]>,
        version: String,
        about: [String]
    ) {
        self.photosOnWifiOnly = photosOnWifiOnly
        self.textSize = textSize
        self.language = language
        self.screensHidden = screensHidden
        self.dataUsed = dataUsed
        self.version = version
        self.about = about
    }
}

/// On top of the system's own.
public enum TextSize: String, Sendable, CaseIterable {
    case normal, large, largest, double

    public var factor: Double {
        switch self {
        case .normal: 1
        case .large: 1.3
        case .largest: 1.6
        case .double: 2
        }
    }
}

/// The language to read in.
public enum LanguageChoice: String, Sendable, CaseIterable {
    case system, vietnamese, english
}

/// What travelled in a month.
public struct MonthOfData: Sendable, Hashable, Identifiable {
    /// Such as *11/2026*.
    public let month: String
    public let sentBytes: Int64
    public let receivedBytes: Int64

    public var id: String { month }

    public init(month: String, sentBytes: Int64, receivedBytes: Int64) {
        self.month = month
        self.sentBytes = sentBytes
        self.receivedBytes = receivedBytes
    }
}

/// What can be done in the settings.
@MainActor
public protocol SettingsActions: AnyObject {
    func photosOnWifiOnly(_ only: Bool)

    func textSize(_ size: TextSize)

    func language(_ choice: LanguageChoice)

    func hideScreens(_ hidden: Bool)

    func back()
}
