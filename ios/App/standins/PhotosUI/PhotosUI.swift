// Declarations of what the app uses of Apple's PhotosUI; see ../README.md.

@_exported import SwiftUI

public struct PhotosPickerItem: Hashable, Sendable {
    public struct EncodingDisambiguationPolicy: Sendable { public static let current = Self() }
    public func loadTransferable<T: Sendable>(type: T.Type) async throws -> T? { nil }
}
public struct PHPickerFilter: Sendable { public static let images = Self() }
public struct PhotosPicker<L: View>: View {
    public var body: Never { fatalError() }
    public init(
        selection: Binding<PhotosPickerItem?>,
        matching: PHPickerFilter? = nil,
        preferredItemEncoding: PhotosPickerItem.EncodingDisambiguationPolicy,
        @ViewBuilder label: () -> L
    ) {}
}
