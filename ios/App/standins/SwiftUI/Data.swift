// Declarations of what the app uses of Apple's SwiftUI; see ../README.md.

import Foundation
import UIKit

@propertyWrapper public struct Binding<Value>: DynamicProperty {
    public init(
        get: @escaping @isolated(any) @Sendable () -> Value,
        set: @escaping @isolated(any) @Sendable (Value) -> Void
    ) { fatalError() }
    public var wrappedValue: Value {
        get { fatalError() }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { self }
}
public protocol DynamicProperty {}
@propertyWrapper public struct State<V>: DynamicProperty {
    public init(wrappedValue: V) {}
    public init(initialValue: V) {}
    public var wrappedValue: V {
        get { fatalError() }
        nonmutating set {}
    }
    public var projectedValue: Binding<V> { fatalError() }
}
extension State where V: ExpressibleByNilLiteral { public init() { self.init(initialValue: nil) } }
@propertyWrapper public struct SceneStorage<V>: DynamicProperty {
    init(_ x: Void) {}
    public var wrappedValue: V {
        get { fatalError() }
        nonmutating set {}
    }
}
extension SceneStorage where V == String { public init(wrappedValue: V, _ k: String) { self.init(()) } }
@propertyWrapper public struct ScaledMetric<V>: DynamicProperty {
    public init(wrappedValue: V) {}
    public var wrappedValue: V { fatalError() }
}
@propertyWrapper public struct Environment<V>: DynamicProperty {
    public init(_ k: KeyPath<EnvironmentValues, V>) {}
    public var wrappedValue: V { fatalError() }
}
public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}
public enum DynamicTypeSize: Hashable, Comparable, CaseIterable, Sendable {
    case xSmall, small, medium, large
    public var isAccessibilitySize: Bool { false }
}
public enum UserInterfaceSizeClass: Sendable { case compact, regular }
public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
@MainActor public struct OpenURLAction: Sendable { public func callAsFunction(_ u: URL) {} }
@MainActor public struct DismissAction: Sendable { public func callAsFunction() {} }
public struct EnvironmentValues: CustomStringConvertible {
    public var description: String { "" }
    public subscript<K: EnvironmentKey>(k: K.Type) -> K.Value {
        get { K.defaultValue }
        set {}
    }
    public var dynamicTypeSize: DynamicTypeSize {
        get { .large }
        set {}
    }
    public var verticalSizeClass: UserInterfaceSizeClass? { nil }
    public var isEnabled: Bool {
        get { true }
        set {}
    }
    public var scenePhase: ScenePhase { .active }
    public var openURL: OpenURLAction { fatalError() }
    public var dismiss: DismissAction { fatalError() }
    public var accessibilityReduceMotion: Bool { false }
    public var isSceneCaptured: Bool { false }
    public var locale: Locale {
        get { .current }
        set {}
    }
}
