import SwiftUI

/// Whether a foot may stay where the thumb is. Where text is large or the screen low, it scrolls
/// with the rest: staying, it would leave too little room to read.
@propertyWrapper
struct FootStays: DynamicProperty {
    @Environment(\.dynamicTypeSize) private var size
    @Environment(\.verticalSizeClass) private var height

    var wrappedValue: Bool { !size.isAccessibilitySize && height != .compact }
}

/// A screen that scrolls, with its strong action at the thumb.
struct Framed<Content: View, Foot: View>: View {
    @ViewBuilder let content: Content
    @ViewBuilder let foot: Foot

    @FootStays private var footStays

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 16) {
                content
                if !footStays { foot }
            }
            .frame(maxWidth: 640, alignment: .leading)
            .padding(.horizontal, 16)
            .padding(.top, 4)
            .padding(.bottom, 24)
            .frame(maxWidth: .infinity)
        }
        .scrollDismissesKeyboard(.interactively)
        .safeAreaInset(edge: .bottom, spacing: 0) {
            if footStays { StayingFoot { foot } }
        }
        .background(Color.paper)
        .foregroundStyle(.ink)
    }
}

extension Framed where Foot == EmptyView {
    init(@ViewBuilder content: () -> Content) {
        self.init(content: content, foot: { EmptyView() })
    }
}

/// What stays at the thumb, and what scrolls under it can't be read through.
struct StayingFoot<Foot: View>: View {
    @ViewBuilder let foot: Foot

    var body: some View {
        if Foot.self != EmptyView.self {
            VStack(spacing: 0) {
                Divider().overlay(Color.hairline)
                VStack(spacing: 10) { foot }
                    .frame(maxWidth: 640)
                    .padding(.horizontal, 16)
                    .padding(.vertical, 12)
            }
            .frame(maxWidth: .infinity)
            .background(Color.paper)
        }
    }
}
