import LangNgheKit
import SwiftUI

/// A draft or a report in the list: what, where, when, and how far it has come.
struct HomeCard: View {
    let item: HomeItem
    let open: @MainActor () -> Void

    var body: some View {
        Button(action: open) {
            VStack(alignment: .leading, spacing: 10) {
                if item.needsYou { NeedsYou() }
                what
                if !item.isDraft { LadderStrip(ladder: item.ladder) }
                HStack(spacing: 8) {
                    Text(item.status ?? item.ladder.words).font(.smallStrong)
                    Spacer(minLength: 0)
                    Sign.chevron.image.font(.small).foregroundStyle(.inkSoft)
                }
            }
            .multilineTextAlignment(.leading)
            .card(padding: 12)
            .overlay(
                RoundedRectangle(cornerRadius: 16)
                    .strokeBorder(item.needsYou ? Color.hoe : .hairline, lineWidth: item.needsYou ? 2 : 1)
            )
        }
        .buttonStyle(Pressed())
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(.isButton)
    }

    private var what: some View {
        HStack(alignment: .top, spacing: 12) {
            if let picture = item.picture {
                Picture(picture: picture, label: nil)
                    .frame(width: 76, height: 76)
                    .clipShape(RoundedRectangle(cornerRadius: 12))
            }
            VStack(alignment: .leading, spacing: 2) {
                Text(item.title).font(.strong)
                Text(verbatim: "\(item.place) · \(item.date)").font(.small).foregroundStyle(.inkSoft)
                if !item.firstLine.isEmpty { Text(item.firstLine).font(.small) }
            }
        }
    }
}

/// It needs the person: said in words, not by a colour alone.
private struct NeedsYou: View {
    @Environment(\.texts) private var texts

    var body: some View {
        Text(texts.home.needsYou)
            .font(.smallStrong)
            .foregroundStyle(.onHoe)
            .padding(.horizontal, 10)
            .padding(.vertical, 2)
            .background(.hoe, in: RoundedRectangle(cornerRadius: 8))
    }
}
