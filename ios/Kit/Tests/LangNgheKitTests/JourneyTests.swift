import Support
import Testing

@testable import LangNgheKit

private let answer = "Đã cử người đến đắp đê, xong trước tối nay."

/// Once around: from the camera to the officer and back, with the real core and the real server.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct JourneyTests {
    @Test("a report reaches the officer, and the answer the person")
    func thereAndBack() async throws {
        try await World.with { world in
            let server = try await world.server()
            let handset = try world.handset(server)
            let phone = await handset.start()
            let id = try await phone.send("Đê sạt lở.")
            try await phone.saved().until { $0.ladder.rung == .complete }
            #expect(phone.screens.askForNotifications)
            phone.screens.notificationsAsked()
            #expect(!phone.screens.askForNotifications)
            try await phone.saved().actions.open()
            #expect(phone.route == .report(id))
            let arrived = try await phone.report(id) { $0.reference != nil && $0.clocks.count == 2 }
            #expect(arrived.title == "Đê điều, thủy lợi")
            #expect(arrived.place == "Xã Tam Tiến")
            #expect(arrived.timeline.first?.kind == .received)

            let officer = try await server.officer()
            let address = try await officer.onlyCase()
            #expect(try await officer.page(address).contains("Đê sạt lở."))
            try await officer.takeStep(address, "accept")
            try await officer.takeStep(address, "reply", answer)
            phone.screens.home().actions.sync()
            let answered = try await phone.report(id) { $0.timeline.contains { $0.body == answer } }
            #expect(answered.ladder.accepted)
            #expect(answered.status?.words == "Đã tiếp nhận")

            try await phone.report().actions.reply("Cảm ơn, mong sớm xong.")
            try await phone.report(id) { $0.pending.isEmpty && $0.timeline.contains { $0.kind == .said } }
            #expect(try await officer.page(address).contains("Cảm ơn, mong sớm xong."))
            try await until(handset.background, \.submissions) { $0 == 2 }
            await phone.die()
            #expect(handset.asked.onMainThread.isEmpty)
        }
    }

    @Test("what is said about a report travels, whatever it is")
    func whateverIsSaid() async throws {
        try await World.with { world in
            let server = try await world.server()
            let phone = try await world.handset(server).start()
            let id = try await phone.send()
            try await phone.saved().until { $0.ladder.rung == .complete }
            phone.screens.navigator.home(.report(id))
            let report = phone.screens.report(id)
            try await phone.report(id) { $0.can.contains(.addText) }
            report.actions.addText("Nước đang lên.")
            report.actions.addPhotograph()
            try await phone.camera().actions.taken(photograph("Landscape_2.jpg"))
            try await phone.at(.report(id))
            try await phone.report(id) { $0.pictures.count == 2 && $0.pending.isEmpty && $0.ladder.photosSent == 2 }

            let officer = try await server.officer()
            let address = try await officer.onlyCase()
            #expect(try await officer.page(address).contains("Nước đang lên."))
            try await officer.takeStep(address, "accept")
            try await officer.takeStep(address, "start")
            try await officer.takeStep(address, "resolve", "Đã đắp xong.")
            phone.screens.home().actions.sync()
            try await phone.report(id) { $0.can.contains(.confirm) }
            try await phone.items { $0.contains { $0.needsYou } }
            report.actions.reopen("Vẫn còn rò nước.", withPhotograph: true)
            try await phone.camera().actions.taken(photograph("Landscape_3.jpg"))
            try await phone.at(.report(id))
            try await phone.report(id) { $0.pictures.count == 3 && $0.ladder.photosSent == 3 }
            try await phone.report(id) { $0.pending.isEmpty && $0.timeline.contains { $0.body == "Vẫn còn rò nước." } }
            try await officer.takeStep(address, "start")
            try await officer.takeStep(address, "resolve", "Đã đắp lại.")
            phone.screens.home().actions.sync()
            try await phone.report(id) { $0.can.isSuperset(of: [.rate, .confirm]) }
            report.actions.rate(5, words: "Nhanh.")
            let rated = try await phone.report(id) { !$0.can.contains(.rate) }
            #expect(rated.rating == RatingView(stars: 5, words: "Nhanh."))
            report.actions.confirm()
            try await phone.report(id) { $0.pending.isEmpty && $0.status?.words == "Người dân xác nhận đã xong" }
            try await phone.items { $0.allSatisfy { !$0.needsYou } }
            await phone.die()
        }
    }

    @Test("offline everything is kept, and carried later by a task without a window")
    func offline() async throws {
        try await World.with { world in
            let server = try await world.server()
            let handset = try world.handset(server)
            handset.network.link = .offline
            let phone = await handset.start()
            let id = try await phone.send("Mất điện cả thôn.")
            try await phone.items { !$0.isEmpty }
            await phone.screens.pause()
            #expect(handset.background.waits == 1)
            await phone.die()

            handset.network.link = .free
            #expect(await handset.carry() == .done)
            #expect(handset.notifications.unsent == nil)
            #expect(handset.notifications.news.isEmpty)
            let officer = try await server.officer()
            try await officer.takeStep(officer.onlyCase(), "reply", answer)
            #expect(await handset.carry() == .done)
            #expect(await handset.carry() == .done)
            #expect(handset.notifications.news.map(\.report) == [id])
            #expect(handset.notifications.news.map(\.text) == [answer])
            #expect(handset.notifications.news.map(\.title) == ["Đê điều, thủy lợi: Có trả lời"])

            let again = await handset.start()
            again.screens.follow(DeepLink.to(id))
            try await again.report(id) { $0.timeline.contains { $0.body == answer } }
            // Who reads it needn't be told of it any longer.
            try await until(handset.notifications, \.withdrawn) { $0.contains(id) }
            await again.die()
        }
    }

    @Test("a report is taken back before the server ever heard of it")
    func takenBack() async throws {
        try await World.with { world in
            let phone = try await world.lonelyHandset().start()
            let id = try await phone.send()
            try await phone.saved().actions.open()
            try await phone.report(id) { $0.can.contains(.withdraw) }
            let report = phone.screens.report(id)
            report.actions.withdraw()
            try await phone.report(id) { $0.ladder.rung == .withdrawn && $0.can.isEmpty }
            report.actions.confirm()
            try await report.until { $0.notice != nil }
            report.actions.dismissNotice()
            #expect(report.state.notice == nil)
            #expect(phone.screens.back())
            #expect(phone.route == .home)
            await phone.die()
        }
    }

    @Test("a report that isn't on this phone is said not to be")
    func strange() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            let strange = "019aa1b2-0000-7000-8000-00000000000a"
            phone.screens.follow("langnghe://report/\(strange)")
            #expect(phone.route == .report(strange))
            let state = try await phone.screens.report(strange).until { $0.content != .loading }
            #expect(state.content == .failed(Notice("Trên máy không có phản ánh này.")))
            await phone.die()
        }
    }
}
