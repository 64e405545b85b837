import Support
import Testing

@testable import LangNgheKit

/// Where it is: by satellite, by name, on the map.
@MainActor
@Suite(.timeLimit(.minutes(2)))
struct PlaceTests {
    @Test("a place that was chosen by hand stays, until the person asks the satellites")
    func byHand() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            let page = try await phone.page()
            try await page.until { $0.place == .searching }
            try await phone.choosePlace()
            // Somewhere in Kinh Bắc.
            handset.sky.say(.found(.init(lat: 21.186, lon: 106.076, accuracyMetres: 20)))
            page.actions.choosePlace()
            try await phone.place().until { $0.here != nil }
            #expect(phone.screens.back())
            try await page.until { $0.place == .chosen(commune: "Xã Tam Tiến") }
            page.actions.locate()
            try await page.until {
                if case .chosen(let commune) = $0.place { commune != "Xã Tam Tiến" } else { false }
            }
            await phone.die()
        }
    }

    @Test("a refused permission and a place outside the province are said plainly")
    func refusedAndOutside() async throws {
        try await World.with { world in
            let handset = try world.handset()
            handset.sky.say(.refused)
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            let page = try await phone.page()
            try await page.until { $0.place == .unknown(permissionRefused: true) }
            handset.sky.forget()
            page.actions.locate()
            handset.sky.say(.found(.init(lat: 21.0285, lon: 105.8542, accuracyMetres: 10)))
            try await page.until {
                if case .outside(_, let kilometres) = $0.place { 5...40 ~= kilometres } else { false }
            }
            await phone.die()
        }
    }

    @Test("a draft that is found again later doesn't take the place of where the phone is then")
    func foundAgain() async throws {
        try await World.with { world in
            let handset = try world.handset()
            let phone = await handset.start()
            try await phone.reportUpToThePage()
            let saved = await phone.die()
            handset.sky.say(.found(inTamTien))
            var patience = Patience()
            patience.stillThere = .zero
            let searches = handset.sky.searches
            let later = await handset.start(handset.kit(patience), saved)
            let page = try await later.page()
            #expect(try await page.until { !$0.loading }.place == .unknown(permissionRefused: false))
            #expect(handset.sky.searches == searches)
            page.actions.locate()
            try await page.until { $0.place == .found(commune: "Xã Tam Tiến", accuracyMetres: 12) }
            await later.die()
        }
    }

    @Test("communes are found by today's names and by former ones, on the list and on the map")
    func communes() async throws {
        try await World.with { world in
            let phone = try await world.handset().start()
            try await phone.reportUpToThePage()
            try await phone.page().actions.choosePlace()
            let places = try await phone.place()
            let all = try await places.until {
                !$0.matches.isEmpty && !$0.map.isEmpty && !$0.boundaryNotice.isEmpty
            }
            #expect(all.matches.count == 99 && all.map.count == 99)
            let names = all.matches.map { String($0.name.drop { $0 != " " }.dropFirst()) }
            #expect(names.first == "An Lạc", "by their own names, in the order of the Vietnamese alphabet")
            let (dai, dong) = (names.firstIndex(of: "Dương Hưu"), names.firstIndex(of: "Đa Mai"))
            #expect(try #require(dai) < #require(dong), "Đ comes after D")
            places.actions.search("tam tien")
            #expect(try await places.until { $0.matches.count < 90 }.matches.first?.code == "07264")
            places.actions.tap(MapPoint(lat: 21.5025, lon: 106.0760))
            try await places.until { $0.chosen == "07264" }
            places.actions.choose("07264")
            try await phone.choosePlace()
            try await phone.page().actions.choosePlace()
            let again = try await phone.place().until { !$0.matches.isEmpty }
            #expect(again.matches.first?.code == "07264", "what was used before comes first")
            await phone.die()
        }
    }
}
