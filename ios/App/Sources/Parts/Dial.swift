import LangNgheKit
import SwiftUI

/// *Đang nguy hiểm? Gọi 112 · 113 · 114 · 115*: a line and a row at the foot of a screen.
struct DialStrip: View {
    let numbers: [EmergencyNumber]
    let call: @MainActor (String) -> Void

    @Environment(\.texts) private var texts
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Text(texts.dial.danger).font(.smallStrong).foregroundStyle(.son)
            LazyVGrid(columns: Array(repeating: GridItem(.flexible(), spacing: 8), count: inRow), spacing: 8) {
                ForEach(numbers) { number in
                    ShortDial(number: number) { call(number.number) }
                }
            }
        }
        .padding(.horizontal, 16)
        .padding(.vertical, 10)
    }

    private var inRow: Int { size.isAccessibilitySize ? 2 : 4 }
}

/// A number alone; whom it reaches is read aloud.
private struct ShortDial: View {
    let number: EmergencyNumber
    let call: @MainActor () -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        Button(action: call) {
            HStack(spacing: 6) {
                Sign.phone.image.font(.small)
                Text(number.number).font(.heading)
            }
            .frame(maxWidth: .infinity, minHeight: touch)
            .padding(.vertical, 2)
            .foregroundStyle(.son)
            .background(.sonSoft, in: RoundedRectangle(cornerRadius: 12))
        }
        .buttonStyle(Pressed())
        .accessibilityLabel(texts.dial.call(number: number.number, service: number.name))
    }
}

/// Numbers to dial before anything else: a report is not a rescue.
struct DialFirst: View {
    let numbers: [EmergencyNumber]
    let call: @MainActor (String) -> Void

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 10) {
            Heading(texts.dial.first, colour: .son)
            Text(texts.dial.notRescue).foregroundStyle(.ink)
            ForEach(numbers) { number in
                DialButton(number: number) { call(number.number) }
            }
        }
        .card(.sonSoft)
    }
}

/// One number, with whom it reaches.
private struct DialButton: View {
    let number: EmergencyNumber
    let call: @MainActor () -> Void

    @Environment(\.texts) private var texts
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Button(action: call) {
            HStack(spacing: 12) {
                Sign.phone.image
                layout {
                    Text(texts.dial.number(number: number.number)).font(.number)
                    Text(number.name)
                }
                Spacer(minLength: 0)
            }
            .multilineTextAlignment(.leading)
            .padding(.horizontal, 16)
            .padding(.vertical, 8)
            .frame(maxWidth: .infinity, minHeight: 60)
            .foregroundStyle(.onSon)
            .background(.son, in: RoundedRectangle(cornerRadius: 14))
        }
        .buttonStyle(Pressed())
    }

    private var layout: AnyLayout {
        size.isAccessibilitySize
            ? AnyLayout(VStackLayout(alignment: .leading))
            : AnyLayout(HStackLayout(spacing: 12))
    }
}
