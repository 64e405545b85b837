import LangNgheKit
import SwiftUI

/// The one page of a report: photographs, category, place, words, and *GỬI*.
struct PageScreen: View {
    let state: PageState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        Group {
            if state.loading {
                Framed { Waiting(text: texts.page.loading) }
            } else {
                Framed {
                    content
                } foot: {
                    PageFoot(state: state, actions: actions)
                }
            }
        }
        .navigationTitle(texts.page.title)
        .navigationBarTitleDisplayMode(.inline)
    }

    @ViewBuilder private var content: some View {
        SavedAlready()
        if !state.danger.isEmpty { DialFirst(numbers: state.danger) { actions.call($0) } }
        PagePhotographs(state: state, actions: actions)
        problem(.photographs)
        PageCategory(category: state.category) { actions.changeCategory() }
        problem(.category)
        ForEach(state.questions) { PageQuestion(question: $0, actions: actions) }
        PagePlace(place: state.place, actions: actions)
        problem(.place)
        Field(texts.page.detail, text: state.detail, hint: texts.page.detailHint) { actions.describePlace($0) }
        PageWords(state: state, actions: actions)
        problem(.text)
        PageChoices(state: state, actions: actions)
        PageDiscard { actions.discard() }
    }

    @ViewBuilder
    private func problem(_ field: PageField) -> some View {
        if let notice = state.problems[field] { NoticeCard(notice: notice) }
    }
}

/// Nothing on this page can be lost, and it says so.
private struct SavedAlready: View {
    @Environment(\.texts) private var texts

    var body: some View {
        HStack(spacing: 4) {
            Sign.check.image
            Text(texts.page.savedAlready)
        }
        .font(.small)
        .foregroundStyle(.cham)
        .accessibilityElement(children: .combine)
    }
}

private struct PageWords: View {
    let state: PageState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(spacing: 8) {
            Field(texts.page.words, text: state.text, hint: texts.page.wordsHint, lines: 3) { actions.write($0) }
            if state.text.allSatisfy(\.isWhitespace), !state.readySentence.isEmpty {
                QuietButton(texts.page.ready(sentence: state.readySentence), sign: .edit) {
                    actions.write(state.readySentence)
                }
            }
        }
    }
}

private struct PageDiscard: View {
    let discard: @MainActor () -> Void

    @Environment(\.texts) private var texts
    @State private var isAsking = false

    var body: some View {
        QuietButton(texts.page.discard, sign: .bin, colour: .inkSoft) { isAsking = true }
            .asking(
                texts.page.discardTitle,
                texts.page.discardBody,
                yes: texts.page.discard,
                isAsking: $isAsking,
                onYes: discard
            )
    }
}
