import LangNgheKit
import SwiftUI

/// How it stands: the case in words, the ladder in steps.
struct Standing: View {
    let content: ReportContent

    var body: some View {
        VStack(alignment: .leading, spacing: 14) {
            VStack(alignment: .leading, spacing: 4) {
                Text(words).font(.head)
                if let unit = content.status?.unit { Text(unit).foregroundStyle(.inkSoft) }
                if let status = content.status, !status.asked, let reason = status.reason { Text(reason) }
            }
            .accessibilityElement(children: .combine)
            .announcing(words)
            if let status = content.status { Circumstances(status: status) }
            LadderSteps(ladder: content.ladder)
            if content.status != nil {
                Text(content.ladder.words).font(.small).foregroundStyle(.inkSoft)
            }
        }
        .card()
    }

    private var words: String { content.status?.words ?? content.ladder.words }
}

/// *Hạn tiếp nhận* and *hạn xử lý*, each with the rule that it rests on.
struct Clocks: View {
    let clocks: [ClockView]

    @Environment(\.texts) private var texts

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Heading(texts.report.clocks)
            ForEach(clocks) { Clock(clock: $0) }
        }
    }
}

private struct Clock: View {
    let clock: ClockView

    var body: some View {
        Beside(sign: clock.done ? .check : .clock, colour: clock.overdue ? .son : .cham) {
            VStack(alignment: .leading, spacing: 2) {
                Text(clock.name).font(.small)
                Text(clock.due).font(.strong)
                if !clock.standing.isEmpty {
                    Text(clock.standing).font(.smallStrong).foregroundStyle(clock.overdue ? .son : .cham)
                }
                Text(clock.basis).font(.small).foregroundStyle(.inkSoft)
            }
        }
        .card(clock.overdue ? .sonSoft : .card, padding: 14)
        .accessibilityElement(children: .combine)
    }
}

/// What is parked, why, and each way out of it.
struct ParkedCard: View {
    let parked: ParkedView
    let actions: any ReportActions

    @Environment(\.texts) private var texts

    var body: some View {
        NoticeCard(notice: parked.notice, about: parked.what) {
            ForEach(parked.waysOut, id: \.self) { way in
                QuietButton(name(of: way), sign: sign(of: way), colour: .ink) { actions.takeWayOut(way) }
            }
        }
    }

    private func name(of way: WayOut) -> String {
        switch way {
        case .retry: texts.common.retry
        case .copy: texts.report.copy
        case .letGo: texts.report.letGo
        case .withdraw: texts.report.withdraw
        }
    }

    private func sign(of way: WayOut) -> Sign {
        switch way {
        case .retry: .again
        case .copy: .edit
        case .letGo: .close
        case .withdraw: .bin
        }
    }
}
