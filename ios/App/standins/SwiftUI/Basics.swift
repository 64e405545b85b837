// Declarations of what the app uses of Apple's SwiftUI; see ../README.md.

@_exported import Foundation
@_exported import UIKit

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor var body: Body { get }
}
extension Never: View {
    public typealias Body = Never
    public var body: Never { fatalError() }
}
public protocol Prim: View where Body == Never {}
extension Prim { public var body: Never { fatalError() } }
@MainActor public struct TupleView<each T: View>: Prim { let v: (repeat each T) }
public struct EmptyView: Prim, Sendable { public nonisolated init() {} }
public struct Cond<A: View, B: View>: Prim {}
extension Optional: View where Wrapped: View {
    public typealias Body = Never
    public var body: Never { fatalError() }
}
@resultBuilder public struct ViewBuilder {
    public static func buildExpression<C: View>(_ c: C) -> C { c }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<C: View>(_ c: C) -> C { c }
    @MainActor public static func buildBlock<each C: View>(_ c: repeat each C) -> TupleView<repeat each C> {
        TupleView(v: (repeat each c))
    }
    public static func buildIf<C: View>(_ c: C?) -> C? { c }
    public static func buildEither<A: View, B: View>(first: A) -> Cond<A, B> { Cond() }
    public static func buildEither<A: View, B: View>(second: B) -> Cond<A, B> { Cond() }
}
public protocol ShapeStyle: Sendable {}
extension ShapeStyle { public func opacity(_ d: Double) -> some ShapeStyle { self } }
extension Color: Prim {}
public struct Color: ShapeStyle, Hashable, Sendable {
    public init(uiColor: UIColor) {}
    public static let clear = Color(uiColor: UIColor(red: 0, green: 0, blue: 0, alpha: 0))
    public func opacity(_ d: Double) -> Color { self }
}
public struct Font: Sendable, Hashable {
    public enum Weight: Sendable { case regular, semibold, bold }
    public func weight(_ w: Weight) -> Font { self }
    public static let title = Font(), title2 = Font(), title3 = Font(), largeTitle = Font(), headline = Font(),
        body = Font(), subheadline = Font(), caption = Font()
    public static func system(size: CGFloat) -> Font { Font() }
}
public struct Text: Prim, Equatable, Sendable {
    public init<S: StringProtocol>(_ s: S) {}
    public init(verbatim: String) {}
    public func font(_ f: Font?) -> Text { self }
    public func foregroundStyle<S: ShapeStyle>(_ s: S) -> Text { self }
}
public struct Image: Prim, Sendable {
    public init(systemName: String) {}
    public init(uiImage: UIImage) {}
    public init(_ name: String) {}
    public func resizable() -> Image { self }
}
