import Support
import Testing

@testable import LangNgheKit

/// The page of a draft, away from any network.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct PageTests {
    @Test("until the draft is read, it says that it isn't")
    func loading() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            let draft = try await phone.reportUpToThePage()
            let page = phone.screens.page(draft: draft)
            let first = page.state
            #expect(first.loading && first.pictures.isEmpty && first.category == nil)
            let read = try await page.until { !$0.loading }
            #expect(read.pictures.count == 1 && read.category?.code == "dyke")
            await phone.die()
        }
    }

    @Test("what is missing is said when the person has tried to send it")
    func missing() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            let draft = try await phone.reportUpToThePage()
            let page = phone.screens.page(draft: draft)
            #expect(try await page.until { $0.category?.code == "dyke" }.problems.isEmpty)
            page.actions.send()
            let state = try await page.until { !$0.problems.isEmpty && !$0.sending }
            #expect(Array(state.problems.keys) == [.place])
            #expect(phone.route == .page(draft: draft))
            try await phone.choosePlace()
            try await page.until { $0.problems.isEmpty }
            await phone.die()
        }
    }

    @Test("a dangerous category shows whom to call first, and a call is dialled")
    func danger() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            try await phone.reportUpToThePage(category: "dyke")
            let page = try await phone.page()
            let danger = try await page.until { !$0.danger.isEmpty }.danger
            #expect(danger[0].number == "112")
            page.actions.call("112")
            #expect(handset.dialer.dialled == ["112"])
            page.actions.changeCategory()
            try await phone.category().actions.choose("road")
            try await page.until { $0.category?.code == "road" && $0.danger.isEmpty }
            await phone.die()
        }
    }

    @Test("what will travel is told in bytes, and that photographs may wait")
    func bytes() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.network.link = .metered
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            let page = try await phone.page()
            let one = try await page.until { $0.pictures.count == 1 }
            #expect(one.link == .metered)
            #expect(1_000...300_000 ~= one.photoBytes)
            #expect(1...5_000 ~= one.bytes - one.photoBytes)
            page.actions.write(String(repeating: "Đê sạt lở. ", count: 50))
            try await page.until { $0.bytes > one.bytes + 500 }
            page.actions.photosOnWifiOnly(true)
            #expect(page.state.photosOnWifiOnly)
            await phone.die()
        }
    }

    @Test("a draft is thrown away when the person says so")
    func thrownAway() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            try await phone.reportUpToThePage()
            let page = try await phone.page()
            page.actions.hideName(false)
            try await page.until { !$0.loading && !$0.nameHidden }
            page.actions.discard()
            try await phone.at(.home)
            try await phone.items { $0.isEmpty }
            await phone.die()
        }
    }

    @Test("sent twice in a hurry, it is one report")
    func twice() async throws {
        try await World.with { world in
            let handset = try world.lonelyHandset()
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            try await phone.choosePlace()
            let page = try await phone.page()
            page.actions.send()
            #expect(page.state.sending)
            page.actions.send()
            _ = try await phone.at(\.savedOf)
            #expect(try await phone.items { !$0.isEmpty }.count == 1)
            // Both are done, and the second one was no trouble.
            await phone.screens.pause()
            #expect(handset.background.submissions == 1)
            #expect(page.state.notice == nil)
            await phone.die()
        }
    }

    @Test("back leads home step by step, and everything is still there")
    func back() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            let draft = try await phone.reportUpToThePage()
            phone.screens.page(draft: draft).actions.write("Đê sạt lở")
            #expect(phone.screens.back())
            try await phone.at(.category(draft: draft))
            #expect(phone.screens.back())
            #expect(phone.route == .camera(report: draft))
            #expect(phone.screens.back())
            #expect(phone.route == .home)
            #expect(!phone.screens.back())
            let item = try #require(try await phone.items { $0.contains { $0.firstLine == "Đê sạt lở" } }.first)
            phone.screens.home().actions.open(item)
            #expect(phone.route == .page(draft: draft))
            await phone.die()
        }
    }
}
