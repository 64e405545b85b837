import LangNgheKit
import LangNgheTexts
import SwiftUI
import UIKit

/// A window for the screens. Where the person is, in ids, is all that iOS keeps for a process that
/// it ended.
struct WindowView: View {
    let shell: Shell

    @SceneStorage("where") private var saved = ""
    @State private var screens: Screens?
    @Environment(\.scenePhase) private var phase
    @Environment(\.isSceneCaptured) private var isCaptured

    var body: some View {
        Group {
            if let screens {
                RootView(screens: screens, pictures: shell.kit.photographs)
                    .onChange(of: screens.stack) { saved = screens.save().joined(separator: "\n") }
                    .onChange(of: screens.route, initial: true) { askForThePlace() }
                    .onChange(of: screens.askForNotifications, initial: true) { askForNotifications() }
                    .onChange(of: shell.address, initial: true) { follow() }
                    .onChange(of: isHidden, initial: true) { Curtain.shared.hang(isHidden) }
            } else {
                Color.paper.ignoresSafeArea()
            }
        }
        .onAppear { begin() }
        .onChange(of: phase, initial: true) { seen() }
        .onChange(of: screens == nil) { seen() }
        .onOpenURL { shell.address = $0.absoluteString }
    }

    /// iOS takes a picture of a window that is left, for its list of recent apps.
    private var isHidden: Bool { screens?.look.screensHidden == true && (phase != .active || isCaptured) }

    private func begin() {
        guard screens == nil else { return }
        screens = shell.screens(saved: saved.split(separator: "\n").map(String.init))
    }

    private func seen() {
        guard let screens else { return }
        switch phase {
        case .active: Task { await screens.resume() }
        case .background: Task { await shell.left(screens) }
        default: break
        }
    }

    private func follow() {
        guard let address = shell.address else { return }
        shell.address = nil
        screens?.follow(address)
    }

    /// When the first photograph has been taken: the camera's own question has been answered by then.
    private func askForThePlace() {
        switch screens?.route {
        case .category, .page: shell.places.ask()
        default: break
        }
    }

    private func askForNotifications() {
        guard let screens, screens.askForNotifications else { return }
        Task {
            await shell.notifications.ask()
            screens.notificationsAsked()
        }
    }
}
