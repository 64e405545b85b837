import LangNgheCore

// The page of a draft, from what is known.

private let metresPerKilometre = 1000.0

/// What is known of a draft's place: what the core has of it, or else how the search goes.
func place(_ draft: String, _ place: PlaceView?, _ search: PlaceSearch.Progress) -> PlaceState {
    switch place?.whereabouts {
    case .commune(_, let name, byHand: true):
        return .chosen(commune: name)
    case .commune(_, let name, byHand: false):
        return .found(commune: name, accuracyMetres: place?.point?.accuracy.map { Int($0.rounded()) })
    case .outside(let nearest, let metres):
        return .outside(nearest: nearest, kilometres: Int((metres / metresPerKilometre).rounded(.up)))
    case .unknown, nil:
        let isSearchedFor = search.draft == draft
        if isSearchedFor && search.searching && !search.refused { return .searching }
        return .unknown(permissionRefused: isSearchedFor && search.refused)
    }
}

extension Wording {
    func problems(_ draft: DraftView?) -> [PageField: Notice] {
        let problems = draft?.problems ?? []
        // Of two about the same field, the first is said.
        return Dictionary(problems.map { ($0.field.onPage, notice($0.guidance)) }) { first, _ in first }
    }
}

extension FieldName {
    fileprivate var onPage: PageField {
        switch self {
        case .category: .category
        case .answers: .answers
        case .text: .text
        case .place, .detail: .place
        case .photographs: .photographs
        }
    }
}
