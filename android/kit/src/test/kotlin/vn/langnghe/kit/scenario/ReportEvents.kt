package vn.langnghe.kit.scenario

import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.WayOut
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.photograph

/*
 * From the list to a report, and what is said about it.
 */

/** What the officer's form calls as scenarios do. */
private val FIELDS = arrayOf("cause?", "remedy?", "without_photograph?", "belongs?", "unit?", "level?")

internal val ON_A_REPORT =
    listOf(
        event("open", "row") { said ->
            val row = said.number("row")
            val item = phone.items { it.size > row }[row]
            screens.home().actions.open(item)
            if (!item.isDraft) turnTo(item.id)
        },
        event("see_report") { screens.saved(phone.at()).actions.open() },
        event("sync") { screens.home().actions.sync() },
        event("reply", "words") { report().reply(it.text("words")) },
        event("add_text", "words") { report().addText(it.text("words")) },
        event("confirm") { report().confirm() },
        event("reopen", "words", "file?") { said ->
            val file = said.textOrNone("file")
            report().reopen(said.text("words"), withPhotograph = file != null)
            file?.let { take(it) }
        },
        event("rate", "stars", "words") { report().rate(it.number("stars"), it.text("words")) },
        event("withdraw") { report().withdraw() },
        event("take_way_out", "way") { report().takeWayOut(WayOut.valueOf(it.text("way").uppercase())) },
        event("officer", "step", "words?", "file?", *FIELDS, "into?") { said ->
            val named = FIELDS.map { it.removeSuffix("?") }.associateWith { it } + ("words" to "text")
            val fields = named.mapNotNull { (field, name) -> said.textOrNone(field)?.let { name to it } }
            val into = said.numberOrNone("into")?.let { "into" to officer.referenceOf(caseOf(known[it])) }
            val photographs = listOfNotNull(said.textOrNone("file")?.let(::photograph))
            officer.fillIn(caseOf(about!!), said.text("step"), (fields + listOfNotNull(into)).toMap(), photographs)
        },
    )

internal fun caseOf(report: String) = "/console/cases/$report"

private suspend fun Person.report(): ReportActions = screens.report(phone.at()).actions
