import LangNgheKit
import SwiftUI

/// What has happened, in order. Each entry is read aloud as one: what, when, the words.
struct Timeline: View {
    let entries: [TimelineEntry]

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Heading(texts.report.timeline)
            ForEach(Array(entries.enumerated()), id: \.offset) { _, entry in
                Entry(entry: entry)
            }
        }
    }
}

private struct Entry: View {
    let entry: TimelineEntry

    var body: some View {
        Beside(sign: sign, colour: .cham) {
            VStack(alignment: .leading, spacing: 2) {
                Text(entry.title).font(.strong)
                Text(entry.at).font(.small).foregroundStyle(.inkSoft)
                if !entry.body.isEmpty { words }
            }
        }
        .accessibilityElement(children: .combine)
    }

    /// Words of a person stand on a ground of their own.
    @ViewBuilder private var words: some View {
        switch entry.kind {
        case .reply: Text(entry.body).card(.chamSoft, padding: 12)
        case .said: Text(entry.body).card(padding: 12)
        default: Text(entry.body)
        }
    }

    private var sign: Sign {
        switch entry.kind {
        case .received: .office
        case .photograph: .picture
        case .status: .check
        case .reply: .words
        case .unit: .office
        case .clocks, .rescheduled, .paused, .resumed: .clock
        case .level: .attention
        case .merged, .followed: .gallery
        case .agreed: .check
        case .said: .edit
        case .other: .other
        }
    }
}
