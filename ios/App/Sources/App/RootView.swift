import LangNgheKit
import LangNgheTexts
import SwiftUI
import UIKit

/// The whole app: the way to where the person is, once the store is open.
struct RootView: View {
    let screens: any Holders
    let pictures: any Pictures

    var body: some View {
        let look = screens.look
        Group {
            let start = screens.start
            if start.state == .open {
                WayView(screens: screens)
            } else {
                StartScreen(state: start.state, actions: start.actions)
            }
        }
        .tint(.cham)
        .enlarging(look.textSize)
        .environment(\.texts, Texts(look.language))
        .environment(\.pictures, pictures)
        .environment(\.locale, Locale(identifier: look.language.identifier))
        .onChange(of: look.language, initial: true) {
            // In which language VoiceOver speaks.
            UIApplication.shared.accessibilityLanguage = look.language.identifier
        }
    }
}

/// Where the person is and how they came there, as iOS shows it. Every way back that iOS has, such as
/// a swipe or a long press on the arrow, is told to the screens step by step, so that each can put
/// in order what it leaves.
private struct WayView: View {
    let screens: any Holders

    var body: some View {
        if screens.stack.first == .welcome {
            ScreenView(route: .welcome, screens: screens)
        } else {
            NavigationStack(path: path) {
                ScreenView(route: .home, screens: screens)
                    .navigationDestination(for: Route.self) { ScreenView(route: $0, screens: screens) }
            }
        }
    }

    private var path: Binding<[Route]> {
        Binding(showing: { Array(screens.stack.dropFirst()) }, telling: { goBack(to: $0.count) })
    }

    private func goBack(to depth: Int) {
        for _ in stride(from: screens.stack.count - 1, to: depth, by: -1) where screens.stack.count - 1 > depth {
            screens.back()
        }
    }
}

/// The screen of a route.
private struct ScreenView: View {
    let route: Route
    let screens: any Holders

    var body: some View {
        switch route {
        case .welcome: with(screens.welcome()) { WelcomeScreen(state: $0, actions: $1) }
        case .home: with(screens.home()) { HomeScreen(state: $0, actions: $1) }
        case .camera(let report): with(screens.camera(report: report)) { CameraScreen(state: $0, actions: $1) }
        case .category(let draft): with(screens.category(draft: draft)) { CategoryScreen(state: $0, actions: $1) }
        case .page(let draft): with(screens.page(draft: draft)) { PageScreen(state: $0, actions: $1) }
        case .place(let draft): with(screens.place(draft: draft)) { PlaceScreen(state: $0, actions: $1) }
        case .saved(let report): with(screens.saved(report: report)) { SavedScreen(state: $0, actions: $1) }
        case .report(let id): with(screens.report(id)) { ReportScreen(state: $0, actions: $1) }
        case .settings: with(screens.settings()) { SettingsScreen(state: $0, actions: $1) }
        }
    }

    private func with<S, A, Shown: View>(_ held: Held<S, A>, show: (S, A) -> Shown) -> Shown {
        show(held.state, held.actions)
    }
}
