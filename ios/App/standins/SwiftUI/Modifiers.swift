// Declarations of what the app uses of Apple's SwiftUI; see ../README.md.

import Foundation
import UIKit

extension View {
    public func padding(_ l: CGFloat) -> some View { self }
    public func padding(_ e: Edge.Set = .all, _ l: CGFloat? = nil) -> some View { self }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        self
    }
    public func frame(
        minWidth: CGFloat? = nil,
        idealWidth: CGFloat? = nil,
        maxWidth: CGFloat? = nil,
        minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil,
        maxHeight: CGFloat? = nil,
        alignment: Alignment = .center
    ) -> some View { self }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { self }
    public func font(_ f: Font?) -> some View { self }
    public func foregroundStyle<S: ShapeStyle>(_ s: S) -> some View { self }
    public func tint<S: ShapeStyle>(_ s: S?) -> some View { self }
    public func opacity(_ d: Double) -> some View { self }
    public func tint(_ c: Color?) -> some View { self }
    public func background<S: ShapeStyle>(_ s: S) -> some View { self }
    public func background<S: ShapeStyle, T: InsettableShape>(_ s: S, in t: T) -> some View { self }
    public func background<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { self }
    public func overlay<V: View>(_ v: V) -> some View { self }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { self }
    public func clipShape<S: Shape>(_ s: S) -> some View { self }
    public func contentShape<S: Shape>(_ s: S) -> some View { self }
    public func clipped() -> some View { self }
    public func buttonStyle<S: ButtonStyle>(_ s: S) -> some View { self }
    public func multilineTextAlignment(_ a: TextAlignment) -> some View { self }
    public func textCase(_ c: Int?) -> some View { self }
    public func lineLimit(_ r: PartialRangeFrom<Int>) -> some View { self }
    public func textInputAutocapitalization(_ c: TextInputAutocapitalization?) -> some View { self }
    public func keyboardType(_ k: UIKeyboardType) -> some View { self }
    public func autocorrectionDisabled() -> some View { self }
    public func disabled(_ d: Bool) -> some View { self }
    public func accessibilityHidden(_ h: Bool) -> some View { self }
    public func accessibilityLabel<S: StringProtocol>(_ l: S) -> some View { self }
    public func accessibilityHint<S: StringProtocol>(_ l: S) -> some View { self }
    public func accessibilityValue<S: StringProtocol>(_ l: S) -> some View { self }
    public func accessibilityAddTraits(_ t: AccessibilityTraits) -> some View { self }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { self }
    public func accessibilityRepresentation<V: View>(@ViewBuilder r: () -> V) -> some View { self }
    public func accessibilityAdjustableAction(_ h: @escaping (AccessibilityAdjustmentDirection) -> Void) -> some View {
        self
    }
    public func modifier<M: ViewModifier>(_ m: M) -> some View { self }
    public func onChange<V: Equatable>(of v: V, initial: Bool = false, _ a: @escaping (V, V) -> Void) -> some View {
        self
    }
    public func onChange<V: Equatable>(of v: V, initial: Bool = false, _ a: @escaping () -> Void) -> some View { self }
    public func onAppear(perform: (() -> Void)? = nil) -> some View { self }
    public func onDisappear(perform: (() -> Void)? = nil) -> some View { self }
    public func onOpenURL(perform: @escaping (URL) -> Void) -> some View { self }
    public func task(@_inheritActorContext _ a: @escaping @Sendable @isolated(any) () async -> Void) -> some View {
        self
    }
    public func task<T: Equatable>(
        id: T,
        @_inheritActorContext _ a: @escaping @Sendable @isolated(any) () async -> Void
    ) -> some View { self }
    public func dynamicTypeSize(_ s: DynamicTypeSize) -> some View { self }
    public func environment<V>(_ k: WritableKeyPath<EnvironmentValues, V>, _ v: V) -> some View { self }
    public func safeAreaInset<V: View>(edge: VerticalEdge, spacing: CGFloat? = nil, @ViewBuilder content: () -> V)
        -> some View
    { self }
    public func ignoresSafeArea() -> some View { self }
    public func scrollDismissesKeyboard(_ d: DismissMode) -> some View { self }
    public func scrollContentBackground(_ v: Visibility) -> some View { self }
    public func scrollBounceBehavior(_ b: Bounce) -> some View { self }
    public func defaultScrollAnchor(_ u: UnitPoint?) -> some View { self }
    public func navigationTitle<S: StringProtocol>(_ s: S) -> some View { self }
    public func navigationBarTitleDisplayMode(_ m: TitleMode) -> some View { self }
    public func navigationDestination<D: Hashable, C: View>(for d: D.Type, @ViewBuilder destination: @escaping (D) -> C)
        -> some View
    { self }
    public func toolbar<C: ToolbarContent>(@ToolbarContentBuilder content: () -> C) -> some View { self }
    public func toolbarBackground<S: ShapeStyle>(_ s: S, for p: ToolbarPlacement...) -> some View { self }
    public func toolbarBackground(_ v: Visibility, for p: ToolbarPlacement...) -> some View { self }
    public func toolbarColorScheme(_ c: ColorScheme?, for p: ToolbarPlacement...) -> some View { self }
    public func sheet<I: Identifiable, C: View>(item: Binding<I?>, @ViewBuilder content: @escaping (I) -> C)
        -> some View
    { self }
    public func fullScreenCover<I: Identifiable, C: View>(item: Binding<I?>, @ViewBuilder content: @escaping (I) -> C)
        -> some View
    { self }
    public func confirmationDialog<S: StringProtocol, A: View, M: View>(
        _ t: S,
        isPresented: Binding<Bool>,
        titleVisibility: Visibility = .automatic,
        @ViewBuilder actions: () -> A,
        @ViewBuilder message: () -> M
    ) -> some View { self }
    public func interactiveDismissDisabled(_ b: Bool = true) -> some View { self }
    public func searchable(text: Binding<String>, placement: SearchFieldPlacement, prompt: Text?) -> some View { self }
    public func pickerStyle(_ s: PStyle) -> some View { self }
    public func tabViewStyle(_ s: TabStyle) -> some View { self }
    public func labelsHidden() -> some View { self }
    public func tag<V: Hashable>(_ v: V) -> some View { self }
    public func listRowInsets(_ e: EdgeInsets?) -> some View { self }
    public func listRowBackground<V: View>(_ v: V?) -> some View { self }
    public func listRowSeparator(_ v: Visibility) -> some View { self }
    public func gesture<T: Gesture>(_ g: T) -> some View { self }
    public func gesture<T: Gesture>(_ g: T, including: GestureMask) -> some View { self }
    public func simultaneousGesture<T: Gesture>(_ g: T) -> some View { self }
    public func aspectRatio(contentMode: ContentMode) -> some View { self }
    public func scaleEffect(x: CGFloat = 1, y: CGFloat = 1) -> some View { self }
}
