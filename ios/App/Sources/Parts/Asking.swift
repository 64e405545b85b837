import SwiftUI

extension View {
    /// Asks before something that can't be taken back. The safe answer is the one that the system
    /// gives when a person turns away.
    func asking(
        _ title: String,
        _ body: String,
        yes: String,
        isAsking: Binding<Bool>,
        onYes: @escaping @MainActor () -> Void
    ) -> some View {
        modifier(Asking(title: title, words: body, yes: yes, isAsking: isAsking, onYes: onYes))
    }
}

private struct Asking: ViewModifier {
    let title: String
    let words: String
    let yes: String
    @Binding var isAsking: Bool
    let onYes: @MainActor () -> Void

    @Environment(\.texts) private var texts

    func body(content: Content) -> some View {
        content.confirmationDialog(title, isPresented: $isAsking, titleVisibility: .visible) {
            Button(yes, role: .destructive, action: onYes)
            Button(texts.common.no, role: .cancel) {}
        } message: {
            Text(words)
        }
    }
}
