import Foundation
import Support
import Testing

@testable import LangNgheKit

/// A process that the system ends at any step of a new report: the next one goes on where it was.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct ProcessDeathTests {
    /// The next process after that one.
    private func after(_ phone: Running, on handset: Handset) async throws -> Running {
        let saved = await phone.die()
        let onlyIds = saved.allSatisfy { $0.wholeMatch(of: /[a-z]+(\/[0-9a-f\-]{36})?/) != nil }
        #expect(onlyIds, "\(saved)")
        let next = await handset.start(saved)
        try await next.opened()
        return next
    }

    @Test("killed from outside, at every step", arguments: Doomed.Step.allCases)
    func killed(at step: Doomed.Step) async throws {
        try await World.with { world in
            let server = try await world.server()
            let folder = try world.phone()
            let id = try await Doomed.runAndKill(folder, server: server.url, at: step)
            let preferences = FilePreferences(folder.appendingPathComponent("preferences"))
            let handset = Doomed.handset(folder, server: server.url, preferences)
            handset.network.link = .offline
            let saved = try JSONDecoder().decode([String].self, from: Data(contentsOf: Doomed.way(folder)))
            let phone = await handset.start(saved)
            try await phone.opened()
            try await goOn(phone, from: step, id)
            await phone.die()
            handset.network.link = .free
            #expect(await handset.carry() == .done)
            let officer = try await server.officer()
            #expect(try await officer.page(officer.onlyCase()).contains(Doomed.words))
        }
    }

    /// Finds everything that was kept, and brings it to its end.
    private func goOn(_ phone: Running, from step: Doomed.Step, _ id: String) async throws {
        switch step {
        case .camera:
            #expect(phone.route == .camera(report: nil))
            try await phone.camera().actions.taken(photograph())
            try await phone.category().actions.choose("dyke")
        case .category:
            #expect(phone.route == .category(draft: id))
            try await phone.category().until { $0.picture != nil && !$0.tiles.isEmpty }
            try await phone.category().actions.choose("dyke")
        case .page, .place:
            #expect(phone.route == .page(draft: id))
            let page = try await phone.page().until { !$0.loading }
            #expect(page.text == Doomed.words)
            #expect(page.detail == Doomed.detail)
            let chosen = PlaceState.chosen(commune: "Xã Tam Tiến")
            #expect(page.place == (step == .place ? chosen : .unknown(permissionRefused: false)))
        case .safe:
            #expect(phone.route == .saved(report: id))
            #expect(try await phone.items { !$0.isEmpty }.map(\.id) == [id])
            return
        }
        if step != .place { try await phone.choosePlace() }
        let page = try await phone.page()
        page.actions.write(Doomed.words)
        page.actions.send()
        _ = try await phone.at(\.savedOf)
    }

    @Test("while the photograph is made ready")
    func whileMadeReady() async throws {
        try await World.with { world in
            let handset = try world.handset()
            var phone = await handset.start()
            phone.screens.home().actions.capture()
            try await phone.camera().actions.taken(photograph())
            phone = try await after(phone, on: handset)
            // It came in time or it didn't; a draft without anything in it is never left over.
            let items = try await phone.items()
            #expect(items.allSatisfy { $0.picture != nil })
            if phone.route.cameraOf != nil { try await phone.camera().actions.taken(photograph()) }
            _ = try await phone.at(\.categoryOf)
            await phone.die()
        }
    }

    @Test("before the photograph for which a draft was begun was kept")
    func emptyDraft() async throws {
        try await World.with { world in
            let handset = try world.handset()
            var phone = await handset.start()
            let begun = try await phone.kit.phones.use { try await $0.beginDraft() }
            let another = try await phone.reportUpToThePage()
            phone = try await after(phone, on: handset)
            #expect(try await phone.items { !$0.isEmpty }.map(\.id) == [another], "\(begun) holds nothing")
            await phone.die()
        }
    }

    @Test("at the places")
    func places() async throws {
        try await World.with { world in
            let handset = try world.handset()
            var phone = await handset.start()
            try await phone.reportUpToThePage()
            try await phone.page().actions.choosePlace()
            _ = try await phone.at(\.placeOf)
            phone = try await after(phone, on: handset)
            try await phone.place().actions.choose(commune)
            try await phone.page().until { $0.place == .chosen(commune: "Xã Tam Tiến") }
            await phone.die()
        }
    }

    @Test("between sending and being told so")
    func betweenSendingAndKnowing() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            let draft = try await phone.reportUpToThePage()
            try await phone.choosePlace()
            let saved = phone.screens.save()
            try await phone.page().actions.send()
            _ = try await phone.at(\.savedOf)
            await phone.die()
            // The way that the system remembered is older than what was done.
            let next = await handset.start(saved)
            _ = next.screens.page(draft: draft)
            #expect(try await next.at(\.savedOf) == draft)
            await next.die()
        }
    }

    @Test("after the draft was thrown away")
    func thrownAway() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            let draft = try await phone.reportUpToThePage()
            let saved = phone.screens.save()
            try await phone.page().actions.discard()
            try await phone.at(.home)
            await phone.die()
            let next = await handset.start(saved)
            _ = (next.screens.page(draft: draft), next.screens.category(draft: draft))
            try await until(next, \.route) { $0.pageOf == nil && $0.categoryOf == nil }
            await next.die()
        }
    }

    @Test("in the background nothing that was typed is lost at all")
    func inTheBackground() async throws {
        try await World.with { world in
            let handset = try world.handset()
            var phone = await handset.start()
            try await phone.reportUpToThePage()
            try await phone.page().actions.write("Đê sạt lở, cứu với")
            await phone.screens.pause()
            phone = try await after(phone, on: handset)
            #expect(try await phone.page().until { !$0.loading }.text == "Đê sạt lở, cứu với")
            await phone.die()
        }
    }
}
