import LangNgheCore
import LangNgheTexts

/// What people read, in one language.
struct Wording: Sendable {
    let language: Language
    let texts: Texts

    init(_ language: Language) {
        self.language = language
        texts = Texts(language)
    }

    /// What the core says in both languages.
    func callAsFunction(_ words: Words) -> String {
        switch language {
        case .vietnamese: words.vi
        case .english: words.en
        }
    }

    func emergency(_ services: [EmergencyView]) -> [EmergencyNumber] {
        services.map { EmergencyNumber(number: $0.number, name: self($0.name)) }
    }

    func place(_ whereabouts: WhereaboutsView) -> String {
        switch whereabouts {
        case .commune(_, let name, _): name
        case .outside(let nearest, _): texts.kit.outside(commune: nearest)
        case .unknown: texts.kit.noPlace
        }
    }
}
