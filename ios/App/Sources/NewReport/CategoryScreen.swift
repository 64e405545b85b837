import LangNgheKit
import SwiftUI

/// What it is about: pictures to tap.
struct CategoryScreen: View {
    let state: CategoryState
    let actions: any CategoryActions

    @Environment(\.texts) private var texts
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Framed {
            LazyVGrid(columns: columns, spacing: 8) {
                ForEach(state.tiles) { tile in
                    Tile(tile: tile, isChosen: tile.code == state.chosen) { actions.choose(tile.code) }
                }
            }
        }
        .navigationTitle(texts.category.title)
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            if let picture = state.picture {
                ToolbarItem(placement: .primaryAction) {
                    Picture(picture: picture, label: texts.photo.yours)
                        .frame(width: 36, height: 36)
                        .clipShape(RoundedRectangle(cornerRadius: 8))
                }
            }
        }
    }

    /// Large words would be broken in a narrow tile: they get a whole row.
    private var columns: [GridItem] {
        size.isAccessibilitySize ? [GridItem(.flexible())] : [GridItem(.adaptive(minimum: 100), spacing: 8)]
    }
}

private struct Tile: View {
    let tile: CategoryTile
    let isChosen: Bool
    let choose: @MainActor () -> Void

    @Environment(\.texts) private var texts
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Button(action: choose) {
            layout {
                Pictogram(code: tile.code, size: 52)
                Text(tile.name).font(.smallStrong)
            }
            .multilineTextAlignment(size.isAccessibilitySize ? .leading : .center)
            .padding(.horizontal, 6)
            .padding(.vertical, 10)
            .frame(maxWidth: .infinity, minHeight: 112, maxHeight: .infinity)
            .foregroundStyle(.ink)
            .background(isChosen ? Color.chamSoft : .card, in: shape)
            .overlay(shape.strokeBorder(isChosen ? Color.cham : .hairline, lineWidth: isChosen ? 2.5 : 1))
            .overlay(alignment: .topTrailing) {
                if tile.dangerous { Sign.phone.image.font(.small).foregroundStyle(.son).padding(8) }
            }
        }
        .buttonStyle(Pressed())
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(isChosen ? [.isButton, .isSelected] : .isButton)
        .accessibilityHint(tile.dangerous ? texts.category.callFirst : "")
    }

    private var shape: RoundedRectangle { RoundedRectangle(cornerRadius: 16) }

    private var layout: AnyLayout {
        size.isAccessibilitySize ? AnyLayout(HStackLayout(spacing: 14)) : AnyLayout(VStackLayout(spacing: 6))
    }
}
