// Declarations of what the app uses of Apple's Network; see ../README.md.

import Dispatch
@_exported import Foundation

public struct NWPath: Sendable {
    public enum Status: Sendable { case satisfied, unsatisfied }
    public var status: Status
    public var isExpensive: Bool
    public var isConstrained: Bool
}
public final class NWPathMonitor: Sendable {
    public init() {}
    public var pathUpdateHandler: (@Sendable (NWPath) -> Void)? {
        get { nil }
        set {}
    }
    public func start(queue: DispatchQueue) {}
}
