import LangNgheKit
import SwiftUI

// What the unit says of the case.

/// What there is to know beside the status: where it belongs or goes on, why it stands still, how
/// pressing it is.
struct Circumstances: View {
    let status: StatusView

    @Environment(\.texts) private var texts

    var body: some View {
        if let belongs = status.belongs { Fact(sign: .office, text: texts.report.belongs(place: belongs)) }
        if let merged = status.merged { Fact(sign: .gallery, text: words(merged)) }
        if let pause = status.pause { Fact(sign: .clock, text: pause) }
        if let level = status.level {
            Fact(sign: .attention, text: lines([texts.report.level(level: level.words), level.reason]))
        }
        if status.unanswered { Fact(sign: .clock, text: texts.report.unanswered) }
    }

    private func words(_ merged: MergedView) -> String {
        let standing = merged.status.map { texts.report.mergedStanding(status: $0) } ?? ""
        let into = texts.report.merged(reference: merged.reference.breakable)
        return lines([into, standing, merged.agreed ? texts.report.mergedAgreed : texts.report.mergedMore])
    }

    private func lines(_ lines: [String]) -> String {
        lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// What was done, why it had come to this, whether it will last; and why nothing of it is shown, if
/// so.
struct Outcome: View {
    let outcome: OutcomeView

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 10) {
            Heading(texts.report.outcome)
            Fact(sign: .check, text: outcome.remedy)
            // What the office has erased since is empty.
            if !outcome.cause.isEmpty { Fact(sign: .search, text: texts.report.cause(cause: outcome.cause)) }
            if let why = outcome.withoutPhotograph, !why.isEmpty {
                Fact(sign: .picture, text: texts.report.withoutPhotograph(why: why))
            }
        }
    }
}

/// A sign, and what there is to know.
struct Fact: View {
    let sign: Sign
    let text: String

    var body: some View {
        Beside(sign: sign, colour: .inkSoft) { Text(text) }.accessibilityElement(children: .combine)
    }
}

extension String {
    /// A reference is long: it may go on in a new line after each of its dashes.
    var breakable: String { replacingOccurrences(of: "-", with: "-\u{200B}") }
}
