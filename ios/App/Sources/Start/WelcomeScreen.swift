import LangNgheKit
import SwiftUI

/// The first start: what this is and isn't for, then the consent, on a page of its own that a swipe
/// leaves again.
struct WelcomeScreen: View {
    let state: WelcomeState
    let actions: any WelcomeActions

    var body: some View {
        NavigationStack(path: path) {
            WhatItIs(state: state, actions: actions)
                .navigationDestination(for: WelcomeStep.self) { _ in
                    Consent(state: state, actions: actions)
                }
        }
    }

    private var path: Binding<[WelcomeStep]> {
        Binding(
            showing: { state.step == .consent ? [.consent] : [] },
            telling: { if $0.isEmpty, state.step == .consent { actions.back() } }
        )
    }
}

private struct WhatItIs: View {
    let state: WelcomeState
    let actions: any WelcomeActions

    @Environment(\.texts) private var texts

    var body: some View {
        Framed {
            HStack(spacing: 12) {
                Mark(size: 44)
                Text(texts.home.title).font(.head)
            }
            .accessibilityElement(children: .combine)
            Heading(texts.welcome.title, font: .display)
            Beside(sign: .camera, colour: .cham) { Text(texts.welcome.capture) }
            Beside(sign: .noSignal, colour: .cham) { Text(texts.welcome.offline) }
            Beside(sign: .office, colour: .cham) { Text(texts.welcome.answer) }
            VStack(alignment: .leading, spacing: 10) {
                Heading(texts.welcome.notForTitle)
                ForEach(state.notFor, id: \.self) { sentence in
                    Beside(sign: .close, colour: .son) { Text(sentence) }
                }
                DialStrip(numbers: state.emergency) { actions.call($0) }.padding(.horizontal, -16)
            }
            .card()
        } foot: {
            StrongButton(texts.welcome.next) { actions.next() }
        }
    }
}

private struct Consent: View {
    let state: WelcomeState
    let actions: any WelcomeActions

    @Environment(\.texts) private var texts

    var body: some View {
        Framed {
            Text(state.consent)
        } foot: {
            CheckRow(text: texts.welcome.agree, checked: state.agreed) { actions.agree($0) }
            StrongButton(texts.welcome.begin) { actions.begin() }.disabled(!state.agreed)
        }
        .navigationTitle(texts.welcome.consentTitle)
    }
}
