import Foundation
import LangNgheCore

/// Opens the phone over what the platform has.
@MainActor
func openPhone(_ config: PhoneConfig, _ platform: Platform, _ standing: Standing) async throws -> Phone {
    // A library of another build would be called with the wrong shapes: better to stop here.
    uniffiEnsureLangngheBindingsInitialized()
    return try await Phone.open(
        config: config,
        keys: KeysForCore(platform.keys),
        connectivity: standing,
        power: standing,
        space: DiskForCore(platform.disk)
    )
}

/// How the phone stands, as far as the core asks about it. Equal to the last means that there is
/// nothing to look at.
struct Surroundings: Sendable, Equatable {
    var link = Link.free
    var saving = false
    var photosOnWifiOnly = false
}

extension Platform {
    /// How the phone stands now. Whoever observes this is told of changes.
    var surroundings: Surroundings {
        Surroundings(
            link: network.link,
            saving: battery.saving,
            photosOnWifiOnly: preferences.now.photosOnWifiOnly
        )
    }
}

/// What the core is answered, on whatever thread it asks: how the phone stood when it was last told
/// to look.
final class Standing: Connectivity, Power {
    private let surroundings = Locked(Surroundings())

    /// Has the core look at how the phone stands. It asks about the disk while it does.
    @MainActor
    func lookAround(_ phone: Phone, _ platform: Platform) async throws {
        let now = platform.surroundings
        surroundings.value = now
        try await phone.lookAround(photographsWaitForFree: now.photosOnWifiOnly)
    }

    func link() throws -> LinkKind {
        switch surroundings.value.link {
        case .offline: .offline
        case .metered: .metered
        case .free: .free
        }
    }

    func isSaving() throws -> Bool { surroundings.value.saving }
}

private final class DiskForCore: Space {
    private let disk: any Disk

    init(_ disk: any Disk) { self.disk = disk }

    func freeBytes() throws -> UInt64? { disk.freeBytes() }
}

/// The platform's keys, whose troubles are told to the core as it knows them.
final class KeysForCore: KeyStorage {
    private let keeper: any KeyKeeper

    init(_ keeper: any KeyKeeper) { self.keeper = keeper }

    func keys() throws -> [Data] { try told { try keeper.keys() } }

    func keep(key: Data) throws { try told { try keeper.keep(key) } }

    func forgetOlder() throws { try told { try keeper.forgetOlder() } }

    /// Only what is known to be lost is called so: that is when a person is asked to start clean.
    private func told<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch KeyTrouble.lost {
            throw PortFailure.Lost
        } catch {
            throw PortFailure.Unavailable
        }
    }
}
