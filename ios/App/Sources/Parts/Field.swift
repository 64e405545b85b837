import LangNgheKit
import SwiftUI

/// A field to write in, with its name above it. What is typed is kept here and told to `write`; see ``Echoes``.
struct Field: View {
    let label: String
    let text: String
    var hint = ""
    var lines = 1
    var digits = false
    let write: @MainActor (String) -> Void

    @State private var typed: String
    @State private var echoes = Echoes()
    /// What came from elsewhere just now: it needn't be told.
    @State private var heard: String?

    init(
        _ label: String,
        text: String,
        hint: String = "",
        lines: Int = 1,
        digits: Bool = false,
        write: @escaping @MainActor (String) -> Void
    ) {
        self.label = label
        self.text = text
        self.hint = hint
        self.lines = lines
        self.digits = digits
        self.write = write
        _typed = State(initialValue: text)
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            // The field itself says its name; read twice, it would only be in the way.
            Text(label).font(.smallStrong).accessibilityHidden(true)
            TextField(
                "",
                text: $typed,
                prompt: Text(hint).foregroundStyle(.inkSoft),
                axis: lines == 1 ? .horizontal : .vertical
            )
            .lineLimit(lines...)
            .textInputAutocapitalization(.sentences)
            .keyboardType(digits ? .numbersAndPunctuation : .default)
            .padding(12)
            .frame(minHeight: touch)
            .background(.card, in: RoundedRectangle(cornerRadius: 12))
            .overlay(RoundedRectangle(cornerRadius: 12).strokeBorder(.edge, lineWidth: 1))
            .accessibilityLabel(label)
            .accessibilityHint(hint)
        }
        .onChange(of: typed) { _, now in tell(now) }
        .onChange(of: text) { _, now in hear(now) }
    }

    private func tell(_ now: String) {
        defer { heard = nil }
        guard now != heard else { return }
        echoes.tell(now)
        write(now)
    }

    private func hear(_ now: String) {
        guard !echoes.take(now), now != typed else { return }
        heard = now
        typed = now
    }
}
