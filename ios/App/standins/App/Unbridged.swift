// What stands in two files of the app that are parsed only: they hand dictionaries to C, which needs
// the bridge between Swift and Objective-C. Besides, what Foundation has on Apple's systems alone.

import Foundation
import LangNgheKit

enum Jpeg {
    static func scaled(_ picture: Data) async -> Data? { nil }
}

final class KeychainKeys: KeyKeeper {
    func keys() throws -> [Data] { [] }
    func keep(_ key: Data) throws {}
    func forgetOlder() throws {}
}

extension ProcessInfo { var isLowPowerModeEnabled: Bool { false } }
// swift-format-ignore: AlwaysUseLowerCamelCase
extension Notification.Name { static let NSProcessInfoPowerStateDidChange = Notification.Name("power") }
extension FileAttributeKey { static let protectionKey = FileAttributeKey(rawValue: "protection") }
enum FileProtectionType { case completeUntilFirstUserAuthentication }
extension URLResourceKey { static let volumeAvailableCapacityForImportantUsageKey = URLResourceKey(rawValue: "space") }
extension URLResourceValues { var volumeAvailableCapacityForImportantUsage: Int64? { nil } }
