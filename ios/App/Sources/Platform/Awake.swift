import UIKit

/// A time that iOS lets the process work on after its window was left.
@MainActor
final class Awake {
    private var task = UIBackgroundTaskIdentifier.invalid

    /// Begins it. When iOS calls it back, `calledBack` is told, and it is over: whoever doesn't end it
    /// then is killed.
    init(calledBack: @escaping @MainActor @Sendable () -> Void) {
        task = UIApplication.shared.beginBackgroundTask(withName: "vn.langnghe.leaving") {
            MainActor.assumeIsolated {
                calledBack()
                self.end()
            }
        }
    }

    /// Ends it. Twice is as good as once.
    func end() {
        guard task != .invalid else { return }
        UIApplication.shared.endBackgroundTask(task)
        task = .invalid
    }
}
