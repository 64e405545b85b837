import Foundation
import Support
import Testing

@testable import LangNgheKit

/// The camera, and all that can go otherwise there. Away from any network.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct CameraTests {
    @Test("a photograph that can't be used says why, and leaves nothing behind")
    func unusable() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            phone.screens.home().actions.capture()
            let camera = try await phone.camera()
            camera.actions.taken(try photograph().prefix(2_000))
            let notice = try await camera.until { !$0.busy && $0.notice != nil }.notice
            #expect(notice?.wayOut.isEmpty == false)
            #expect(phone.route == .camera(report: nil))
            #expect(phone.screens.back())
            #expect(phone.route == .home)
            try await phone.items { $0.isEmpty }
            await phone.die()
        }
    }

    @Test("after a bad photograph a good one begins the same draft")
    func goodAfterBad() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            phone.screens.home().actions.capture()
            let camera = try await phone.camera()
            camera.actions.taken(Data([1, 2, 3]))
            camera.actions.taken(try photograph())
            let draft = try await phone.at(\.categoryOf)
            #expect(try await phone.items { !$0.isEmpty }.map(\.id) == [draft])
            await phone.die()
        }
    }

    @Test("who goes back while a photograph is made ready keeps it")
    func backWhileBusy() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            phone.screens.home().actions.capture()
            let camera = try await phone.camera()
            camera.actions.taken(try photograph())
            #expect(camera.state.busy)
            camera.actions.back()
            #expect(phone.route == .home)
            // What was begun is done, and leads nobody away from where they are.
            await phone.screens.pause()
            #expect(phone.route == .home)
            await phone.screens.resume()
            let items = try await phone.items { $0.contains { $0.picture != nil } }
            let item = try #require(items.first)
            #expect(item.isDraft && items.count == 1)
            #expect(item.title == "Chưa chọn loại")
            phone.screens.home().actions.open(item)
            #expect(phone.route == .category(draft: item.id))
            await phone.die()
        }
    }

    @Test("without a camera it goes on with words alone")
    func wordsAlone() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            phone.screens.home().actions.capture()
            let camera = try await phone.camera()
            camera.actions.cameraFailed()
            #expect(camera.state.notice != nil && camera.state.canSkip)
            camera.actions.skip()
            try await phone.category().actions.choose("road")
            let page = try await phone.page()
            try await page.until { !$0.loading }
            page.actions.send()
            let tried = try await page.until { !$0.problems.isEmpty && !$0.sending }
            #expect(tried.pictures.isEmpty)
            #expect(Set(tried.problems.keys) == [.text, .place])
            page.actions.write(tried.readySentence)
            try await phone.choosePlace()
            try await phone.page().actions.send()
            _ = try await phone.at(\.savedOf)
            await phone.die()
        }
    }

    @Test("photographs are added up to six, and taken out again")
    func upToSix() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            let draft = try await phone.reportUpToThePage()
            let page = phone.screens.page(draft: draft)
            for number in 2...6 {
                page.actions.addPhotograph()
                try await phone.camera().actions.taken(photograph("Landscape_\(number).jpg"))
                try await phone.at(.page(draft: draft))
                try await page.until { $0.pictures.count == number }
            }
            #expect(!page.state.hasRoom)
            page.actions.addPhotograph()
            let camera = try await phone.camera()
            #expect(try await !camera.until { $0.pictures.count == 6 }.hasRoom)
            camera.actions.taken(try photograph("Landscape_7.jpg"))
            #expect(try await camera.until { $0.notice != nil }.notice?.happened.contains("6") == true)
            #expect(phone.screens.back())
            #expect(phone.route == .page(draft: draft))
            let six = try await page.until { $0.pictures.count == 6 }.pictures
            page.actions.removePhotograph(six[5])
            #expect(try await page.until { $0.pictures.count == 5 }.hasRoom)
            await phone.die()
        }
    }

    @Test("a full disk is said")
    func fullDisk() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            handset.disk.setFree(1_000)
            try await phone.page().actions.addPhotograph()
            let camera = try await phone.camera()
            try await camera.until { $0.pictures.count == 1 }
            // How the phone stands is looked at whenever something of it changes.
            handset.battery.saving = true
            try await phone.kit.phones.use { try await phone.kit.standing.lookAround($0, phone.kit.platform) }
            camera.actions.taken(try photograph("Landscape_2.jpg"))
            #expect(try await camera.until { $0.notice != nil }.notice?.happened == "Máy hết chỗ chứa.")
            await phone.die()
        }
    }
}
