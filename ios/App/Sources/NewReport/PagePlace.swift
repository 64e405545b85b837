import LangNgheKit
import SwiftUI

/// The category; the whole line leads to another one.
struct PageCategory: View {
    let category: CategoryTile?
    let change: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        LeadingLine(change: category == nil ? texts.page.chooseOne : texts.page.change, act: change) {
            if let category { Pictogram(code: category.code, size: 44) }
            Text(category?.name ?? texts.page.noCategory).font(.strong)
        }
    }
}

/// Where it is, how sure the phone is of that, and how to say it better.
struct PagePlace: View {
    let place: PlaceState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        switch place {
        case .found, .chosen:
            LeadingLine(change: texts.page.change) {
                actions.choosePlace()
            } content: {
                PlaceWords(place: place)
            }
        case .searching, .outside, .unknown:
            VStack(alignment: .leading, spacing: 10) {
                PlaceWords(place: place)
                QuietButton(texts.place.choose, sign: .search) { actions.choosePlace() }
                if place != .searching {
                    QuietButton(texts.place.locate, sign: .target) { actions.locate() }
                }
            }
            .card(padding: 12)
        }
    }
}

private struct PlaceWords: View {
    let place: PlaceState

    @Environment(\.texts) private var texts

    var body: some View {
        Beside(sign: place == .searching ? .target : .pin, colour: .cham) {
            VStack(alignment: .leading, spacing: 2) {
                Text(name).font(.strong)
                if let more { Text(more).font(.small).foregroundStyle(.inkSoft) }
            }
        }
        .accessibilityElement(children: .combine)
        .announcing(name)
    }

    private var name: String {
        switch place {
        case .searching: texts.place.searching
        case .found(let commune, _), .chosen(let commune): commune
        case .outside: texts.place.outside
        case .unknown: texts.place.unknown
        }
    }

    private var more: String? {
        switch place {
        case .searching: texts.place.searchingMore
        case .found(_, let metres): metres.map { texts.place.found(metres: "\($0)") }
        case .chosen: texts.place.chosen
        case .outside(let nearest, let kilometres):
            texts.place.outsideMore(nearest: nearest, kilometres: "\(kilometres)")
        case .unknown(let isRefused): isRefused ? texts.place.refused : texts.place.unknownMore
        }
    }
}
