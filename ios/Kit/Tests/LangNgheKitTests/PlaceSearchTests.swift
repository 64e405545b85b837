import LangNgheCore
import Observation
import Support
import Testing

@testable import LangNgheKit

/// Looking for the phone, with a sky and a time that obey.
@MainActor
@Suite(.timeLimit(.minutes(1)))
final class PlaceSearchTests {
    private let saved = Notes()
    private let sky = FakeSky()
    private let time = ManualTime()
    private let tasks = Tasks()
    private lazy var search = PlaceSearch(tasks, sky, time, limit: .seconds(120)) { [saved] draft, fix, _ in
        saved.add("\(draft) \(fix.accuracyMetres ?? -1)")
    }

    private func fix(_ accuracy: Double?) -> Fix { .found(.init(lat: 21.5, lon: 106, accuracyMetres: accuracy)) }

    @Test("what is found before there is a draft goes into it when it is begun")
    func beforeTheDraft() async throws {
        search.start()
        sky.say(fix(80))
        try await until(search, \.progress) { $0.best != nil }
        #expect(saved.all.isEmpty)
        search.belongsTo("a")
        try await until(saved, \.all) { $0 == ["a 80.0"] }
    }

    @Test("only what is better takes the place of what there is, and the best ends the search")
    func better() async throws {
        search.start("a")
        for (accuracy, best) in [(80, 80), (200, 80), (nil, 80), (40, 40), (9, 9)] as [(Double?, Double)] {
            sky.say(fix(accuracy))
            try await until(saved, \.all) { $0.last == "a \(best)" }
        }
        try await until(search, \.progress) { !$0.searching }
        sky.say(fix(3))
        #expect(saved.all == ["a 80.0", "a 40.0", "a 9.0"])
    }

    @Test("a commune that was chosen by hand stays, unless the person asks")
    func byHand() {
        let here = Fix.Found(lat: 21.5, lon: 106, accuracyMetres: 9)
        let point = PlacePoint(lat: 21.5, lon: 106, accuracy: 9)
        func change(_ whereabouts: WhereaboutsView, _ onPurpose: Bool) -> DraftChange? {
            placeChange(whereabouts, here, there: "1", onPurpose: onPurpose)
        }
        let byPhone = WhereaboutsView.commune(code: "07264", name: "Xã Tam Tiến", byHand: false)
        for open in [byPhone, .unknown, .outside(nearest: "x", metres: 1)] {
            for onPurpose in [true, false] { #expect(change(open, onPurpose) == .only(point: point)) }
        }
        let byHand = WhereaboutsView.commune(code: "07264", name: "Xã Tam Tiến", byHand: true)
        #expect(change(byHand, false) == nil)
        #expect(change(byHand, true) == .only(point: point, commune: "1"))
    }

    @Test("it says that it may not look, and goes on if it may after all")
    func refused() async throws {
        search.start("a")
        sky.say(.refused)
        try await until(search, \.progress) { $0.refused }
        sky.say(.unavailable, fix(30))
        try await until(search, \.progress) { !$0.refused && $0.best != nil }
        try await until(saved, \.all) { $0 == ["a 30.0"] }
    }

    @Test("it ends when there is no time left, and what was found stays")
    func noTime() async throws {
        search.start("a")
        sky.say(fix(30))
        try await until(saved, \.all) { $0.count == 1 }
        try await until(time, \.waiting) { $0 == 1 }
        time.advance(by: .seconds(119))
        #expect(search.progress.searching)
        time.advance(by: .seconds(1))
        try await until(search, \.progress) { !$0.searching }
        #expect(search.progress.best != nil)
    }

    @Test("a new search has nothing to do with the old one")
    func anew() async throws {
        search.start("a")
        sky.say(fix(30))
        try await until(saved, \.all) { $0 == ["a 30.0"] }
        sky.forget()
        search.start()
        #expect(search.progress == .init(searching: true))
        search.belongsTo("b")
        sky.say(fix(90))
        try await until(saved, \.all) { $0 == ["a 30.0", "b 90.0"] }
        search.stop()
        #expect(search.progress == .init())
        search.belongsTo("c")
        #expect(search.progress == .init(), "nothing is looked for any more")
    }
}

/// What was noted, in its order.
@MainActor @Observable
final class Notes {
    private(set) var all: [String] = []

    func add(_ note: String) { all.append(note) }
}
