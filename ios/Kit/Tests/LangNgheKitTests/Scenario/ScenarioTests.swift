import Foundation
import Support
import Testing

@testable import LangNgheKit

/// The table of scenarios (`tests/scenarios`), run on the view models: events in, what is seen out. The
/// core and the other shell run the same table.
@MainActor
@Suite(.timeLimit(.minutes(3)))
struct ScenarioTests {
    @Test("every scenario of the table", arguments: Table.files)
    func scenario(file: String) async throws {
        let scenario = try Scenario(file)
        try await World.with { world in
            let person = try await Person(world, scenario)
            for (place, step) in scenario.steps.enumerated() {
                do {
                    switch step {
                    case .event(let words): try await happens(words, person)
                    case .expectation(let words): try await sees(words, person)
                    }
                } catch {
                    throw InVain("step \(place) of \(file): \(step): \(error)")
                }
            }
            await person.phone.die()
        }
    }

    @Test("there is a table")
    func thereIsOne() { #expect(Table.files.count > 20) }

    @Test("every event and expectation of the vocabulary is known here, with its fields, and no other")
    func vocabulary() throws {
        let written = try Vocabulary.written()
        #expect(Dictionary(uniqueKeysWithValues: Event.all.map { ($0.name, $0.fields) }) == written.events)
        #expect(Set(screensThatAreSeen.keys) == Set(written.expectations.keys))
    }

    @Test("what nobody knows is refused")
    func strange() throws {
        _ = try step(#"{"do": "write", "text": "a"}"#)
        _ = try step(#"{"see": "home", "rows": [{"sent": 0}]}"#)
        let strange = [
            #"{"do": "dance"}"#, #"{"do": "write"}"#, #"{"do": "write", "text": "a", "loud": true}"#,
            #"{"do": "send", "see": "home"}"#, #"{"see": "moon", "phase": 1}"#, #"{"see": "home"}"#,
            #"{"see": "home", "rows": [{"colour": "red"}]}"#, #"{"see": "report", "rating": {"moons": 1}}"#,
            #"{"say": "hello"}"#,
        ]
        for strange in strange { #expect(throws: Strange.self, "\(strange)") { try step(strange) } }
    }

    @Test("what is not named may be anything, and a list must be as long")
    func fits() throws {
        let actual = try json(#"{"waiting": 1, "rows": [{"rung": "draft", "sent": 0}]}"#)
        for fits in ["{}", #"{"rows": [{"rung": "draft"}]}"#, #"{"rows": [{}]}"#] {
            #expect(try difference(json(fits), actual) == nil)
        }
        let others = [
            #"{"waiting": 0}"#, #"{"waiting": null}"#, #"{"waiting": "1"}"#, #"{"rows": []}"#, #"{"rows": [{}, {}]}"#,
            #"{"rows": [{"rung": "waiting"}]}"#, #"{"rows": [{"row": "draft"}]}"#, #"{"row": []}"#,
        ]
        for other in others { #expect(try difference(json(other), actual) != nil) }
    }

    private func happens(_ words: Said, _ person: Person) async throws {
        guard let event = Event.all.first(where: { $0.name == words.name }) else { throw Strange("\(words)") }
        try await event.happen(person, words)
    }

    /// Waits until it is seen.
    private func sees(_ words: Said, _ person: Person) async throws {
        let mine = try Vocabulary.written().shells[words.name] ?? []
        let expected = only(words.fields, mine)
        guard let look = try await screensThatAreSeen[words.name]?(person) else { throw Strange("\(words)") }
        for await actual in observed(look) {
            guard let actual else { continue }
            let strange = paths(actual).subtracting(mine)
            guard strange.isEmpty else { throw Strange("the vocabulary doesn't give \(strange) to shells") }
            if difference(expected, actual) == nil { return }
        }
        let why = look().flatMap { difference(expected, $0) } ?? " wasn't seen"
        throw InVain("\(words.name)\(why)\nat \(person.route)")
    }

    private func step(_ text: String) throws -> Step { try Step(json(text)) }

    private func json(_ text: String) throws -> JSON { try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }
}
