import LangNgheKit
import SwiftUI

/// One thing that the person should know, on a ground of its own; it is read aloud when it comes.
struct Banner<Below: View>: View {
    let text: String
    let sign: Sign
    @ViewBuilder let below: Below

    var body: some View {
        VStack(alignment: .leading, spacing: 10) {
            Beside(sign: sign) { Text(text) }.accessibilityElement(children: .combine)
            below
        }
        .card(.hoeSoft)
        .announcing(text)
    }
}

extension Banner where Below == EmptyView {
    init(text: String, sign: Sign) {
        self.init(text: text, sign: sign) { EmptyView() }
    }
}

/// What happened, what is safe, what to do; with what it is about and the ways out, if any.
struct NoticeCard<WaysOut: View>: View {
    let notice: Notice
    var about: String?
    @ViewBuilder let waysOut: WaysOut

    var body: some View {
        VStack(alignment: .leading, spacing: 10) {
            Beside(sign: .attention) {
                VStack(alignment: .leading, spacing: 4) {
                    if let about { Text(about).font(.small) }
                    Text(notice.happened).font(.strong)
                    if !notice.safe.isEmpty { Text(notice.safe) }
                    if !notice.wayOut.isEmpty { Text(notice.wayOut) }
                }
            }
            .accessibilityElement(children: .combine)
            waysOut
        }
        .foregroundStyle(.ink)
        .card(.hoeSoft)
        .announcing(spoken)
    }

    private var spoken: String {
        [about ?? "", notice.happened, notice.safe, notice.wayOut].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension NoticeCard where WaysOut == EmptyView {
    init(notice: Notice, about: String? = nil) {
        self.init(notice: notice, about: about) { EmptyView() }
    }
}

/// It is being read.
struct Waiting: View {
    let text: String

    var body: some View {
        HStack(spacing: 12) {
            ProgressView()
            Text(text).foregroundStyle(.inkSoft)
        }
        .frame(maxWidth: .infinity, minHeight: touch, alignment: .leading)
        .accessibilityElement(children: .combine)
        .announcing(text)
    }
}

/// What a part of a screen is about; VoiceOver's rotor jumps from one to the next.
struct Heading: View {
    let text: String
    var font: Font = .heading
    var colour: Color = .ink

    init(_ text: String, font: Font = .heading, colour: Color = .ink) {
        self.text = text
        self.font = font
        self.colour = colour
    }

    var body: some View {
        Text(text)
            .font(font)
            .foregroundStyle(colour)
            .textCase(nil)
            .accessibilityAddTraits(.isHeader)
    }
}
