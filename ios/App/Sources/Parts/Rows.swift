import SwiftUI

/// Something that is on or off; the whole row is touched.
struct SwitchRow: View {
    let text: String
    var more: String?
    let on: Bool
    let change: @MainActor (Bool) -> Void

    var body: some View {
        Toggle(isOn: Binding(showing: { on }, telling: change)) {
            VStack(alignment: .leading, spacing: 2) {
                Text(text)
                if let more { Text(more).font(.small).foregroundStyle(.inkSoft) }
            }
        }
        .tint(.cham)
        .frame(minHeight: touch)
    }
}

/// Something to agree to. It is never ticked before the person ticks it.
struct CheckRow: View {
    let text: String
    let checked: Bool
    let change: @MainActor (Bool) -> Void

    var body: some View {
        Button {
            change(!checked)
        } label: {
            HStack(spacing: 14) {
                (checked ? Sign.checked : .unchecked).image
                    .font(.title2)
                    .foregroundStyle(checked ? Color.cham : .edge)
                Text(text).font(.strong).multilineTextAlignment(.leading)
                Spacer(minLength: 0)
            }
            .foregroundStyle(.ink)
            .frame(minHeight: 56)
            .contentShape(Rectangle())
        }
        .buttonStyle(Pressed())
        .accessibilityRepresentation {
            Toggle(text, isOn: Binding(showing: { checked }, telling: change))
        }
    }
}

/// One of several; the whole row is touched.
struct ChoiceRow: View {
    let text: String
    let chosen: Bool
    let choose: @MainActor () -> Void

    var body: some View {
        Button(action: choose) {
            HStack(spacing: 14) {
                (chosen ? Sign.chosen : .other).image
                    .font(.title2)
                    .foregroundStyle(chosen ? Color.cham : .edge)
                Text(text).multilineTextAlignment(.leading)
                Spacer(minLength: 0)
            }
            .foregroundStyle(.ink)
            .frame(minHeight: 52)
            .contentShape(Rectangle())
        }
        .buttonStyle(Pressed())
        .accessibilityAddTraits(chosen ? .isSelected : [])
    }
}

/// A line that leads to where something is changed; `change` says so, beside it or below.
struct LeadingLine<Content: View>: View {
    let change: String
    let act: @MainActor () -> Void
    @ViewBuilder let content: Content

    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Button(action: act) {
            layout {
                HStack(spacing: 12) { content }.frame(maxWidth: .infinity, alignment: .leading)
                Text(change).font(.smallStrong).foregroundStyle(.cham)
            }
            .multilineTextAlignment(.leading)
            .foregroundStyle(.ink)
            .frame(minHeight: 40)
            .card(padding: 12)
            .contentShape(Rectangle())
        }
        .buttonStyle(Pressed())
    }

    private var layout: AnyLayout {
        size.isAccessibilitySize
            ? AnyLayout(VStackLayout(alignment: .leading, spacing: 8))
            : AnyLayout(HStackLayout(spacing: 12))
    }
}
