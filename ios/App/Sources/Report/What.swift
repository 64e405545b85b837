import LangNgheKit
import SwiftUI

/// What was reported: photographs, words, place, and what stays hidden.
struct What: View {
    let content: ReportContent

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Heading(texts.report.what)
            if content.after.isEmpty {
                if !content.pictures.isEmpty { PictureRow(pictures: content.pictures, name: texts.photo.one) }
            } else {
                BeforeAndAfter(before: content.pictures, after: content.after)
            }
            if !content.text.isEmpty { Text(content.text) }
            ForEach(content.answers, id: \.self) {
                Fact(sign: .check, text: texts.report.answer(question: $0.question, said: $0.said))
            }
            Fact(sign: .pin, text: place)
            Fact(sign: .clock, text: texts.report.noticed(at: content.noticedAt))
            if content.nameHidden { Fact(sign: .hidden, text: texts.report.nameHidden) }
            if let reference = content.reference {
                Fact(sign: .words, text: texts.report.reference(reference: reference.breakable))
            }
        }
    }

    private var place: String {
        [content.place, content.detail].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// What the person saw, and what the unit made of it.
private struct BeforeAndAfter: View {
    let before: [PictureRef]
    let after: [PictureRef]

    @Environment(\.texts) private var texts

    var body: some View {
        if !before.isEmpty {
            Text(texts.report.before).font(.smallStrong)
            PictureRow(pictures: before, name: texts.photo.oneBefore)
        }
        Text(texts.report.after).font(.smallStrong)
        PictureRow(pictures: after, name: texts.photo.oneAfter)
    }
}

/// Words that have not left the phone.
struct Pending: View {
    let words: [String]

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Heading(texts.report.pending)
            ForEach(Array(words.enumerated()), id: \.offset) { _, words in
                Fact(sign: .clock, text: words)
            }
        }
    }
}

/// What the person gave for how it was resolved.
struct Rated: View {
    let rating: RatingView

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Fact(sign: .starFull, text: texts.report.rated(n: "\(rating.stars)"))
            if !rating.words.isEmpty { Text(rating.words) }
        }
        .accessibilityElement(children: .combine)
    }
}
