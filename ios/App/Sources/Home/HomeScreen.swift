import LangNgheKit
import SwiftUI

// The first thing that is seen: one great button over half of the screen, below it what became of
// the person's reports, and at the foot the numbers to dial when a report would come too late.

/// Home. On its side, the button takes the left half instead of the upper one.
struct HomeScreen: View {
    let state: HomeState
    let actions: any HomeActions

    @Environment(\.texts) private var texts
    @FootStays private var footStays

    var body: some View {
        GeometryReader { room in
            if room.size.width > room.size.height {
                HStack(spacing: 0) {
                    CaptureButton(least: room.size.height - 16) { actions.capture() }.padding(8)
                    list(above: { EmptyView() }) { dial }
                }
            } else {
                list(above: { CaptureButton(least: room.size.height / 2) { actions.capture() } }) {
                    if !footStays { dial }
                }
                .safeAreaInset(edge: .bottom, spacing: 0) {
                    if footStays { dial.background(Color.paper) }
                }
            }
        }
        .background(Color.paper)
        .foregroundStyle(.ink)
        .navigationTitle(texts.home.title)
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            ToolbarItem(placement: .primaryAction) {
                Button {
                    actions.settings()
                } label: {
                    Sign.settings.image
                }
                .accessibilityLabel(texts.home.settings)
            }
        }
    }

    private func list<Above: View, Below: View>(
        @ViewBuilder above: () -> Above,
        @ViewBuilder below: () -> Below
    ) -> some View {
        ScrollView {
            LazyVStack(alignment: .leading, spacing: 12) {
                above()
                HomeList(state: state, actions: actions)
                below()
            }
            .padding(.horizontal, 12)
            .padding(.bottom, 20)
        }
    }

    private var dial: some View {
        DialStrip(numbers: state.emergency) { actions.call($0) }
    }
}
