import Foundation
import Support
import Testing

@testable import LangNgheKit

/// Who sends and fetches while nobody looks.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct CourierTests {
    /// A phone with a report that was sent while there was no network, and no process.
    private func withAReport(_ handset: Handset) async throws {
        handset.network.link = .offline
        let phone = await handset.start()
        try await phone.send()
        await phone.screens.pause()
        await phone.die()
    }

    @Test("without a network it comes back later, and what waits stays in sight")
    func noNetwork() async throws {
        try await World.with { world in
            let handset = try world.handset()
            try await withAReport(handset)
            #expect(handset.notifications.unsent?.title == "1 phản ánh chờ gửi")
            #expect(await handset.carry() == .later)
            #expect(handset.notifications.unsent != nil)
            // A network, but no server.
            handset.network.link = .metered
            #expect(await handset.carry(for: .milliseconds(200)) == .later)
            #expect(handset.notifications.unsent != nil)
        }
    }

    @Test("what has left is in sight no longer")
    func gone() async throws {
        try await World.with { world in
            let handset = try world.handset(await world.server())
            try await withAReport(handset)
            handset.network.link = .free
            handset.notifications.forget()
            #expect(await handset.carry() == .done)
            #expect(handset.notifications.everUnsent == 1, "in sight until it was gone")
            #expect(handset.notifications.unsent == nil)
        }
    }

    @Test("photographs that wait for Wi-Fi are no reason to come back at once")
    func photographsWait() async throws {
        try await World.with { world in
            let server = try await world.server()
            let handset = try world.handset(server)
            try await withAReport(handset)
            handset.preferences.put("true", for: Remembered.Key.wifiOnly)
            handset.network.link = .metered
            #expect(await handset.carry() == .later)
            #expect(handset.notifications.unsent != nil)
            #expect(try await server.officer().cases().count == 1, "the words are there")
            handset.network.link = .free
            #expect(await handset.carry() == .done)
            #expect(handset.notifications.unsent == nil)
        }
    }

    @Test("a store that does not open is tried again only where that may help")
    func doesNotOpen() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.keys.breaks(.notNow)
            #expect(await handset.carry() == .later)
            handset.keys.breaks(.lost)
            #expect(await handset.carry() == .done)
        }
    }

    @Test("two runs and a window at once are one phone")
    func together() async throws {
        try await World.with { world in
            let server = try await world.server()
            let handset = try world.handset(server)
            let kit = handset.kit()
            let phone = await handset.start(kit)
            let id = try await phone.send()
            async let one = kit.courier.run(for: .seconds(60))
            async let other = kit.courier.run(for: .seconds(60))
            #expect(await [one, other] == [.done, .done])
            try await phone.saved().until { $0.ladder.rung == .complete }
            #expect(try await server.officer().cases().count == 1)
            await phone.screens.pause()
            #expect(kit.phones.running == nil)
            #expect(await kit.courier.run(for: .seconds(60)) == .done)
            await phone.screens.resume()
            #expect(try await phone.items { !$0.isEmpty }.map(\.id) == [id])
            await phone.die()
        }
    }

    @Test("who looks at a report is not told of it, and who doesn't is told once")
    func told() async throws {
        try await World.with { world in
            let server = try await world.server()
            let handset = try world.handset(server)
            let kit = handset.kit()
            let phone = await handset.start(kit)
            let id = try await phone.send()
            #expect(await kit.courier.run(for: .seconds(60)) == .done)
            let officer = try await server.officer()
            let address = try await officer.onlyCase()

            try await phone.saved().actions.open()
            try await phone.report(id) { !$0.timeline.isEmpty }
            try await until(kit.courier, \.onScreen) { $0 == id }
            try await officer.takeStep(address, "accept")
            _ = await kit.courier.run(for: .seconds(60))
            #expect(handset.notifications.news.isEmpty)

            #expect(phone.screens.back())
            try await until(kit.courier, \.onScreen) { $0 == nil }
            #expect(await kit.courier.run(for: .seconds(60)) == .done)
            #expect(handset.notifications.news.isEmpty, "it was seen")
            try await officer.takeStep(address, "ask", "Đoạn nào của đê?")
            for _ in 1...2 { _ = await kit.courier.run(for: .seconds(60)) }
            #expect(handset.notifications.news.map(\.title) == ["Đê điều, thủy lợi: Cần bạn bổ sung thông tin"])
            try await phone.items { $0.contains { $0.needsYou } }
            await phone.die()
        }
    }

    @Test("a run that is stopped lets go of the phone at once")
    func stopped() async throws {
        try await World.with { world in
            let handset = try world.handset()
            try await withAReport(handset)
            handset.network.link = .free
            handset.notifications.forget()
            let kit = handset.kit()
            let working = Task { await kit.courier.run(for: .seconds(3600)) }
            try await until(handset.notifications, \.unsent) { $0 != nil }
            #expect(kit.phones.running != nil)
            working.cancel()
            #expect(await working.value == .more)
            #expect(kit.phones.running == nil)
            await kit.end()
        }
    }
}
