// Declarations of what the app uses of Apple's SwiftUI; see ../README.md.

import Foundation
import UIKit

@MainActor public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = MC
    @ViewBuilder func body(content: Content) -> Body
}
public struct MC: Prim {}
public struct EdgeInsets: Sendable {
    public init(top: CGFloat, leading: CGFloat, bottom: CGFloat, trailing: CGFloat) {}
}
public struct EdgeSet: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let horizontal = EdgeSet(rawValue: 1), vertical = EdgeSet(rawValue: 2), top = EdgeSet(rawValue: 4),
        bottom = EdgeSet(rawValue: 8), all = EdgeSet(rawValue: 15)
}
public enum Edge { public typealias Set = EdgeSet }
public enum VerticalEdge: Sendable { case top, bottom }
public protocol Shape: View, Sendable {}
extension Shape {
    public func fill<S: ShapeStyle>(_ s: S) -> some View { EmptyView() }
    public var body: Never { fatalError() }
}
public protocol InsettableShape: Shape {}
extension InsettableShape {
    public func strokeBorder<S: ShapeStyle>(_ s: S, lineWidth: CGFloat = 1) -> some View { EmptyView() }
}
public struct RoundedRectangle: InsettableShape {
    public typealias Body = Never
    public nonisolated init(cornerRadius: CGFloat) {}
}
public struct Circle: InsettableShape {
    public typealias Body = Never
    public nonisolated init() {}
}
public struct Rectangle: InsettableShape {
    public typealias Body = Never
    public nonisolated init() {}
}
public enum TextAlignment: Sendable { case leading, center, trailing }
public struct AccessibilityTraits: SetAlgebra, Sendable {
    public init() {}
    public static let isButton = Self(), isSelected = Self(), isHeader = Self(), isImage = Self(), isToggle = Self()
    public func contains(_ m: Self) -> Bool { false }
    public func union(_ o: Self) -> Self { self }
    public func intersection(_ o: Self) -> Self { self }
    public func symmetricDifference(_ o: Self) -> Self { self }
    public mutating func insert(_ m: Self) -> (inserted: Bool, memberAfterInsert: Self) { (true, m) }
    public mutating func remove(_ m: Self) -> Self? { nil }
    public mutating func update(with m: Self) -> Self? { nil }
    public mutating func formUnion(_ o: Self) {}
    public mutating func formIntersection(_ o: Self) {}
    public mutating func formSymmetricDifference(_ o: Self) {}
    public typealias Element = Self
    public typealias ArrayLiteralElement = Self
}
public enum AccessibilityChildBehavior: Sendable { case ignore, contain, combine }
public enum AccessibilityAdjustmentDirection: Sendable { case increment, decrement }
public enum AccessibilityNotification {
    public struct Announcement {
        public init(_ s: String) {}
        public func post() {}
    }
}
public struct Animation: Sendable { public static func easeOut(duration: Double) -> Animation { .init() } }
@MainActor public func withAnimation<R>(_ a: Animation?, _ b: () throws -> R) rethrows -> R { try b() }
public enum ContentMode: Sendable { case fit, fill }
public enum Visibility: Sendable { case automatic, visible, hidden }
public struct ToolbarPlacement: Sendable { public static let navigationBar = Self() }
public enum ColorScheme: Sendable { case light, dark }
public struct ToolbarItemPlacement: Sendable { public static let primaryAction = Self(), cancellationAction = Self() }
@MainActor public protocol ToolbarContent {}
public struct ToolbarItem<C: View>: ToolbarContent {
    public init(placement: ToolbarItemPlacement, @ViewBuilder content: () -> C) {}
}
extension Optional: ToolbarContent where Wrapped: ToolbarContent {}
@resultBuilder public struct ToolbarContentBuilder {
    public static func buildBlock<C: ToolbarContent>(_ c: C) -> some ToolbarContent { c }
    public static func buildIf<C: ToolbarContent>(_ c: C?) -> C? { c }
}
public enum TitleMode: Sendable { case inline, large }
public struct TextInputAutocapitalization: Sendable { public static var sentences: Self { Self() } }
public enum UIKeyboardType: Sendable { case `default`, numbersAndPunctuation }
public enum DismissMode: Sendable { case interactively }
public enum Bounce: Sendable { case basedOnSize }
public struct UnitPoint: Sendable { public static let bottom = Self() }
public struct SearchFieldPlacement: Sendable {
    public enum DM: Sendable { case always }
    public static func navigationBarDrawer(displayMode: DM) -> Self { Self() }
}
public struct PStyle: Sendable { public static let inline = Self() }
public struct TabStyle: Sendable {
    public enum M: Sendable { case never }
    public static func page(indexDisplayMode: M) -> Self { Self() }
}
public struct TextField: Prim { public init(_ s: String, text: Binding<String>, prompt: Text?, axis: Axis) {} }
public struct Toggle<L: View>: Prim { public init(isOn: Binding<Bool>, @ViewBuilder label: () -> L) {} }
extension Toggle where L == Text {
    public init<S: StringProtocol>(_ s: S, isOn: Binding<Bool>) { self.init(isOn: isOn) { Text(s) } }
}
public struct Picker<V: Hashable, C: View>: Prim {
    public init<S: StringProtocol>(_ s: S, selection: Binding<V>, @ViewBuilder content: () -> C) {}
}
public struct TabView<V: Hashable, C: View>: Prim {
    public init(selection: Binding<V>, @ViewBuilder content: () -> C) {}
}
public struct NavigationStack<D, C: View>: Prim {
    public init(path: Binding<D>, @ViewBuilder root: () -> C)
    where D: MutableCollection & RandomAccessCollection & RangeReplaceableCollection, D.Element: Hashable {}
}
extension NavigationStack where D == Int { public init(@ViewBuilder root: () -> C) {} }
public struct GeometryProxy { public var size: CGSize { .zero } }
public struct GeometryReader<C: View>: Prim { public init(@ViewBuilder content: @escaping (GeometryProxy) -> C) {} }
public protocol Layout: Sendable {}
public struct VStackLayout: Layout { public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil) {} }
public struct HStackLayout: Layout { public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil) {} }
public struct AnyLayout: Layout {
    public init<L: Layout>(_ l: L) {}
    @MainActor public func callAsFunction<C: View>(@ViewBuilder _ c: () -> C) -> some View { c() }
}
public struct Angle: Sendable {
    public static func degrees(_ d: Double) -> Angle { Angle() }
    public static var zero: Angle { Angle() }
}
public struct Path: Sendable {
    public init() {}
    public init(ellipseIn: CGRect) {}
    public mutating func addLines(_ l: [CGPoint]) {}
    public mutating func closeSubpath() {}
    public var boundingRect: CGRect { .zero }
    public mutating func addArc(center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool) {
    }
}
public enum Cap: Sendable { case round }
public struct StrokeStyle: Sendable { public init(lineWidth: CGFloat = 1, lineCap: Cap = .round) {} }
public struct GraphicsContext {
    public struct Shading: Sendable { public static func color(_ c: Color) -> Shading { Shading() } }
    public struct ResolvedText { public func measure(in s: CGSize) -> CGSize { s } }
    public func fill(_ p: Path, with: Shading) {}
    public func stroke(_ p: Path, with: Shading, lineWidth: CGFloat = 1) {}
    public func stroke(_ p: Path, with: Shading, style: StrokeStyle) {}
    public mutating func translateBy(x: CGFloat, y: CGFloat) {}
    public mutating func scaleBy(x: CGFloat, y: CGFloat) {}
    public func resolve(_ t: Text) -> ResolvedText { .init() }
    public func draw(_ t: ResolvedText, at: CGPoint) {}
}
public struct Canvas: Prim { public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {} }
@MainActor @preconcurrency public protocol Gesture<Value> { associatedtype Value }
public struct G<V>: Gesture { public typealias Value = V }
extension Gesture { public func onEnded(_ a: @escaping (Value) -> Void) -> G<Value> { G() } }
extension Gesture where Value: Equatable { public func onChanged(_ a: @escaping (Value) -> Void) -> G<Value> { G() } }
public struct SpatialTapGesture: Gesture {
    public struct Value: Equatable, Sendable { public var location: CGPoint }
    public nonisolated init() {}
}
public struct MagnifyGesture: Gesture {
    public struct Value: Equatable, Sendable {
        public var magnification: CGFloat
        public var startLocation: CGPoint
    }
    public nonisolated init() {}
}
public struct DragGesture: Gesture {
    public struct Value: Equatable, Sendable { public var translation: CGSize }
    public nonisolated init(minimumDistance: CGFloat) {}
}
public struct GestureMask: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let all = Self(rawValue: 1), subviews = Self(rawValue: 2)
}
@MainActor public protocol Scene {
    associatedtype Body: Scene
    @MainActor var body: Body { get }
}
extension Never: Scene {}
public struct WindowGroup<C: View>: Scene {
    public init(@ViewBuilder content: () -> C) {}
    public var body: Never { fatalError() }
}
@MainActor public protocol App {
    associatedtype Body: Scene
    @MainActor var body: Body { get }
    init()
}
extension App { public static func main() {} }
@MainActor @propertyWrapper public struct UIApplicationDelegateAdaptor<D: NSObject & UIApplicationDelegate> {
    public init(_ t: D.Type) {}
    public var wrappedValue: D { fatalError() }
}
@MainActor public protocol UIViewRepresentable: View where Body == Never {
    associatedtype UIViewType: UIView
    func makeUIView(context: Context) -> UIViewType
    func updateUIView(_ v: UIViewType, context: Context)
    typealias Context = URC
}
extension UIViewRepresentable { public var body: Never { fatalError() } }
public struct URC {}
public final class UIHostingController<V: View>: UIViewController { public init(rootView: V) {} }

public struct ViewThatFits<C: View>: Prim { public init(in a: Axis.Set = .vertical, @ViewBuilder content: () -> C) {} }
