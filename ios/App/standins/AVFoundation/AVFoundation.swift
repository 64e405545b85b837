// Declarations of what the app uses of Apple's AVFoundation; see ../README.md.

@_exported import Foundation
import UIKit

public enum AVMediaType: Sendable { case video }
public enum AVAuthorizationStatus: Sendable { case notDetermined, restricted, denied, authorized }
open class AVCaptureInput: NSObject {}
public class AVCaptureDeviceInput: AVCaptureInput { public init(device: AVCaptureDevice) throws {} }
public class AVCaptureDevice: NSObject {
    public class func `default`(for t: AVMediaType) -> AVCaptureDevice? { nil }
    public class func authorizationStatus(for t: AVMediaType) -> AVAuthorizationStatus { .denied }
    public class func requestAccess(for t: AVMediaType) async -> Bool { false }
    public enum FlashMode: Sendable { case off, auto }
    public class RotationCoordinator: NSObject {
        public init(device: AVCaptureDevice, previewLayer: CALayer?) {}
        public var videoRotationAngleForHorizonLevelCapture: CGFloat { 0 }
    }
}
public class AVCaptureConnection: NSObject {
    public var videoRotationAngle: CGFloat = 0
    public func isVideoRotationAngleSupported(_ a: CGFloat) -> Bool { true }
}
open class AVCaptureOutput: NSObject { public func connection(with t: AVMediaType) -> AVCaptureConnection? { nil } }
public class AVCaptureSession: NSObject {
    public enum Preset: Sendable { case photo }
    public var inputs: [AVCaptureInput] = []
    public var isRunning = false
    public func startRunning() {}
    public func stopRunning() {}
    public func beginConfiguration() {}
    public func commitConfiguration() {}
    public var sessionPreset = Preset.photo
    public func canAddInput(_ i: AVCaptureInput) -> Bool { true }
    public func canAddOutput(_ i: AVCaptureOutput) -> Bool { true }
    public func addInput(_ i: AVCaptureInput) {}
    public func addOutput(_ i: AVCaptureOutput) {}
}
// swift-format-ignore: AlwaysUseLowerCamelCase
public let AVVideoCodecKey = "k"
public struct AVVideoCodecType: Sendable { public static let jpeg = Self() }
public class AVCapturePhotoSettings: NSObject {
    public init(format: [String: Any]?) {}
    public var uniqueID: Int64 { 0 }
    public var flashMode = AVCaptureDevice.FlashMode.off
}
public class AVCapturePhoto: NSObject { public func fileDataRepresentation() -> Data? { nil } }
public class AVCaptureResolvedPhotoSettings: NSObject {}
public protocol AVCapturePhotoCaptureDelegate: NSObjectProtocol {
    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishProcessingPhoto photo: AVCapturePhoto,
        error: (any Error)?
    )
    func photoOutput(
        _ output: AVCapturePhotoOutput,
        didFinishCaptureFor s: AVCaptureResolvedPhotoSettings,
        error: (any Error)?
    )
}
public class AVCapturePhotoOutput: AVCaptureOutput {
    public var supportedFlashModes: [AVCaptureDevice.FlashMode] { [] }
    public func capturePhoto(with s: AVCapturePhotoSettings, delegate: any AVCapturePhotoCaptureDelegate) {}
}
public enum AVLayerVideoGravity: Sendable { case resizeAspectFill }
public class AVCaptureVideoPreviewLayer: CALayer {
    public var session: AVCaptureSession?
    public var videoGravity = AVLayerVideoGravity.resizeAspectFill
    public var connection: AVCaptureConnection?
}
