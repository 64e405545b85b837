import SwiftUI

/// The least that a finger gets.
let touch: CGFloat = 44

/// The one strong action of a screen.
struct StrongButton: View {
    let text: String
    var sign: Sign?
    let act: @MainActor () -> Void

    @Environment(\.isEnabled) private var isEnabled

    init(_ text: String, sign: Sign? = nil, act: @escaping @MainActor () -> Void) {
        self.text = text
        self.sign = sign
        self.act = act
    }

    var body: some View {
        Button(action: act) {
            SignAndText(sign: sign, text: text)
                .frame(maxWidth: .infinity, minHeight: 60)
                .padding(.horizontal, 16)
                .foregroundStyle(isEnabled ? Color.onCham : .inkSoft)
                .background(isEnabled ? Color.cham : .hairline, in: RoundedRectangle(cornerRadius: 18))
        }
        .buttonStyle(Pressed())
    }
}

/// Something else that can be done.
struct QuietButton: View {
    let text: String
    var sign: Sign?
    var colour: Color
    let act: @MainActor () -> Void

    @Environment(\.isEnabled) private var isEnabled

    init(_ text: String, sign: Sign? = nil, colour: Color = .cham, act: @escaping @MainActor () -> Void) {
        self.text = text
        self.sign = sign
        self.colour = colour
        self.act = act
    }

    var body: some View {
        Button(action: act) {
            SignAndText(sign: sign, text: text)
                .frame(maxWidth: .infinity, minHeight: 50)
                .padding(.horizontal, 16)
                .foregroundStyle(isEnabled ? colour : .inkSoft)
                .overlay(
                    RoundedRectangle(cornerRadius: 14).strokeBorder(isEnabled ? colour : .hairline, lineWidth: 1.5)
                )
                .contentShape(RoundedRectangle(cornerRadius: 14))
        }
        .buttonStyle(Pressed())
    }
}

/// A button that is only a sign; the label is what is read aloud.
struct SignButton: View {
    let sign: Sign
    let label: String
    var colour: Color = .ink
    var ground: Color = .clear
    let act: @MainActor () -> Void

    var body: some View {
        Button(action: act) {
            sign.image
                .font(.body.weight(.semibold))
                .frame(minWidth: touch, minHeight: touch)
                .foregroundStyle(colour)
                .background(ground, in: Circle())
                .contentShape(Circle())
        }
        .buttonStyle(Pressed())
        .accessibilityLabel(label)
    }
}

private struct SignAndText: View {
    let sign: Sign?
    let text: String

    var body: some View {
        HStack(spacing: 10) {
            sign?.image
            Text(text).multilineTextAlignment(.center)
        }
        .font(.strong)
        .padding(.vertical, 8)
    }
}

/// Says that a finger is on it, without moving anything. In a list it is a target of its own.
struct Pressed: ButtonStyle {
    func makeBody(configuration: Configuration) -> some View {
        configuration.label.opacity(configuration.isPressed ? 0.6 : 1)
    }
}
