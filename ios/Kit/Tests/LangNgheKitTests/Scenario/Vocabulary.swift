/// What scenarios may say.
struct Vocabulary: Sendable {
    /// Events, each with its fields; one that ends in `?` may be left out.
    let events: [String: [String]]
    /// Expectations, each with all of the fields that it may name.
    let expectations: [String: Set<String>]
    /// The same, with those alone that shells know.
    let shells: [String: Set<String>]

    /// The one there is.
    static func written() throws -> Vocabulary {
        let written = try Table.read(Table.vocabulary)
        guard Set(written.keys) == ["events", "expectations"], let events = written["events"]?.fields,
            let expectations = written["expectations"]?.fields
        else { throw Strange("another vocabulary: \(written.keys)") }
        return Vocabulary(
            events: try events.mapValues(texts),
            expectations: try expectations.mapValues { try fields($0, ["both", "shells", "core"]) },
            shells: try expectations.mapValues { try fields($0, ["both", "shells"]) }
        )
    }

    private static func fields(_ expectation: JSON, _ whose: [String]) throws -> Set<String> {
        guard let all = expectation.fields, Set(all.keys) == ["both", "shells", "core"] else {
            throw Strange("whose is \(expectation)?")
        }
        return Set(try whose.flatMap { try texts(all[$0] ?? .null) })
    }

    private static func texts(_ value: JSON) throws -> [String] {
        guard let texts = value.texts else { throw Strange("no list of fields: \(value)") }
        return texts
    }
}
