import SwiftUI
import UIKit

/// The app: one window for the screens.
@main
struct LangNgheApp: App {
    @UIApplicationDelegateAdaptor(AppDelegate.self) private var delegate

    var body: some Scene {
        WindowGroup {
            WindowView(shell: delegate.shell)
        }
    }
}

/// The process, whether it was started by a person or to carry reports. What is made here costs next
/// to nothing: the store is opened by whoever needs it first.
final class AppDelegate: NSObject, UIApplicationDelegate {
    let shell = Shell()

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool {
        shell.began()
        return true
    }
}
