import Foundation
import LangNgheCore
import LangNgheTexts

/// Which app this is, and where it keeps and sends things.
public struct AppInfo: Sendable {
    /// Of the shell, such as `ios`.
    public let name: String
    /// Such as `0.1.0`.
    public let version: String
    /// The folder of the store. Its parent exists.
    public let folder: URL
    /// An address such as `https://langnghe.example`; none to stay on the phone.
    public let server: String?

    public init(name: String, version: String, folder: URL, server: String?) {
        self.name = name
        self.version = version
        self.folder = folder
        self.server = server
    }
}

/// How long things take or are waited for.
public struct Patience: Sendable {
    /// Between the last key and saving what was typed.
    public var typing: Duration = .milliseconds(300)
    /// How long the phone is looked for.
    public var placeSearch: Duration = .seconds(120)
    /// How long after its beginning a draft is taken to be where the phone is.
    public var stillThere: Duration = .seconds(600)
    /// For a person who wants it sent now.
    public var sync: Duration = .seconds(30)

    public init() {}
}

/// All of the app but its screens and its platform: one for each process, made at its start.
///
/// A window asks for ``screens(saved:)``, a task in the background runs the ``courier``, both of them
/// whenever they like, in any order and at the same time. Making it costs nothing: the store is
/// opened when somebody needs it.
@MainActor
public final class Kit {
    /// Who sends and fetches while no window is open.
    public let courier: Courier

    /// The pixels of photographs.
    public let photographs: any Pictures

    let app: AppInfo
    let platform: Platform
    let patience: Patience
    let phones: PhoneHolder
    let standing = Standing()
    let communes = Communes()

    public init(_ app: AppInfo, _ platform: Platform, patience: Patience = Patience()) {
        self.app = app
        self.platform = platform
        self.patience = patience
        let config = PhoneConfig(folder: app.folder.path, app: "\(app.name) \(app.version)", server: app.server)
        let phones = PhoneHolder(
            open: { [standing] in try await openPhone(config, platform, standing) },
            lookAround: { [standing] in try await standing.lookAround($0, platform) }
        )
        self.phones = phones
        courier = Courier(phones, platform, standing) { Wording(language(platform)) }
        photographs = Photographs(phones: phones)
    }

    /// The screens of a window.
    ///
    /// - Parameter saved: what ``Screens/save()`` gave before the process ended.
    public func screens(saved: [String] = []) -> Screens { Screens(self, saved) }

    /// Ends it, for a process that goes on: the store's file is let go of. Windows that were open stay closed.
    public func end() async { await phones.end() }

    /// In the language in which the person reads.
    var wording: Wording { Wording(language(platform)) }

    /// Sets a store aside that can't be opened for want of its key, so that the next one starts clean.
    func startClean() async throws {
        _ = try await LangNgheCore.startClean(folder: app.folder.path, keys: KeysForCore(platform.keys))
    }
}

/// The language in which a person reads: the one that they chose, or else their platform's.
@MainActor
private func language(_ platform: Platform) -> Language {
    switch platform.preferences.now.language {
    case .system: platform.systemLanguage
    case .vietnamese: .vietnamese
    case .english: .english
    }
}
