import Foundation
import Observation

// What the kit needs of the platform it runs on. A phone and a test each have their own. Nothing
// here may block the main actor: whoever must wait for the platform does so elsewhere.

/// The network, as it is now. Observable: whoever reads the link is told when it changes.
@MainActor
public protocol Network: AnyObject, Observable {
    var link: Link { get }
}

/// The battery, observable as the network is.
@MainActor
public protocol Battery: AnyObject, Observable {
    /// Whether it is being saved.
    var saving: Bool { get }
}

/// Small things that are remembered beside the store: settings, what was seen. Never what somebody
/// wrote, where they stood or who they are. Observable.
@MainActor
public protocol Preferences: AnyObject, Observable {
    /// Everything that is remembered.
    var values: [String: String] { get }

    /// Remembers something, or forgets it; at once in ``values``, soon on the disk.
    func put(_ value: String?, for key: String)
}

/// Where the platform keeps the store's key, wrapped: the Keychain, on a phone. Never asked on the
/// main thread.
public protocol KeyKeeper: Sendable {
    /// The keys that are kept, 32 bytes each, the newest first: none before the first start, two
    /// while one is being changed for another.
    ///
    /// - Throws: ``KeyTrouble``. Anything else counts as not now.
    func keys() throws -> [Data]

    /// Keeps a key as the newest, so that it survives the loss of power.
    func keep(_ key: Data) throws

    /// Forgets every key but the newest.
    func forgetOlder() throws
}

/// Why a key can't be had.
public enum KeyTrouble: Error, Sendable {
    /// Not now: before the first unlock, or the service didn't answer. Trying again may help.
    case notNow
    /// It will never be had again.
    case lost
}

/// Tells about the disk. Never asked on the main thread.
public protocol Disk: Sendable {
    /// Free bytes where the store lies; none if nobody knows.
    func freeBytes() -> UInt64?
}

/// The phone's phone.
@MainActor
public protocol Dialer: AnyObject {
    /// Shows the number, ready to be called. The call is the person's to make.
    func dial(_ number: String)
}

/// The time, and waiting for it to pass.
public protocol Timekeeper: Sendable {
    var now: Date { get }

    /// Returns when so much time has passed.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile, and at once.
    func pause(for duration: Duration) async throws
}

/// The time of the machine.
public struct SystemTime: Timekeeper {
    public init() {}

    public var now: Date { Date() }

    public func pause(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}
