import AVFoundation
import SwiftUI
import UIKit

/// What the camera sees, cut off at two sides at most and never stretched.
struct ViewfinderPreview: UIViewRepresentable {
    let camera: StillCamera

    func makeUIView(context: Context) -> PreviewView {
        let view = PreviewView()
        view.preview.session = camera.session
        view.preview.videoGravity = .resizeAspectFill
        return view
    }

    func updateUIView(_ view: PreviewView, context: Context) {}
}

/// A view whose layer is the camera's, upright for the way in which the screen is held.
final class PreviewView: UIView {
    override class var layerClass: AnyClass { AVCaptureVideoPreviewLayer.self }

    var preview: AVCaptureVideoPreviewLayer {
        guard let layer = layer as? AVCaptureVideoPreviewLayer else { preconditionFailure("layerClass says so") }
        return layer
    }

    override func layoutSubviews() {
        super.layoutSubviews()
        guard let connection = preview.connection, connection.isVideoRotationAngleSupported(angle) else { return }
        connection.videoRotationAngle = angle
    }

    /// A camera's picture is upright for a phone that lies on its left side.
    private var angle: CGFloat {
        switch window?.windowScene?.interfaceOrientation {
        case .landscapeRight: 0
        case .landscapeLeft: 180
        case .portraitUpsideDown: 270
        default: 90
        }
    }
}
