package vn.langnghe.ui.parts

import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Rung

/** The steps that a report takes, in order. */
internal enum class Step { ON_PHONE, WORDS, PHOTOGRAPHS, COMMUNE }

internal enum class StepState { DONE, NOW, LATER }

/** Each step of this report with its state; none for a report that has left the ladder. */
internal fun Ladder.steps(): List<Pair<Step, StepState>> {
    if (rung == Rung.PARKED || rung == Rung.WITHDRAWN) return emptyList()
    val wordsArrived = rung == Rung.TEXT_RECEIVED || rung == Rung.COMPLETE || photosSent > 0 || accepted
    val done =
        buildSet {
            if (rung != Rung.DRAFT) add(Step.ON_PHONE)
            if (wordsArrived) add(Step.WORDS)
            if (rung == Rung.COMPLETE || (photosSent == photosTotal && wordsArrived)) add(Step.PHOTOGRAPHS)
            if (accepted) add(Step.COMMUNE)
        }
    // Text comes first: a report without photographs has no step for them.
    val taken = Step.entries.filter { it != Step.PHOTOGRAPHS || photosTotal > 0 }
    val now = taken.firstOrNull { it !in done }
    return taken.map { step ->
        step to
            when (step) {
                in done -> StepState.DONE
                now -> StepState.NOW
                else -> StepState.LATER
            }
    }
}

/** How much of the way into [step] lies behind, from 0 to 1. */
internal fun Ladder.wayInto(
    step: Step,
    state: StepState,
): Float =
    when {
        state == StepState.DONE -> 1f
        state == StepState.LATER -> 0f
        step == Step.PHOTOGRAPHS -> ((photosSent + (progress ?: 0f)) / photosTotal).coerceIn(0f, 1f)
        else -> 0f
    }
