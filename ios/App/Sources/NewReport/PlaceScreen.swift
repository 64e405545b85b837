import LangNgheKit
import SwiftUI

/// Where it is: by name, today's or the former one, or with a finger on the map.
struct PlaceScreen: View {
    let state: PlacePickerState
    let actions: any PlacePickerActions

    @Environment(\.texts) private var texts
    @State private var query: String

    init(state: PlacePickerState, actions: any PlacePickerActions) {
        self.state = state
        self.actions = actions
        _query = State(initialValue: state.query)
    }

    var body: some View {
        List {
            // Who types looks at the list; the keyboard leaves no room for more.
            if state.query.isEmpty { map }
            if state.matches.isEmpty, !state.query.isEmpty {
                Text(texts.picker.none(query: state.query)).announcing(texts.picker.none(query: state.query))
            }
            ForEach(state.matches, id: \.self) { match in
                Match(match: match, isChosen: match.code == state.chosen) { actions.choose(match.code) }
            }
        }
        .scrollContentBackground(.hidden)
        .background(Color.paper)
        .foregroundStyle(.ink)
        .searchable(
            text: $query,
            placement: .navigationBarDrawer(displayMode: .always),
            prompt: Text(texts.picker.searchHint)
        )
        .autocorrectionDisabled()
        .onChange(of: query) { _, now in actions.search(now) }
        .navigationTitle(texts.picker.title)
        .navigationBarTitleDisplayMode(.inline)
    }

    private var map: some View {
        VStack(alignment: .leading, spacing: 8) {
            CommuneMap(shapes: state.map, chosen: state.chosen, here: state.here) { actions.tap($0) }
                .frame(height: 280)
                .clipShape(RoundedRectangle(cornerRadius: 16))
            if let marked = state.map.first(where: { $0.code == state.chosen }) {
                StrongButton(texts.picker.take(name: marked.name), sign: .check) { actions.choose(marked.code) }
                    .announcing(texts.picker.take(name: marked.name))
            }
            Text(state.boundaryNotice).font(.small).foregroundStyle(.inkSoft)
        }
        .bareRow()
    }
}

private struct Match: View {
    let match: CommuneMatch
    let isChosen: Bool
    let choose: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        Button(action: choose) {
            Beside(sign: isChosen ? .check : .pin, colour: .cham) {
                VStack(alignment: .leading, spacing: 2) {
                    Text(match.name).font(.strong)
                    if let formerly = match.formerName {
                        Text(texts.picker.formerly(name: formerly)).font(.small).foregroundStyle(.inkSoft)
                    }
                }
            }
            .frame(minHeight: touch)
            .contentShape(Rectangle())
        }
        .buttonStyle(Pressed())
        .listRowBackground(isChosen ? Color.chamSoft : .card)
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(isChosen ? [.isButton, .isSelected] : .isButton)
    }
}
