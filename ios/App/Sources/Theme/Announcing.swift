import SwiftUI

extension View {
    /// Says these words to whoever has the screen read to them, when they come and when they change.
    func announcing(_ words: String) -> some View {
        modifier(Announcing(words: words))
    }
}

private struct Announcing: ViewModifier {
    let words: String

    func body(content: Content) -> some View {
        content.onChange(of: words, initial: true) { _, now in
            if !now.isEmpty { AccessibilityNotification.Announcement(now).post() }
        }
    }
}
