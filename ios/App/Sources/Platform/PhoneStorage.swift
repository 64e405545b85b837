import Foundation
import LangNgheKit

/// Where the app keeps its files: in its own container and in no shared one, because the system ends
/// an app that holds a lock on a shared file when it is suspended (0xdead10cc); in no backup, because
/// the key stays behind; and closed to everybody before the phone was unlocked for the first time.
struct PhoneStorage: Disk {
    private let home: URL

    /// Makes the folder if it isn't there.
    init() throws {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory,
            in: .userDomainMask,
            appropriateFor: nil,
            create: true
        )
        var home = support.appending(path: "LangNghe", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: home,
            withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication]
        )
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try home.setResourceValues(values)
        self.home = home
    }

    /// The folder of the store, which the core makes.
    var store: URL { home.appending(path: "store", directoryHint: .isDirectory) }

    /// What is remembered beside the store.
    var preferences: URL { home.appending(path: "preferences.json", directoryHint: .notDirectory) }

    func freeBytes() -> UInt64? {
        let values = try? home.resourceValues(forKeys: [.volumeAvailableCapacityForImportantUsageKey])
        return values?.volumeAvailableCapacityForImportantUsage.map { UInt64(max(0, $0)) }
    }
}
