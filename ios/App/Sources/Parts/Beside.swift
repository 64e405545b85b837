import SwiftUI

/// A sign and its words side by side; where text is large, the words get the whole width below it.
struct Beside<Words: View>: View {
    let sign: Sign
    var colour: Color = .ink
    @ViewBuilder let words: Words

    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        if size.isAccessibilitySize {
            VStack(alignment: .leading, spacing: 6) { both }
        } else {
            HStack(alignment: .firstTextBaseline, spacing: 12) { both }
        }
    }

    @ViewBuilder private var both: some View {
        sign.image.foregroundStyle(colour)
        words.frame(maxWidth: .infinity, alignment: .leading)
    }
}
