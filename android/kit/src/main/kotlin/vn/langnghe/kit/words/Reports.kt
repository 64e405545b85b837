package vn.langnghe.kit.words

import vn.langnghe.core.ActName
import vn.langnghe.core.CaseView
import vn.langnghe.core.ClockName
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.EntryView
import vn.langnghe.core.EntryWhat
import vn.langnghe.core.PhotographView
import vn.langnghe.core.ReportSummary
import vn.langnghe.core.WayOutName
import vn.langnghe.core.clockStanding
import vn.langnghe.kit.screen.ClockView
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.LevelView
import vn.langnghe.kit.screen.MergedView
import vn.langnghe.kit.screen.OutcomeView
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
    StatusView(
        words = invoke(case.words),
        reason = case.reason,
        unit = case.unit?.let(::invoke),
        asked = case.asked,
        belongs = case.belongs,
        pause = case.pause?.let { invoke(it.words) },
        level = case.level?.let { LevelView(invoke(it.words), it.reason) },
        merged = case.merged?.let { MergedView(it.reference, it.words?.let(::invoke), it.agreed) },
        unanswered = case.unanswered,
    )

internal fun Wording.outcome(case: CaseView): OutcomeView? =
    case.outcome?.let { OutcomeView(it.cause, invoke(it.remedy), it.withoutPhotograph) }

internal fun Wording.clocks(
    case: CaseView,
    dates: Dates,
    now: Instant,
): List<ClockView> = case.clocks.map { clock(it, dates, now) }

private fun Wording.clock(
    clock: CoreClock,
    dates: Dates,
    now: Instant,
): ClockView {
    val standing = clockStanding(clock, now)
    return ClockView(
        name = clockName(clock.name),
        due = dates.moment(clock.due),
        basis = invoke(clock.basis),
        standing = standing.words?.let(::invoke).orEmpty(),
        overdue = standing.late,
        paused = clock.pause != null,
        done = clock.done,
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
            is EntryWhat.Rescheduled -> entry(EntryKind.RESCHEDULED, rescheduled, moved(what, dates))
            is EntryWhat.Unit -> entry(EntryKind.UNIT, unitNow(invoke(what.unit)))
            is EntryWhat.Paused -> entry(EntryKind.PAUSED, paused, what.reason)
            EntryWhat.Resumed -> entry(EntryKind.RESUMED, resumed)
            is EntryWhat.Level -> entry(EntryKind.LEVEL, levelNow(invoke(what.words)), what.reason)
            is EntryWhat.Merged -> entry(EntryKind.MERGED, merged, what.reference)
            is EntryWhat.Followed -> entry(EntryKind.FOLLOWED, followed(invoke(what.words)), what.reference)
            EntryWhat.Agreed -> entry(EntryKind.AGREED, agreed)
            is EntryWhat.Said -> entry(EntryKind.SAID, said, what.text)
            EntryWhat.Other -> entry(EntryKind.OTHER, other)
        }
    }
}

/** From when to when each clock moved, and why. */
private fun Wording.moved(
    what: EntryWhat.Rescheduled,
    dates: Dates,
): String {
    val clocks =
        what.clocks.map {
            texts.kit.rescheduledClock(clockName(it.name), dates.moment(it.from), dates.moment(it.to))
        }
    return (clocks + texts.kit.rescheduledWhy(invoke(what.why))).joinToString("\n")
}

private fun Wording.clockName(name: ClockName) =
    when (name) {
        ClockName.INTAKE -> texts.kit.intake
        ClockName.RESOLUTION -> texts.kit.resolution
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
