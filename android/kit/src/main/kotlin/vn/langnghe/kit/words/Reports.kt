package vn.langnghe.kit.words

import vn.langnghe.core.ActName
import vn.langnghe.core.CaseView
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.EntryView
import vn.langnghe.core.EntryWhat
import vn.langnghe.core.PhotographView
import vn.langnghe.core.ReportSummary
import vn.langnghe.core.WayOutName
import vn.langnghe.kit.screen.ClockView
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.ParkedView
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.screen.StatusView
import vn.langnghe.kit.screen.TimelineEntry
import vn.langnghe.kit.screen.WayOut
import java.time.Instant
import vn.langnghe.core.ClockView as CoreClock
import vn.langnghe.core.ParkedView as CoreParked

/*
 * Reports and their cases, as screens show them.
 */

/** Where a case stands before the unit has taken it, or after it was let go of without that. */
private val NOT_ACCEPTED = setOf("received", "refused", "withdrawn", "merged")

/** Where a case stands once nobody works on it any more. */
private val SETTLED = setOf("resolved", "confirmed", "closed", "refused", "withdrawn", "merged")

/** The unit asks, and waits for the person. */
internal const val NEEDS_INFORMATION = "needs_information"

/** The unit says that it is done, and the person may say whether it is. */
internal const val RESOLVED = "resolved"

internal fun PhotographView.ref() = PictureRef(id, width.toInt(), height.toInt())

internal fun DeliveryStep.rung(): Rung =
    when (this) {
        DeliveryStep.DRAFT -> Rung.DRAFT
        DeliveryStep.WAITING -> Rung.WAITING
        DeliveryStep.SENDING -> Rung.SENDING
        DeliveryStep.PARKED -> Rung.PARKED
        DeliveryStep.TEXT_RECEIVED -> Rung.TEXT_RECEIVED
        DeliveryStep.COMPLETE -> Rung.COMPLETE
        DeliveryStep.WITHDRAWN -> Rung.WITHDRAWN
    }

internal fun ActName.action(): ReportAction =
    when (this) {
        ActName.REPLY -> ReportAction.REPLY
        ActName.ADD_TEXT -> ReportAction.ADD_TEXT
        ActName.ADD_PHOTOGRAPH -> ReportAction.ADD_PHOTOGRAPH
        ActName.CONFIRM -> ReportAction.CONFIRM
        ActName.REOPEN -> ReportAction.REOPEN
        ActName.RATE -> ReportAction.RATE
        ActName.WITHDRAW -> ReportAction.WITHDRAW
    }

/** @param progress how much of the photograph that is leaving has left. */
internal fun Wording.ladder(
    summary: ReportSummary,
    progress: Float?,
): Ladder =
    Ladder(
        rung = summary.delivery.step.rung(),
        words = invoke(summary.delivery.words),
        photosSent = summary.photosSent.toInt(),
        photosTotal = summary.photosTotal.toInt(),
        progress = progress.takeIf { summary.photosSent < summary.photosTotal },
        accepted = summary.case?.let { it.status !in NOT_ACCEPTED } ?: false,
    )

internal fun Wording.status(case: CaseView): StatusView =
    StatusView(invoke(case.words), case.reason, case.unit?.let(::invoke))

internal fun Wording.clocks(
    case: CaseView,
    dates: Dates,
    now: Instant,
): List<ClockView> {
    val clocks = case.clocks ?: return emptyList()

    fun clock(
        name: String,
        clock: CoreClock,
        done: Boolean,
    ) = ClockView(name, dates.moment(clock.due), invoke(clock.basis), overdue = !done && clock.due < now, done = done)
    return listOf(
        clock(texts.kit.intake, clocks.intake, done = case.status != "received"),
        clock(texts.kit.resolution, clocks.resolution, done = case.status in SETTLED),
    )
}

internal fun Wording.entry(
    entry: EntryView,
    dates: Dates,
): TimelineEntry {
    fun entry(
        kind: EntryKind,
        title: String,
        body: String = "",
    ) = TimelineEntry(dates.moment(entry.at), kind, title, body)
    return with(texts.kit) {
        when (val what = entry.what) {
            is EntryWhat.Received -> entry(EntryKind.RECEIVED, received(invoke(what.unit)))
            EntryWhat.Photograph -> entry(EntryKind.PHOTOGRAPH, photographArrived)
            is EntryWhat.Status -> entry(EntryKind.STATUS, invoke(what.words), what.reason.orEmpty())
            is EntryWhat.Reply -> entry(EntryKind.REPLY, replyFrom(invoke(what.unit)), what.text)
            EntryWhat.Clocks -> entry(EntryKind.CLOCKS, clocksSet)
            is EntryWhat.Said -> entry(EntryKind.SAID, said, what.text)
            EntryWhat.Other -> entry(EntryKind.OTHER, other)
        }
    }
}

internal fun Wording.parked(parked: CoreParked): ParkedView =
    ParkedView(
        what = parkedThing(parked),
        notice = notice(parked.guidance),
        waysOut =
            parked.waysOut.map {
                when (it) {
                    WayOutName.RETRY -> WayOut.RETRY
                    WayOutName.COPY -> WayOut.COPY
                    WayOutName.LET_GO -> WayOut.LET_GO
                    WayOutName.WITHDRAW -> WayOut.WITHDRAW
                }
            },
    )

private fun Wording.parkedThing(parked: CoreParked): String =
    with(texts.kit) {
        parked.photograph?.let { return parkedPhotograph(it.toString()) }
        when (parked.kind) {
            "file" -> parkedReport
            "add_text" -> parkedWords
            "attach" -> parkedAttachment
            "reply" -> parkedReply
            "withdraw" -> parkedWithdrawal
            "confirm" -> parkedConfirmation
            "reopen" -> parkedReopening
            "rate" -> parkedRating
            else -> parkedOther
        }
    }
