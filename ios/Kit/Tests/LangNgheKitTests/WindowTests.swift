import Foundation
import Support
import Testing

@testable import LangNgheKit

/// A window's own life, and the screens that aren't about a report.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct WindowTests {
    @Test("the first start ends with a consent that the person gives")
    func firstStart() async throws {
        try await World.with { world in
            let handset = try world.newHandset()
            let phone = await handset.start()
            #expect(phone.route == .welcome)
            let welcome = phone.screens.welcome()
            let first = try await welcome.until { !$0.consent.isEmpty }
            #expect(!first.agreed)
            #expect(first.emergency.map(\.number) == ["112", "113", "114", "115"])
            #expect(first.notFor.count == 4)
            welcome.actions.next()
            #expect(welcome.state.step == .consent)
            welcome.actions.begin()
            #expect(phone.route == .welcome)
            #expect(phone.screens.back(), "back to what it is")
            #expect(welcome.state.step == .whatItIs)
            #expect(!phone.screens.back(), "and from there out of the app")
            phone.screens.follow("langnghe://report/019aa1b2-0000-7000-8000-00000000000a")
            #expect(phone.route == .welcome)
            welcome.actions.next()
            welcome.actions.agree(true)
            welcome.actions.begin()
            #expect(phone.route == .home)
            let again = await handset.start(await phone.die())
            #expect(again.route == .home)
            await again.die()
        }
    }

    @Test("a newer consent is asked for")
    func newerConsent() async throws {
        try await World.with { world in
            let handset = try world.newHandset()
            handset.preferences.put("0", for: Remembered.Key.consent)
            let phone = await handset.start()
            #expect(phone.route == .welcome)
            await phone.die()
        }
    }

    @Test("a lost key is said, and the person may start clean with the old store set aside")
    func keyLost() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let before = await handset.start()
            try await before.reportUpToThePage()
            await before.die()
            let store = try Data(contentsOf: try storeFile(handset.folder))
            handset.keys.breaks(.lost)
            let phone = await handset.start()
            guard case .trouble(let trouble) = phone.screens.start.state else {
                Issue.record("it is \(phone.screens.start.state)")
                return
            }
            #expect(trouble.canStartClean)
            #expect(trouble.notice.happened == "Máy không còn giữ khóa mở dữ liệu.")
            #expect(try Data(contentsOf: try storeFile(handset.folder)) == store, "nothing was touched")
            phone.screens.start.actions.startClean()
            try await phone.opened()
            try await phone.items { $0.isEmpty }
            await phone.die()
            let aside = try files(handset.folder).filter { (try? Data(contentsOf: $0)) == store }
            #expect(aside.count == 1, "the old store is still there, as it was")
            let again = await handset.start()
            try await again.opened()
            await again.die()
        }
    }

    @Test("a key that can't be had now is had later")
    func keyLater() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.keys.breaks(.notNow)
            let phone = await handset.start()
            guard case .trouble(let trouble) = phone.screens.start.state else {
                Issue.record("it is \(phone.screens.start.state)")
                return
            }
            #expect(trouble.canRetry && !trouble.canStartClean)
            handset.keys.breaks(nil)
            phone.screens.start.actions.retry()
            try await phone.opened()
            await phone.die()
        }
    }

    @Test("a setting holds at once, everywhere, and after a restart")
    func settings() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            let home = phone.screens.home()
            #expect(try await home.until { !$0.emergency.isEmpty }.emergency[1].name == "Công an")
            home.actions.settings()
            let settings = phone.screens.settings()
            settings.actions.language(.english)
            #expect(home.state.emergency[1].name == "Police")
            settings.actions.textSize(.largest)
            settings.actions.hideScreens(true)
            settings.actions.photosOnWifiOnly(true)
            #expect(phone.screens.look == Look(language: .english, textSize: .largest, screensHidden: true))
            let used = try await settings.ready(\.dataUsed)
            #expect(used[0].month.wholeMatch(of: /[01][0-9]\/20[0-9]{2}/) != nil, "\(used[0].month)")
            #expect(settings.state.version == "0.1.0")
            #expect(settings.state.about.count > 4 && settings.state.about.allSatisfy { !$0.isEmpty })
            settings.actions.back()
            #expect(phone.route == .home)
            await phone.die()
            let again = await handset.start()
            #expect(again.screens.look.language == .english && again.screens.look.screensHidden)
            #expect(again.screens.settings().state.photosOnWifiOnly)
            await again.die()
        }
    }

    @Test("who chose no language reads that of their phone, and why something waits")
    func ownLanguage() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.language = .english
            handset.network.link = .offline
            let phone = await handset.start()
            try await phone.send()
            try await phone.items { $0.map(\.title) == ["Dykes and irrigation"] }
            let home = phone.screens.home()
            let state = try await home.until { $0.waiting == 1 }
            #expect(state.link == .offline)
            #expect(state.why == "No signal yet. The phone sends by itself later.")
            home.actions.call("114")
            #expect(handset.dialer.dialled == ["114"])
            await phone.die()
        }
    }

    @Test("a window that was left goes on with the same screens, and its store was let go of")
    func leftAndBack() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            let draft = try await phone.reportUpToThePage()
            let page = phone.screens.page(draft: draft)
            page.actions.write("Đê")
            await phone.screens.pause()
            await phone.screens.pause()
            #expect(phone.kit.phones.running == nil)
            await phone.screens.resume()
            await phone.screens.resume()
            #expect(phone.screens.page(draft: draft).actions === page.actions)
            #expect(page.state.text == "Đê")
            #expect(phone.screens.back())
            try await phone.at(.category(draft: draft))
            // The screen that slides away is drawn to its end, as it was.
            #expect(phone.screens.page(draft: draft).actions === page.actions)
            await phone.die()
        }
    }

    @Test("while it is left, the platform is asked to leave the process awake")
    func awake() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            try await phone.page().actions.write("Đê")
            let leaving = Task { await phone.screens.pause() }
            try await until(handset.background, \.isAwake) { $0 }
            #expect(phone.kit.phones.running != nil)
            try await until(handset.background, \.isAwake) { !$0 }
            #expect(phone.kit.phones.running == nil)
            await leaving.value
            await phone.die()
        }
    }

    @Test("pixels are read while the app is open")
    func pixels() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            try await phone.reportUpToThePage()
            let picture = try #require(try await phone.page().until { !$0.pictures.isEmpty }.pictures.first)
            let photographs = phone.kit.photographs
            let thumbnail = try #require(await photographs.thumbnail(picture.id))
            let full = try #require(await photographs.full(picture.id))
            #expect(thumbnail.count < full.count)
            #expect(try full.count < photograph().count)
            #expect(Array(full.prefix(2)) == [0xff, 0xd8])
            #expect(await photographs.full(4_711) == nil)
            await phone.screens.pause()
            #expect(await photographs.thumbnail(picture.id) == nil)
            await phone.die()
        }
    }

    /// A phone's database.
    private func storeFile(_ folder: URL) throws -> URL {
        try #require(try files(folder).first { $0.pathExtension == "db" && !$0.path.contains("set-aside") })
    }

    private func files(_ folder: URL) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).map(folder.appendingPathComponent)
    }
}
