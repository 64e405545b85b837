@testable import LangNgheKit

// What is seen on the page of a draft, and of a report that was submitted.

func seen(_ state: PageState) -> JSON {
    let problems = PageField.allCases.compactMap { field in
        state.problems[field].map {
            JSON.object(["field": JSON(written(field)), "happened": JSON($0.happened)])
        }
    }
    let own: [String: JSON] = [
        "photographs": JSON(state.pictures.count),
        "category": JSON(state.category?.code),
        "title": JSON(state.category?.name),
        "detail": JSON(state.detail),
        "text": JSON(state.text),
        "ready_sentence": JSON(state.readySentence),
        "name_hidden": JSON(state.nameHidden),
        "danger": JSON(state.danger.map(\.number)),
        "problems": .list(problems),
        "has_bytes": JSON(state.bytes > 0),
        "has_room": JSON(state.hasRoom),
        "photos_on_wifi_only": JSON(state.photosOnWifiOnly),
        "questions": .list(state.questions.map(seen)),
    ]
    return .object(own.merging(seen(state.place)) { $1 })
}

private func seen(_ place: PlaceState) -> [String: JSON] {
    func shown(
        _ kind: String,
        _ commune: String? = nil,
        _ kilometres: Int? = nil,
        looking: String = "no"
    ) -> [String: JSON] {
        [
            "place": JSON(kind), "commune": JSON(commune), "kilometres": JSON(kilometres), "looking": JSON(looking),
        ]
    }
    return switch place {
    case .searching: shown("none", looking: "yes")
    case .unknown(let refused): shown("none", looking: refused ? "refused" : "no")
    case .found(let commune, _): shown("found", commune)
    case .chosen(let commune): shown("chosen", commune)
    case .outside(let nearest, let kilometres): shown("outside", nearest, kilometres)
    }
}

func seen(_ report: ReportContent) -> JSON {
    let parts = [ladder(report.ladder), said(report), standing(report), told(report)]
    return .object(parts.reduce(into: [:]) { all, part in all.merge(part) { $1 } })
}

private func said(_ report: ReportContent) -> [String: JSON] {
    [
        "title": JSON(report.title),
        "where": JSON(report.place),
        "detail": JSON(report.detail),
        "text": JSON(report.text),
        "name_hidden": JSON(report.nameHidden),
        "photographs": JSON(report.pictures.count),
        "pending": JSON(report.pending),
        "answers": .list(
            report.answers.map { .object(["question": JSON($0.question), "said": JSON($0.said)]) }
        ),
        "rating": report.rating.map { .object(["stars": JSON($0.stars), "words": JSON($0.words)]) } ?? .null,
    ]
}

private func standing(_ report: ReportContent) -> [String: JSON] {
    [
        "accepted": JSON(report.ladder.accepted),
        "has_reference": JSON(report.reference != nil),
        "status": JSON(report.status?.words),
        "reason": JSON(report.status?.reason),
        "unit": JSON(report.status?.unit),
        "after": JSON(report.after.count),
        "timeline": .list(
            report.timeline.map {
                .object(["kind": JSON(written($0.kind)), "title": JSON($0.title), "words": JSON($0.body)])
            }
        ),
        "can": JSON(report.can.map { written($0) }.sorted()),
        "parked": .list(
            report.parked.map {
                .object([
                    "what": JSON($0.what), "happened": JSON($0.notice.happened),
                    "ways_out": JSON($0.waysOut.map { written($0) }),
                ])
            }
        ),
    ]
}

/// What the server told beside the status.
private func told(_ report: ReportContent) -> [String: JSON] {
    let (status, outcome) = (report.status, report.outcome)
    let level = status?.level.map { JSON.object(["words": JSON($0.words), "reason": JSON($0.reason)]) }
    let merged = status?.merged.map { JSON.object(["status": JSON($0.status), "agreed": JSON($0.agreed)]) }
    let done = outcome.map {
        JSON.object([
            "cause": JSON($0.cause), "remedy": JSON($0.remedy), "without_photograph": JSON($0.withoutPhotograph),
        ])
    }
    return [
        "belongs": JSON(status?.belongs),
        "asked": JSON(status?.asked ?? false),
        "unanswered": JSON(status?.unanswered ?? false),
        "pause": JSON(status?.pause),
        "has_answer_by": JSON(report.answerBy != nil),
        "level": level ?? .null,
        "merged": merged ?? .null,
        "outcome": done ?? .null,
        "clocks": JSON(report.clocks.count),
        "clocks_done": .list(report.clocks.map { JSON($0.done) }),
        "clock_words": JSON(report.clocks.map(\.standing)),
        "overdue": JSON(report.clocks.contains { $0.overdue }),
    ]
}
