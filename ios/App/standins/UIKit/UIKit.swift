// Declarations of what the app uses of Apple's UIKit; see ../README.md.

@_exported import Foundation

@MainActor open class UIResponder: NSObject { public override nonisolated init() { super.init() } }
public struct UIBackgroundTaskIdentifier: Sendable, Equatable {
    public static let invalid = UIBackgroundTaskIdentifier()
}
@MainActor public final class UIApplication: UIResponder {
    public static let shared = UIApplication()
    public nonisolated static let openSettingsURLString = ""
    public struct LaunchOptionsKey: Hashable, Sendable {}
    public func open(_ url: URL) {}
    public var accessibilityLanguage: String?
    public var connectedScenes: Set<UIScene> = []
    public func beginBackgroundTask(withName: String?, expirationHandler: (@MainActor @Sendable () -> Void)? = nil)
        -> UIBackgroundTaskIdentifier
    { .invalid }
    public func endBackgroundTask(_ t: UIBackgroundTaskIdentifier) {}
}
@MainActor public protocol UIApplicationDelegate: NSObjectProtocol {
    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool
}
@MainActor open class UIScene: UIResponder {}
public enum UIInterfaceOrientation: Sendable {
    case unknown, portrait, portraitUpsideDown, landscapeLeft, landscapeRight
}
@MainActor public final class UIWindowScene: UIScene {
    public var interfaceOrientation: UIInterfaceOrientation { .portrait }
}
@MainActor open class UIViewController: UIResponder {}
public struct UIWindowLevel: Sendable {
    var v: CGFloat
    public static let alert = UIWindowLevel(v: 1)
    public static func + (a: Self, b: CGFloat) -> Self { a }
}
open class CALayer: NSObject {}
@MainActor open class UIView: UIResponder {
    open class var layerClass: AnyClass { CALayer.self }
    public var layer: CALayer { CALayer() }
    open func layoutSubviews() {}
    public var window: UIWindow? { nil }
    public var isHidden = false
}
@MainActor public final class UIWindow: UIView {
    public init(windowScene: UIWindowScene) {}
    public var windowScene: UIWindowScene? { nil }
    public var rootViewController: UIViewController?
    public var windowLevel = UIWindowLevel.alert
}
public enum UIUserInterfaceStyle: Sendable { case unspecified, light, dark }
public final class UITraitCollection: NSObject, @unchecked Sendable {
    public var userInterfaceStyle: UIUserInterfaceStyle { .light }
}
open class UIColor: NSObject, @unchecked Sendable {
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) {}
    public init(dynamicProvider: @escaping @Sendable (UITraitCollection) -> UIColor) {}
    public convenience init(_ d: @escaping @Sendable (UITraitCollection) -> UIColor) { self.init(dynamicProvider: d) }
}
public final class UIImage: NSObject, @unchecked Sendable {
    public init?(data: Data) {}
    public init?(named: String) {}
    public func byPreparingForDisplay() async -> UIImage? { nil }
}
