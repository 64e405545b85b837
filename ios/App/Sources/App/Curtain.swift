import SwiftUI
import UIKit

/// What hangs before the app while its screens are to be hidden. It is a window of its own: one that
/// lies in the app's would leave its sheets in sight.
@MainActor
final class Curtain {
    static let shared = Curtain()

    private var window: UIWindow?

    func hang(_ isHung: Bool) {
        guard isHung else {
            window = nil
            return
        }
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        guard window == nil, let scene = scenes.first else { return }
        let curtain = UIWindow(windowScene: scene)
        curtain.rootViewController = UIHostingController(rootView: Cloth())
        curtain.windowLevel = .alert + 1
        curtain.isHidden = false
        window = curtain
    }
}

private struct Cloth: View {
    var body: some View {
        Mark(size: 96)
            .frame(maxWidth: .infinity, maxHeight: .infinity)
            .background(Color.paper)
            .ignoresSafeArea()
    }
}
