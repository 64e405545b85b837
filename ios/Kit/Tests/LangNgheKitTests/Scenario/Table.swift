import Foundation
import Support

// Scenarios, as they are written: read strictly, so that a word nobody knows fails the test instead of
// being passed over.

/// Something in the table that nobody knows.
struct Strange: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The table: `tests/scenarios`.
enum Table {
    private static let folder = repository.appendingPathComponent("tests/scenarios")

    static let vocabulary = "vocabulary.json"

    /// The names of its files, in the alphabet's order.
    static let files: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".json") && $0 != vocabulary }.sorted()
    }()

    static func read(_ file: String) throws -> [String: JSON] {
        let text = try Data(contentsOf: folder.appendingPathComponent(file))
        return try JSONDecoder().decode([String: JSON].self, from: text)
    }
}

/// An event or an expectation, and what it says beside its name.
struct Said: Sendable, CustomStringConvertible {
    let name: String
    let fields: JSON

    var description: String { "\(name) \(fields)" }

    func text(_ field: String) throws -> String { try find(field, \.asText) }

    func texts(_ field: String) throws -> [String] { try find(field, \.texts) }

    func number(_ field: String) throws -> Int { Int(try find(field, \.asNumber)) }

    func decimal(_ field: String) throws -> Double { try find(field, \.asNumber) }

    func flag(_ field: String) throws -> Bool { try find(field, \.asFlag) }

    /// Whether it says so, of what may be left out.
    func says(_ field: String) -> Bool { fields.fields?[field] != nil }

    private func find<Value>(_ field: String, _ read: (JSON) -> Value?) throws -> Value {
        guard let value = fields.fields?[field].flatMap(read) else { throw Strange("\(self) doesn't say its \(field)") }
        return value
    }
}

/// One line of a scenario.
enum Step: Sendable {
    case event(Said)
    case expectation(Said)

    /// A step that says nothing but what the vocabulary has.
    init(_ written: JSON) throws {
        guard var fields = written.fields else { throw Strange("\(written) is no step") }
        switch (fields.removeValue(forKey: "do"), fields.removeValue(forKey: "see")) {
        case (.text(let name), nil): self = .event(try checkedEvent(Said(name: name, fields: .object(fields))))
        case (nil, .text(let name)):
            self = .expectation(try checkedExpectation(Said(name: name, fields: .object(fields))))
        default: throw Strange("neither an event nor an expectation: \(written)")
        }
    }
}

/// A scenario, each of its words known.
struct Scenario: Sendable {
    let firstStart: Bool
    let noServer: Bool
    let serverWithout: [String]
    let steps: [Step]

    init(_ file: String) throws {
        let written = try Table.read(file)
        let keys: Set = ["name", "why", "first_start", "no_server", "server_without", "steps"]
        let strange = Set(written.keys).subtracting(keys)
        guard strange.isEmpty else { throw Strange("\(file) says \(strange)") }
        guard written["name"]?.asText?.isEmpty == false, written["why"]?.asText?.isEmpty == false else {
            throw Strange("\(file) doesn't say what it shows, and why")
        }
        guard case .list(let steps) = written["steps"] else { throw Strange("\(file) has no steps") }
        firstStart = written["first_start"] == .flag(true)
        noServer = written["no_server"] == .flag(true)
        serverWithout = written["server_without"]?.texts ?? []
        self.steps = try steps.map(Step.init)
    }
}

private func checkedEvent(_ words: Said) throws -> Said {
    guard let known = try Vocabulary.written().events[words.name] else { throw Strange("no event \(words.name)") }
    let named = paths(words.fields)
    let strange = named.subtracting(known.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 })
    guard strange.isEmpty else { throw Strange("\(words.name) has no \(strange)") }
    let missing = Set(known.filter { !$0.hasSuffix("?") }).subtracting(named)
    guard missing.isEmpty else { throw Strange("\(words.name) needs its \(missing)") }
    return words
}

private func checkedExpectation(_ words: Said) throws -> Said {
    guard let known = try Vocabulary.written().expectations[words.name] else {
        throw Strange("nobody can see \(words.name)")
    }
    let named = paths(words.fields)
    guard named.isSubset(of: known) else { throw Strange("\(words.name) has no \(named.subtracting(known))") }
    guard !named.isEmpty else { throw Strange("\(words.name) expects nothing") }
    return words
}
