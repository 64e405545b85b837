import AVFoundation
import Foundation
import Observation

/// Shows what the camera sees while it is on the screen, and hands over what it takes, in memory.
///
/// ```text
/// open ─▶ allowed? ──yes──▶ opening ─▶ ready ──take──▶ taking ─▶ ready … ──close──▶
///           └─ no ─▶ refused    └─▶ failed
/// ```
@MainActor @Observable
final class Viewfinder {
    /// Whether a photograph can be taken this instant.
    private(set) var isReady = false

    /// Whether only the phone's settings can help.
    private(set) var isRefused = false

    private(set) var isTaking = false

    @ObservationIgnored let camera = StillCamera()
    @ObservationIgnored private var taken: @MainActor (Data) -> Void = { _ in }
    @ObservationIgnored private var failed: @MainActor () -> Void = {}

    /// Opens the camera, and asks whether it may if nobody has been asked.
    func open(taken: @escaping @MainActor (Data) -> Void, failed: @escaping @MainActor () -> Void) async {
        self.taken = taken
        self.failed = failed
        guard await mayLook() else {
            isRefused = true
            return failed()
        }
        do {
            try await camera.open()
            isReady = true
        } catch {
            failed()
        }
    }

    func close() {
        isReady = false
        camera.close()
    }

    /// Presses the shutter.
    func take() {
        guard isReady, !isTaking else { return }
        isTaking = true
        Task {
            defer { isTaking = false }
            if let photograph = try? await camera.take(), let jpeg = await Jpeg.scaled(photograph) {
                taken(jpeg)
            } else {
                failed()
            }
        }
    }

    private func mayLook() async -> Bool {
        switch AVCaptureDevice.authorizationStatus(for: .video) {
        case .authorized: true
        case .notDetermined: await AVCaptureDevice.requestAccess(for: .video)
        default: false
        }
    }
}
