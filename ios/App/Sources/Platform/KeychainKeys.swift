import Foundation
import LangNgheKit
import Security

/// Keeps the store's keys in the Keychain: on this device alone, never in a backup or in iCloud, and
/// readable from the first unlock after a start on, so that reports travel while the phone is locked.
///
/// There is one key, or two while one is being changed for another: killed in between, the core
/// finds both at its next start and finishes the change. All of them are one item, one behind the
/// other and the newest first, so that the Keychain changes them whole or not at all.
final class KeychainKeys: KeyKeeper {
    private static let length = 32

    private let lock = NSLock()

    func keys() throws -> [Data] {
        try lock.withLock { try read() }
    }

    func keep(_ key: Data) throws {
        try lock.withLock { try write([key] + readable()) }
    }

    func forgetOlder() throws {
        try lock.withLock {
            let kept = try readable()
            if kept.count > 1 { try write([kept[0]]) }
        }
    }

    private func read() throws -> [Data] {
        var query = item
        query[kSecReturnData] = true
        query[kSecMatchLimit] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return [] }
        try check(status)
        guard let all = found as? Data, !all.isEmpty, all.count.isMultiple(of: Self.length) else {
            throw KeyTrouble.lost
        }
        return stride(from: 0, to: all.count, by: Self.length).map { Data(all[$0..<$0 + Self.length]) }
    }

    /// Keys that are lost for good make room: whoever starts clean after that needs a place for a new one.
    private func readable() throws -> [Data] {
        do {
            return try read()
        } catch KeyTrouble.lost {
            SecItemDelete(item as CFDictionary)
            return []
        }
    }

    private func write(_ keys: [Data]) throws {
        var all = Data(keys.joined())
        defer { all.resetBytes(in: 0..<all.count) }
        let changes: [CFString: Any] = [kSecValueData: all]
        var status = SecItemUpdate(item as CFDictionary, changes as CFDictionary)
        if status == errSecItemNotFound {
            let whole = item.merging(changes) { _, new in new }
            status = SecItemAdd(whole as CFDictionary, nil)
        }
        try check(status)
    }

    private var item: [CFString: Any] {
        [
            kSecClass: kSecClassGenericPassword,
            kSecAttrService: "vn.langnghe.store",
            kSecAttrAccount: "keys",
            kSecAttrSynchronizable: false,
            kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
    }

    /// What is there but can't be decoded will never be had again. All else may be had later: before
    /// the first unlock the Keychain says that it may not ask for the code, and that is no loss.
    private func check(_ status: OSStatus) throws {
        switch status {
        case errSecSuccess: return
        case errSecDecode: throw KeyTrouble.lost
        default: throw KeyTrouble.notNow
        }
    }
}
