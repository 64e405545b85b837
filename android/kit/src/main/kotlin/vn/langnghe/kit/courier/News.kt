package vn.langnghe.kit.courier

import vn.langnghe.core.EntryWhat
import vn.langnghe.core.ReportSummary
import vn.langnghe.core.Words
import vn.langnghe.kit.words.NEEDS_INFORMATION

/*
 * What a person doesn't know yet about their reports. Decided from the reports as the core has
 * them and from two numbers that are remembered for each; nothing else is kept of what was told.
 */

/** So many of a report's answers and of its changes of status were told, or seen. */
internal data class Told(
    val answers: Int = 0,
    val statuses: Int = 0,
) {
    /** As it is remembered. */
    fun saved(): String = "$answers $statuses"

    companion object {
        /** What was remembered; what can't be understood is nothing told. */
        fun of(saved: String?): Told {
            val numbers = saved.orEmpty().split(' ').mapNotNull(String::toIntOrNull)
            return if (numbers.size == 2) Told(numbers[0], numbers[1]) else Told()
        }
    }
}

/** Something that a person should hear of. */
internal sealed interface News {
    /** The unit answered. */
    data class Answer(
        val text: String,
    ) : News

    /** The unit needs to know more, and waits. */
    data class Question(
        val why: String?,
    ) : News

    /** The case moved on. */
    data class Status(
        val words: Words,
        val why: String?,
    ) : News
}

/** Where a case goes by what the person themselves did. */
private val OWN_DOING = setOf("withdrawn", "confirmed", "reopened")

/** All that there is to be told of a report. */
internal fun toldWhole(report: ReportSummary): Told = Told(report.answers().size, report.statuses().size)

/**
 * What is new about a report, the most important of it: what waits for the person before what
 * was answered, and that before how the case moved.
 */
internal fun newsOf(
    report: ReportSummary,
    told: Told,
): News? {
    val answers = report.answers().drop(told.answers)
    val statuses = report.statuses().drop(told.statuses).filter { it.status !in OWN_DOING }
    val latest = statuses.lastOrNull()
    return when {
        latest?.status == NEEDS_INFORMATION -> News.Question(latest.reason ?: answers.lastOrNull()?.text)
        answers.isNotEmpty() -> News.Answer(answers.last().text)
        latest != null -> News.Status(latest.words, latest.reason)
        else -> null
    }
}

private fun ReportSummary.answers() = entries().filterIsInstance<EntryWhat.Reply>()

/** Where the case went, under this reference or the one under which it goes on. */
private fun ReportSummary.statuses(): List<EntryWhat.Status> =
    entries().mapNotNull { entry ->
        when (entry) {
            is EntryWhat.Status -> entry
            is EntryWhat.Followed -> EntryWhat.Status(entry.status, entry.words, entry.reference)
            else -> null
        }
    }

private fun ReportSummary.entries() = case?.timeline.orEmpty().map { it.what }
