import Support
import Testing

@testable import LangNgheKit

/// A dyke in Xã Tam Tiến.
let inTamTien = Fix.Found(lat: 21.5025, lon: 106.0760, accuracyMetres: 12)

/// How little a person has to do.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct NewReportTests {
    @Test("with satellites it takes four taps")
    func fourTaps() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.sky.say(.found(inTamTien))
            let phone = await handset.start()
            phone.screens.home().actions.capture()
            try await phone.camera().actions.taken(photograph())
            try await phone.category().actions.choose("dyke")
            let page = try await phone.page()
            try await page.until { $0.place == .found(commune: "Xã Tam Tiến", accuracyMetres: 12) }
            page.actions.send()
            try await phone.saved().until { $0.ladder.rung == .waiting || $0.ladder.rung == .sending }
            try await until(handset.background, \.submissions) { $0 == 1 }
            await phone.die()
        }
    }

    @Test("without satellites it takes six, by the list of communes")
    func sixTaps() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            phone.screens.home().actions.capture()
            try await phone.camera().actions.taken(photograph())
            try await phone.category().actions.choose("dyke")
            let page = try await phone.page()
            page.actions.choosePlace()
            let places = try await phone.place()
            let all = try await places.until { $0.matches.count > 90 }.matches
            let tamTien = try #require(all.first { $0.name == "Xã Tam Tiến" })
            places.actions.choose(tamTien.code)
            try await page.until { $0.place == .chosen(commune: "Xã Tam Tiến") }
            page.actions.send()
            _ = try await phone.at(\.savedOf)
            await phone.die()
        }
    }
}
