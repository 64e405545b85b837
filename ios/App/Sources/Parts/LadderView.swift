import LangNgheKit
import SwiftUI

// The delivery ladder, drawn as steps from left to right: on the phone, the words have arrived, the
// photographs have arrived, the commune has taken it. It is read aloud as one sentence.

/// The steps without their names, for a list.
struct LadderStrip: View {
    let ladder: Ladder

    var body: some View {
        HStack(spacing: 0) {
            ForEach(ladder.steps) { taken in
                if taken.step != .onPhone { Rail(way: taken.way) }
                StepDot(taken: taken)
            }
        }
        .modifier(SpokenLadder(ladder: ladder))
    }
}

/// The steps with their names, for the report itself: in a row if each name has room, or else in a column.
struct LadderSteps: View {
    let ladder: Ladder

    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        Group {
            if size.isAccessibilitySize { column } else { row }
        }
        .modifier(SpokenLadder(ladder: ladder))
    }

    private var row: some View {
        HStack(alignment: .top, spacing: 0) {
            ForEach(ladder.steps) { taken in
                VStack(spacing: 6) {
                    StepDot(taken: taken)
                    StepName(taken: taken, ladder: ladder).multilineTextAlignment(.center)
                    Gauge(taken: taken)
                }
                .frame(maxWidth: .infinity)
            }
        }
    }

    private var column: some View {
        VStack(alignment: .leading, spacing: 10) {
            ForEach(ladder.steps) { taken in
                HStack(spacing: 12) {
                    StepDot(taken: taken)
                    StepName(taken: taken, ladder: ladder)
                }
                Gauge(taken: taken)
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}

private struct SpokenLadder: ViewModifier {
    let ladder: Ladder

    @Environment(\.texts) private var texts

    func body(content: Content) -> some View {
        content
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(spoken)
            .accessibilityHidden(ladder.steps.isEmpty)
    }

    private var spoken: String {
        let steps = ladder.steps
        let done = steps.filter { $0.state == .done }.count
        return texts.ladder.spoken(done: "\(done)", total: "\(steps.count)", words: ladder.words)
    }
}

/// The line that leads to a step; so much of it lies behind.
private struct Rail: View {
    let way: Double

    var body: some View {
        GeometryReader { room in
            ZStack(alignment: .leading) {
                Color.hairline
                Color.cham.frame(width: room.size.width * way)
            }
        }
        .frame(height: 4)
    }
}

/// How far a step has come that takes its time.
private struct Gauge: View {
    let taken: StepTaken

    var body: some View {
        if taken.state == .now, taken.way > 0 {
            Rail(way: taken.way).padding(.horizontal, 8)
        }
    }
}
