import LangNgheCore
import Support
import Testing

@testable import LangNgheKit

/// The process's one phone.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct PhoneHolderTests {
    @Test("there is one phone, which runs as long as somebody needs it")
    func one() async throws {
        try await World.with { world in
            let holder = try world.handset().kit().phones
            async let one = holder.lease()
            async let other = holder.lease()
            let (first, second) = try await (one, other)
            #expect(first.phone === second.phone)
            await first.release()
            await first.release()
            _ = try await first.phone.reports()
            #expect(holder.running === first.phone)
            await second.release()
            #expect(holder.running == nil)
            await #expect(throws: Failure.Closed) { try await first.phone.reports() }
            #expect(try await holder.use { try await $0.reports().count } == 0)
            let third = try await holder.lease()
            #expect(third.phone === first.phone)
            _ = try await third.phone.reports()
            await holder.end()
            await #expect(throws: Failure.Closed) { try await third.phone.reports() }
            // What is given back after that has nothing to do with the next one.
            let fourth = try await holder.lease()
            await third.release()
            #expect(holder.running === fourth.phone)
            await holder.end()
        }
    }

    @Test("what could not be opened is opened for the next who asks")
    func openedAnew() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let holder = handset.kit().phones
            handset.keys.breaks(.notNow)
            await #expect(throws: OpenFailure.Later(code: "key_unavailable")) { _ = try await holder.lease() }
            handset.keys.breaks(nil)
            #expect(try await holder.use { try await $0.drafts().isEmpty })
            await holder.end()
        }
    }

    @Test("a second process over the same folder is told so, and harms nothing")
    func second() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let (one, other) = (handset.kit(), handset.kit())
            let lease = try await one.phones.lease()
            await #expect(throws: OpenFailure.Later(code: "in_use")) { _ = try await other.phones.lease() }
            _ = try await lease.phone.beginDraft()
            await one.end()
            #expect(try await other.phones.use { try await $0.drafts().count } == 1)
            await other.end()
        }
    }

    @Test("how the phone stands is known before anything can leave")
    func lookedFirst() async throws {
        try await World.with { world in
            let kit = try world.handset().kit()
            let config = PhoneConfig(folder: world.folder.appendingPathComponent("x").path, app: "test", server: nil)
            var looked = 0
            let holder = PhoneHolder(
                open: { try await openPhone(config, kit.platform, kit.standing) },
                lookAround: { phone in
                    // Its queue doesn't run yet, nor any more.
                    await #expect(throws: Failure.Closed) { _ = try await phone.syncNow(timeout: 0) }
                    looked += 1
                }
            )
            for _ in 1...2 { try await holder.lease().release() }
            #expect(looked == 2)
            await holder.end()
        }
    }

    @Test("nobody who stops waiting leaves the phone half open")
    func cancelled() async throws {
        try await World.with { world in
            let holder = try world.handset().kit().phones
            let task = Task { try await holder.use { _ in try Task.checkCancellation() } }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(holder.running == nil)
            #expect(try await holder.use { try await $0.drafts().isEmpty })
            await holder.end()
        }
    }
}
