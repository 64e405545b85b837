package vn.langnghe.kit.scenario

import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.ReportState

/*
 * What is seen on the page of a draft, and of a report that was submitted.
 */

internal fun page(state: PageState): Map<String, Any?>? {
    if (state.loading) return null
    return place(state.place) +
        mapOf(
            "photographs" to state.pictures.size,
            "category" to state.category?.code,
            "title" to state.category?.name,
            "detail" to state.detail,
            "text" to state.text,
            "ready_sentence" to state.readySentence,
            "name_hidden" to state.nameHidden,
            "danger" to state.danger.map { it.number },
            "problems" to
                state.problems.entries.sortedBy { it.key }.map { (field, notice) ->
                    mapOf("field" to field.written(), "happened" to notice.happened)
                },
            "has_bytes" to (state.bytes > 0),
            "has_room" to state.hasRoom,
            "photos_on_wifi_only" to state.photosOnWifiOnly,
            "questions" to state.questions.map(::question),
        )
}

private fun place(place: PlaceState): Map<String, Any?> {
    fun shown(
        kind: String,
        commune: String? = null,
        kilometres: Int? = null,
        looking: String = "no",
    ) = mapOf("place" to kind, "commune" to commune, "kilometres" to kilometres, "looking" to looking)
    return when (place) {
        PlaceState.Searching -> shown("none", looking = "yes")
        is PlaceState.Unknown -> shown("none", looking = if (place.permissionRefused) "refused" else "no")
        is PlaceState.Found -> shown("found", place.commune)
        is PlaceState.Chosen -> shown("chosen", place.commune)
        is PlaceState.Outside -> shown("outside", place.nearest, place.kilometres)
    }
}

internal fun report(state: ReportState): Map<String, Any?>? {
    val report = (state.content as? Loaded.Ready)?.value ?: return null
    return ladder(report.ladder) + written(report) + standing(report) + told(report)
}

private fun written(report: ReportContent): Map<String, Any?> =
    mapOf(
        "title" to report.title,
        "where" to report.where,
        "detail" to report.detail,
        "text" to report.text,
        "name_hidden" to report.nameHidden,
        "photographs" to report.pictures.size,
        "pending" to report.pending,
        "answers" to report.answers.map { mapOf("question" to it.question, "said" to it.said) },
        "rating" to report.rating?.let { mapOf("stars" to it.stars, "words" to it.words) },
    )

private fun standing(report: ReportContent): Map<String, Any?> =
    mapOf(
        "accepted" to report.ladder.accepted,
        "has_reference" to (report.reference != null),
        "status" to report.status?.words,
        "reason" to report.status?.reason,
        "unit" to report.status?.unit,
        "after" to report.after.size,
        "timeline" to
            report.timeline.map { mapOf("kind" to it.kind.written(), "title" to it.title, "words" to it.body) },
        "can" to report.can.map { it.written() }.sorted(),
        "parked" to
            report.parked.map { parked ->
                mapOf(
                    "what" to parked.what,
                    "happened" to parked.notice.happened,
                    "ways_out" to parked.waysOut.map { it.written() },
                )
            },
    )

/** What the server told beside the status. */
private fun told(report: ReportContent): Map<String, Any?> {
    val status = report.status
    return mapOf(
        "belongs" to status?.belongs,
        "asked" to (status?.asked ?: false),
        "unanswered" to (status?.unanswered ?: false),
        "pause" to status?.pause,
        "has_answer_by" to (report.answerBy != null),
        "level" to status?.level?.let { mapOf("words" to it.words, "reason" to it.reason) },
        "merged" to status?.merged?.let { mapOf("status" to it.status, "agreed" to it.agreed) },
        "outcome" to
            report.outcome?.let {
                mapOf("cause" to it.cause, "remedy" to it.remedy, "without_photograph" to it.withoutPhotograph)
            },
        "clocks" to report.clocks.size,
        "clocks_done" to report.clocks.map { it.done },
        "clock_words" to report.clocks.map { it.standing },
        "overdue" to report.clocks.any { it.overdue },
    )
}
