import Foundation
import LangNgheKit
import Observation

/// Whether the person, or the phone for them, saves the battery.
@MainActor @Observable
final class PhoneBattery: Battery {
    private(set) var saving = ProcessInfo.processInfo.isLowPowerModeEnabled

    init() {
        // For as long as the process lives: nobody ever takes it back.
        _ = NotificationCenter.default.addObserver(
            forName: .NSProcessInfoPowerStateDidChange,
            object: nil,
            queue: .main
        ) { [weak self] _ in
            let now = ProcessInfo.processInfo.isLowPowerModeEnabled
            MainActor.assumeIsolated { self?.saving = now }
        }
    }
}
