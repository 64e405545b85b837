import LangNgheKit
import SwiftUI

/// A step as a dot: done, being taken, or still to come.
struct StepDot: View {
    let taken: StepTaken

    @ScaledMetric private var diameter: CGFloat = 32

    var body: some View {
        sign.image
            .font(.small.weight(.bold))
            .foregroundStyle(colour)
            .frame(width: diameter, height: diameter)
            .background(ground, in: Circle())
            .overlay(Circle().strokeBorder(edge, lineWidth: 2))
    }

    private var sign: Sign {
        if taken.state == .done, taken.step != .commune { return .check }
        return switch taken.step {
        case .onPhone: .handset
        case .words: .words
        case .photographs: .picture
        case .commune: .office
        }
    }

    private var ground: Color {
        switch taken.state {
        case .done: .cham
        case .now: .hoe
        case .later: .clear
        }
    }

    private var edge: Color { taken.state == .later ? .hairline : ground }

    private var colour: Color {
        switch taken.state {
        case .done: .onCham
        case .now: .onHoe
        case .later: .edge
        }
    }
}

/// What a step is called.
struct StepName: View {
    let taken: StepTaken
    let ladder: Ladder

    @Environment(\.texts) private var texts

    var body: some View {
        Text(name)
            .font(taken.state == .now ? .smallStrong : .small)
            .foregroundStyle(taken.state == .later ? Color.inkSoft : .ink)
    }

    private var name: String {
        switch taken.step {
        case .onPhone: texts.ladder.onPhone
        case .words: texts.ladder.words
        case .photographs: texts.ladder.photographs(sent: "\(ladder.photosSent)", total: "\(ladder.photosTotal)")
        case .commune: texts.ladder.commune
        }
    }
}
