package vn.langnghe.kit.scenario

import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.WayOut
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.items

/*
 * From the list to a report, and what is said about it.
 */

internal val ON_A_REPORT =
    listOf(
        event("open", "row") { said ->
            val row = said.number("row")
            val item = phone.items { it.size > row }[row]
            screens.home().actions.open(item)
            if (!item.isDraft) about = item.id
        },
        event("see_report") { screens.saved(phone.at()).actions.open() },
        event("sync") { screens.home().actions.sync() },
        event("reply", "words") { report().reply(it.text("words")) },
        event("add_text", "words") { report().addText(it.text("words")) },
        event("confirm") { report().confirm() },
        event("reopen", "words") { report().reopen(it.text("words")) },
        event("rate", "stars", "words") { report().rate(it.number("stars"), it.text("words")) },
        event("withdraw") { report().withdraw() },
        event("take_way_out", "way") { report().takeWayOut(WayOut.valueOf(it.text("way").uppercase())) },
        event("officer", "step", "words?") {
            officer.takeStep("/console/cases/$about", it.text("step"), it.textOrNone("words").orEmpty())
        },
    )

private suspend fun Person.report(): ReportActions = screens.report(phone.at()).actions
