/// A value as scenarios write it.
enum JSON: Hashable, Sendable, Decodable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    init(_ text: String?) { self = text.map(JSON.text) ?? .null }

    init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .null }

    init(_ flag: Bool?) { self = flag.map(JSON.flag) ?? .null }

    init(_ texts: [String]) { self = .list(texts.map(JSON.text)) }

    var fields: [String: JSON]? { if case .object(let fields) = self { fields } else { nil } }

    var texts: [String]? {
        guard case .list(let list) = self else { return nil }
        let texts = list.compactMap(\.asText)
        return texts.count == list.count ? texts : nil
    }

    var asText: String? { if case .text(let text) = self { text } else { nil } }

    var asNumber: Double? { if case .number(let number) = self { number } else { nil } }

    var asFlag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
}

extension JSON: CustomStringConvertible {
    var description: String {
        switch self {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .number(let number): "\(number)"
        case .text(let text): "\"\(text)\""
        case .list(let list): "\(list)"
        case .object(let fields):
            "{" + fields.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
        }
    }
}

/// A name of an enumeration, as scenarios write it.
func written(_ name: some Any) -> String {
    "\(name)".reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
}
