package vn.langnghe.kit.support

import vn.langnghe.core.CaseView
import vn.langnghe.core.ClockName
import vn.langnghe.core.ClockView
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.DeliveryView
import vn.langnghe.core.EntryView
import vn.langnghe.core.EntryWhat
import vn.langnghe.core.PauseView
import vn.langnghe.core.ReportSummary
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.core.Words
import java.time.Instant

/*
 * Reports as the core could have them, for tests of what follows from them.
 */

private val THEN = Instant.parse("2026-11-23T08:00:00Z")

internal fun words(text: String) = Words(vi = "$text (vi)", en = text)

internal fun summary(
    case: CaseView? = null,
    sent: UInt = 0u,
    total: UInt = 0u,
) = ReportSummary(
    id = "019aa1b2-0000-7000-8000-00000000000a",
    category = "dyke",
    firstLine = "",
    whereabouts = WhereaboutsView.Unknown,
    createdAt = THEN,
    delivery = DeliveryView(DeliveryStep.WAITING, words("Waiting")),
    photosSent = sent,
    photosTotal = total,
    case = case,
    parked = emptyList(),
    withdrawing = false,
    picture = null,
    told = "",
)

internal fun case(
    status: String,
    vararg entries: EntryWhat,
    clocks: List<ClockView> = emptyList(),
) = CaseView(
    reference = null,
    status = status,
    words = words(status),
    reason = null,
    belongs = null,
    asked = false,
    unit = null,
    clocks = clocks,
    pause = null,
    outcome = null,
    answerBy = null,
    unanswered = false,
    level = null,
    merged = null,
    stale = false,
    timeline = entries.map { EntryView(THEN, it) },
)

internal fun clock(
    name: ClockName,
    due: Instant,
    done: Boolean = false,
    pause: PauseView? = null,
) = ClockView(name, due, words("by law"), done, pause)
