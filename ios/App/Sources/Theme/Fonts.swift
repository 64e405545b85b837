import SwiftUI

// The system's own styles of text and nothing else: they grow with Dynamic Type, and their lines
// leave room for the marks above and below Vietnamese letters. Nothing is smaller than a subheadline.

extension Font {
    /// The one great word of a screen.
    static let display = Font.title.weight(.bold)
    /// What a screen is about.
    static let head = Font.title3.weight(.semibold)
    /// What a part of a screen is about.
    static let heading = Font.headline
    static let strong = Font.body.weight(.semibold)
    static let small = Font.subheadline
    static let smallStrong = Font.subheadline.weight(.semibold)
    /// Numbers to dial.
    static let number = Font.title3.weight(.bold)
}
