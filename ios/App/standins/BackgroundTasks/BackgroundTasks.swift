// Declarations of what the app uses of Apple's BackgroundTasks; see ../README.md.

import Dispatch
@_exported import Foundation

open class BGTaskRequest: NSObject { public var earliestBeginDate: Date? }
public class BGAppRefreshTaskRequest: BGTaskRequest { public init(identifier: String) {} }
public class BGProcessingTaskRequest: BGTaskRequest {
    public init(identifier: String) {}
    public var requiresNetworkConnectivity = false
}
open class BGTask: NSObject {
    public var expirationHandler: (() -> Void)?
    public func setTaskCompleted(success: Bool) {}
}
public final class BGTaskScheduler: NSObject, @unchecked Sendable {
    public class var shared: BGTaskScheduler { fatalError() }
    @discardableResult public func register(
        forTaskWithIdentifier: String,
        using: DispatchQueue?,
        launchHandler: @escaping (BGTask) -> Void
    ) -> Bool { true }
    public func submit(_ r: BGTaskRequest) throws {}
    public func cancel(taskRequestWithIdentifier: String) {}
}
