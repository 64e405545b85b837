// Declarations of what the app uses of Apple's SwiftUI; see ../README.md.

import Foundation
import UIKit

public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom, firstTextBaseline }
public struct Alignment: Sendable {
    public static let leading = Alignment(), center = Alignment(), bottom = Alignment(), bottomTrailing = Alignment(),
        topTrailing = Alignment(), trailing = Alignment()
}
public struct VStack<C: View>: Prim {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {}
}
public struct LazyVStack<C: View>: Prim {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {}
}
public struct HStack<C: View>: Prim {
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {}
}
public struct ZStack<C: View>: Prim { public init(alignment: Alignment = .center, @ViewBuilder content: () -> C) {} }
public struct Group<C: View>: Prim { public init(@ViewBuilder content: () -> C) {} }
public struct Form<C: View>: Prim { public init(@ViewBuilder content: () -> C) {} }
public struct List<C: View>: Prim { public init(@ViewBuilder content: () -> C) {} }
public struct Section<P: View, C: View>: Prim {
    public init(@ViewBuilder content: () -> C, @ViewBuilder header: () -> P) {}
}
public struct GridItem: Sendable {
    public enum Size: Sendable {
        case flexible(minimum: CGFloat = 10, maximum: CGFloat = .infinity)
        case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity)
    }
    public init(_ s: Size = .flexible(), spacing: CGFloat? = nil) {}
}
public struct LazyVGrid<C: View>: Prim {
    public init(columns: [GridItem], spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {}
}
public struct AxisSet: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let horizontal = AxisSet(rawValue: 1), vertical = AxisSet(rawValue: 2)
}
public enum Axis: Sendable {
    case horizontal, vertical
    public typealias Set = AxisSet
}
public struct ScrollView<C: View>: Prim {
    public init(_ a: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> C) {}
}
public struct ForEach<D: RandomAccessCollection, ID: Hashable, C: View>: Prim {
    public init(_ d: D, id: KeyPath<D.Element, ID>, @ViewBuilder content: @escaping (D.Element) -> C) {}
}
extension ForEach where D.Element: Identifiable, ID == D.Element.ID {
    public init(_ d: D, @ViewBuilder content: @escaping (D.Element) -> C) {}
}
public struct Spacer: Prim { public nonisolated init(minLength: CGFloat? = nil) {} }
public struct Divider: Prim { public nonisolated init() {} }
public struct ProgressView: Prim { public nonisolated init() {} }
public struct ButtonRole: Sendable, Equatable { public static let destructive = ButtonRole(), cancel = ButtonRole() }
@MainActor public struct Button<L: View>: Prim {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> L) {}
}
extension Button where L == Text {
    public init<S: StringProtocol>(_ s: S, action: @escaping @MainActor () -> Void) {
        self.init(action: action) { Text(s) }
    }
    public init<S: StringProtocol>(_ s: S, role: ButtonRole?, action: @escaping @MainActor () -> Void) {
        self.init(action: action) { Text(s) }
    }
}
public struct Lbl: Prim {}
@MainActor public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = BSC
    @ViewBuilder func makeBody(configuration: Configuration) -> Body
}
@MainActor public struct BSC {
    public let label = Lbl()
    public let isPressed = false
}
