// Declarations of what the app uses of Apple's UserNotifications; see ../README.md.

@_exported import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let alert = Self(rawValue: 1), sound = Self(rawValue: 2)
}
public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let banner = Self(rawValue: 1), list = Self(rawValue: 2)
}
public enum UNShowPreviewsSetting: Sendable { case always, whenAuthenticated, never }
public class UNNotificationSettings: NSObject { public var showPreviewsSetting: UNShowPreviewsSetting { .always } }
public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
}
public class UNNotificationAction: NSObject {}
public class UNNotificationCategory: NSObject {
    public convenience init(
        identifier: String,
        actions: [UNNotificationAction],
        intentIdentifiers: [String],
        hiddenPreviewsBodyPlaceholder: String,
        options: UNNotificationCategoryOptions
    ) { self.init() }
}
open class UNNotificationContent: NSObject {}
public enum UNNotificationInterruptionLevel: Sendable { case passive, active }
public class UNNotificationSound: NSObject { public class var `default`: UNNotificationSound { .init() } }
public class UNMutableNotificationContent: UNNotificationContent {
    public var title = "", body = "", categoryIdentifier = ""
    public var sound: UNNotificationSound?
    public var userInfo: [AnyHashable: Any] = [:]
    public var interruptionLevel = UNNotificationInterruptionLevel.active
}
public class UNNotificationTrigger: NSObject {}
public class UNNotificationRequest: NSObject {
    public convenience init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        self.init()
    }
    public var content: UNNotificationContent2 { .init() }
}
public class UNNotificationContent2: NSObject { public var userInfo: [AnyHashable: Any] = [:] }
public class UNNotification: NSObject { public var request: UNNotificationRequest { .init() } }
public class UNNotificationResponse: NSObject { public var notification: UNNotification { .init() } }
public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {
    func userNotificationCenter(
        _ c: UNUserNotificationCenter,
        didReceive r: UNNotificationResponse,
        withCompletionHandler h: @escaping () -> Void
    )
    func userNotificationCenter(
        _ c: UNUserNotificationCenter,
        willPresent r: UNNotification,
        withCompletionHandler h: @escaping (UNNotificationPresentationOptions) -> Void
    )
}
public final class UNUserNotificationCenter: NSObject {
    public class func current() -> UNUserNotificationCenter { .init() }
    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    public func requestAuthorization(
        options: UNAuthorizationOptions,
        completionHandler: @escaping @Sendable (Bool, (any Error)?) -> Void
    ) {}
    public func getNotificationSettings(completionHandler: @escaping @Sendable (UNNotificationSettings) -> Void) {}
    public func setNotificationCategories(_ c: Set<UNNotificationCategory>) {}
    public func add(_ r: UNNotificationRequest, withCompletionHandler: (@Sendable ((any Error)?) -> Void)? = nil) {}
    public func removePendingNotificationRequests(withIdentifiers: [String]) {}
    public func removeDeliveredNotifications(withIdentifiers: [String]) {}
}
