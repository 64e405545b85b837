import SwiftUI

extension View {
    /// Lays it on a ground of its own, with room around it.
    func card(_ ground: Color = .card, padding: CGFloat = 16) -> some View {
        self
            .padding(padding)
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(ground, in: RoundedRectangle(cornerRadius: 16))
    }

    /// A row of a list whose content brings its own ground.
    func bareRow() -> some View {
        self
            .listRowInsets(EdgeInsets(top: 6, leading: 0, bottom: 6, trailing: 0))
            .listRowBackground(Color.clear)
            .listRowSeparator(.hidden)
    }
}
