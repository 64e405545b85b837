// Whether what is seen is what was expected.

/// Where and how something differs from what was expected; nothing if it fits. What isn't named may be
/// anything; a list must have as many entries.
func difference(_ expected: JSON, _ actual: JSON) -> String? {
    switch (expected, actual) {
    case (.object(let expected), .object(let actual)):
        for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
            guard let found = actual[name] else { return ".\(name) isn't known to this runner" }
            if let why = difference(value, found) { return ".\(name)\(why)" }
        }
        return nil
    case (.list(let expected), .list(let actual)) where expected.count == actual.count:
        for (place, pair) in zip(expected, actual).enumerated() {
            if let why = difference(pair.0, pair.1) { return "[\(place)]\(why)" }
        }
        return nil
    default:
        return expected == actual ? nil : " is \(actual), not \(expected)"
    }
}

/// The paths to everything that a value names, such as `rows`, `rows[].title`, `rating.stars`.
func paths(_ value: JSON, _ at: String = "") -> Set<String> {
    switch value {
    case .object(let fields):
        fields.reduce(into: []) { $0.formUnion(paths($1.value, within(at, $1.key)).union([within(at, $1.key)])) }
    case .list(let list):
        list.reduce(into: []) { $0.formUnion(paths($1, "\(at)[]")) }
    default:
        []
    }
}

/// What is left of a value if only these paths may be named.
func only(_ value: JSON, _ mayBeNamed: Set<String>, _ at: String = "") -> JSON {
    switch value {
    case .object(let fields):
        let kept = fields.filter { mayBeNamed.contains(within(at, $0.key)) }
        let pairs = kept.map { ($0.key, only($0.value, mayBeNamed, within(at, $0.key))) }
        return .object(Dictionary(uniqueKeysWithValues: pairs))
    case .list(let list):
        return .list(list.map { only($0, mayBeNamed, "\(at)[]") })
    default:
        return value
    }
}

private func within(_ at: String, _ name: String) -> String { at.isEmpty ? name : "\(at).\(name)" }
