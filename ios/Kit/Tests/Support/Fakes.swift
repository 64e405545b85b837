import Foundation
import LangNgheTexts
import Observation

@testable import LangNgheKit

// The platform, as tests have it.

@MainActor @Observable
public final class FakeNetwork: Network {
    public var link = Link.free
}

@MainActor @Observable
public final class FakeBattery: Battery {
    public var saving = false
}

/// What was asked for on the main thread, where nothing may block.
public final class Asked: Sendable {
    private let onMain = Locked<Set<String>>([])

    public var onMainThread: Set<String> { onMain.value }

    func note(_ what: String) { if Thread.isMainThread { onMain.value.insert(what) } }
}

public final class FakeDisk: Disk {
    private let free = Locked<UInt64?>(nil)
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    public func setFree(_ bytes: UInt64?) { free.value = bytes }

    public func freeBytes() -> UInt64? {
        asked.note("disk")
        return free.value
    }
}

/// Keys as long as the test lives.
public final class MemoryKeys: KeyKeeper {
    private let kept = Locked<[Data]>([])
    private let trouble = Locked<KeyTrouble?>(nil)
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    /// What it answers instead; a new key makes it whole again.
    public func breaks(_ trouble: KeyTrouble?) { self.trouble.value = trouble }

    public func keys() throws -> [Data] {
        asked.note("keys")
        if let trouble = trouble.value { throw trouble }
        return kept.value
    }

    public func keep(_ key: Data) { kept.value.insert(key, at: 0) }

    public func forgetOlder() {
        kept.value = Array(kept.value.prefix(1))
        trouble.value = nil
    }
}

/// Keys in a file, as a test's processes share them.
public struct KeysInAFile: KeyKeeper {
    private static let length = 32
    private let file: URL

    public init(_ file: URL) { self.file = file }

    public func keys() throws -> [Data] {
        var rest = (try? Data(contentsOf: file)) ?? Data()
        var keys: [Data] = []
        while !rest.isEmpty {
            keys.append(Data(rest.prefix(Self.length)))
            rest = rest.dropFirst(Self.length)
        }
        return keys
    }

    public func keep(_ key: Data) throws {
        try keys().reduce(key, +).write(to: file, options: .atomic)
    }

    public func forgetOlder() throws {
        try keys().prefix(1).reduce(Data(), +).write(to: file, options: .atomic)
    }
}

/// The satellites: they say the same to whoever asks, and go on saying what is new.
@MainActor
public final class FakeSky: PlaceFinder {
    private var said: [Fix] = []
    private var listeners: [AsyncStream<Fix>.Continuation] = []
    /// How often the phone was looked for.
    public private(set) var searches = 0

    public init() {}

    public func say(_ fixes: Fix...) {
        said += fixes
        for listener in listeners { for fix in fixes { listener.yield(fix) } }
    }

    public func forget() { said = [] }

    public func find() -> AsyncStream<Fix> {
        searches += 1
        let (fixes, listener) = AsyncStream.makeStream(of: Fix.self)
        listeners.append(listener)
        for fix in said { listener.yield(fix) }
        return fixes
    }
}

@MainActor
public final class FakeDialer: Dialer {
    public private(set) var dialled: [String] = []

    public func dial(_ number: String) { dialled.append(number) }
}

@MainActor @Observable
public final class FakeBackground: BackgroundWork {
    public private(set) var submissions = 0
    public private(set) var waits = 0
    public private(set) var isAwake = false

    public func submitted() { submissions += 1 }

    public func stillWaiting() { waits += 1 }

    public func whileAwake(_ work: @MainActor @Sendable () async -> Void) async {
        isAwake = true
        await work()
        isAwake = false
    }
}

/// What a person would see in the list of notifications.
@MainActor @Observable
public final class FakeNotifications: Notifications {
    public private(set) var news: [NewsNotice] = []
    public private(set) var withdrawn: [String] = []
    public private(set) var unsent: UnsentNotice?
    public private(set) var everUnsent = 0

    public func tell(_ news: NewsNotice) { self.news.append(news) }

    public func withdraw(_ report: String) { withdrawn.append(report) }

    public func unsent(_ notice: UnsentNotice?) {
        unsent = notice
        if notice != nil { everUnsent += 1 }
    }

    public func forget() {
        unsent = nil
        everUnsent = 0
    }
}
