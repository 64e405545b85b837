import LangNgheKit
import LangNgheTexts
import SwiftUI

/// What the person is writing.
enum Writing: String, Identifiable {
    case reply, add, reopen, rate

    var id: String { rawValue }

    fileprivate func title(_ content: ReportContent, _ texts: Texts) -> String {
        switch self {
        case .reply: texts.report.reply
        case .add: texts.report.addText
        case .reopen: content.reopen(texts)
        case .rate: texts.report.rate
        }
    }

    fileprivate func field(_ texts: Texts) -> String {
        switch self {
        case .reply: texts.report.replyField
        case .add: texts.report.addField
        case .reopen: texts.report.reopenField
        case .rate: texts.report.rateField
        }
    }
}

/// Where the person writes a reply, more of the report, why it isn't fixed, or a rating. Once there
/// are words, a swipe down doesn't throw them away.
struct WritingSheet: View {
    let writing: Writing
    let content: ReportContent
    let actions: any ReportActions

    @Environment(\.texts) private var texts
    @Environment(\.dismiss) private var dismiss
    @State private var words = ""
    @State private var stars = 0

    var body: some View {
        NavigationStack {
            Framed {
                if writing == .rate { Stars(given: $stars) }
                if writing == .reopen, content.isMerged { Text(texts.report.reopenMergedMore) }
                Field(writing.field(texts), text: words, lines: 3) { words = $0 }
                if writing == .reopen, content.hasRoom {
                    // What isn't fixed is best shown; who can't take a photograph says it in words.
                    StrongButton(texts.report.sendAndShow, sign: .camera) { reopen(withPhotograph: true) }
                        .disabled(!canSend)
                    QuietButton(texts.report.sendWithout, sign: .send) { reopen(withPhotograph: false) }
                        .disabled(!canSend)
                } else {
                    StrongButton(texts.report.send, sign: .send) { send() }.disabled(!canSend)
                }
            }
            .navigationTitle(writing.title(content, texts))
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(texts.common.cancel) { dismiss() }
                }
            }
        }
        .interactiveDismissDisabled(!isBlank)
    }

    private var isBlank: Bool { words.allSatisfy(\.isWhitespace) }

    private var canSend: Bool { writing == .rate ? stars > 0 : !isBlank }

    private func reopen(withPhotograph: Bool) {
        actions.reopen(words, withPhotograph: withPhotograph)
        dismiss()
    }

    private func send() {
        switch writing {
        case .reply: actions.reply(words)
        case .add: actions.addText(words)
        case .reopen: actions.reopen(words, withPhotograph: false)
        case .rate: actions.rate(stars, words: words)
        }
        dismiss()
    }
}

/// One to five; for VoiceOver a value that is swiped up and down.
private struct Stars: View {
    @Binding var given: Int

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            HStack(spacing: 4) {
                ForEach(1...5, id: \.self) { number in
                    Button {
                        given = number
                    } label: {
                        (number <= given ? Sign.starFull : .star).image
                            .font(.title)
                            .foregroundStyle(number <= given ? Color.cham : .edge)
                            .frame(maxWidth: .infinity, minHeight: touch)
                    }
                    .buttonStyle(Pressed())
                }
            }
            if given > 0 { Text(words).font(.smallStrong) }
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(texts.report.rate)
        .accessibilityValue(given > 0 ? words : "")
        .accessibilityAdjustableAction { direction in
            switch direction {
            case .increment: given = min(given + 1, 5)
            case .decrement: given = max(given - 1, 1)
            @unknown default: break
            }
        }
    }

    private var words: String { texts.report.stars(n: "\(given)") }
}
