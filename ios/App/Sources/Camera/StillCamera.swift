import AVFoundation

/// The camera can't be used: taken by another app, broken, or there is none.
struct CameraTrouble: Error {}

/// A camera that takes photographs into memory: no photograph lies in a file before the core has
/// encrypted it, and no library gets a copy.
///
/// Everything happens on a queue of its own, one thing after the other, because a camera may take
/// its time; that is what makes it safe to hand around. The system stops it while the app isn't
/// seen, and starts it again.
final class StillCamera: @unchecked Sendable {
    /// What the preview shows.
    let session = AVCaptureSession()

    private let output = AVCapturePhotoOutput()
    private let queue = DispatchQueue(label: "vn.langnghe.camera")
    private var level: AVCaptureDevice.RotationCoordinator?
    /// Those that are being taken: nobody else keeps them alive.
    private var shots: [Int64: Shot] = [:]

    /// Opens the camera, if it isn't, and has it look.
    func open() async throws {
        try await onQueue { [self] in
            if session.inputs.isEmpty { try setUp() }
            if !session.isRunning { session.startRunning() }
        }
    }

    func close() {
        queue.async { [self] in session.stopRunning() }
    }

    /// Takes a photograph: a JPEG, with a note of which way is up.
    func take() async throws -> Data {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                guard session.isRunning, let connection = output.connection(with: .video) else {
                    continuation.resume(throwing: CameraTrouble())
                    return
                }
                if let angle = level?.videoRotationAngleForHorizonLevelCapture,
                    connection.isVideoRotationAngleSupported(angle)
                {
                    connection.videoRotationAngle = angle
                }
                shoot { continuation.resume(with: $0) }
            }
        }
    }

    private func setUp() throws {
        guard let device = AVCaptureDevice.default(for: .video) else { throw CameraTrouble() }
        let input = try AVCaptureDeviceInput(device: device)
        session.beginConfiguration()
        defer { session.commitConfiguration() }
        session.sessionPreset = .photo
        guard session.canAddInput(input), session.canAddOutput(output) else { throw CameraTrouble() }
        session.addInput(input)
        session.addOutput(output)
        level = AVCaptureDevice.RotationCoordinator(device: device, previewLayer: nil)
    }

    private func shoot(_ done: @escaping @Sendable (Result<Data, any Error>) -> Void) {
        let settings = AVCapturePhotoSettings(format: [AVVideoCodecKey: AVVideoCodecType.jpeg])
        if output.supportedFlashModes.contains(.auto) { settings.flashMode = .auto }
        let id = settings.uniqueID
        let shot = Shot { [self] result in
            queue.async { [self] in
                // Told twice, of a failure and of the end, it has gone already.
                if shots.removeValue(forKey: id) != nil { done(result) }
            }
        }
        shots[id] = shot
        output.capturePhoto(with: settings, delegate: shot)
    }

    private func onQueue(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// One photograph that is being taken.
private final class Shot: NSObject, AVCapturePhotoCaptureDelegate {
    private let done: @Sendable (Result<Data, any Error>) -> Void

    init(done: @escaping @Sendable (Result<Data, any Error>) -> Void) { self.done = done }

    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishProcessingPhoto photo: AVCapturePhoto,
        error: (any Error)?
    ) {
        if let error { return done(.failure(error)) }
        guard let jpeg = photo.fileDataRepresentation() else { return done(.failure(CameraTrouble())) }
        done(.success(jpeg))
    }

    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishCaptureFor settings: AVCaptureResolvedPhotoSettings,
        error: (any Error)?
    ) {
        // Without a photograph, as when the camera is taken away meanwhile, only this comes.
        if let error { done(.failure(error)) }
    }
}
