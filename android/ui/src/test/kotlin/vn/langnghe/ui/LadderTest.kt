package vn.langnghe.ui

import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Rung
import vn.langnghe.ui.parts.Step
import vn.langnghe.ui.parts.StepState
import vn.langnghe.ui.parts.steps
import vn.langnghe.ui.parts.wayInto

/** Which steps of the ladder are drawn as done; each line is what a person sees. */
class LadderTest {
    private fun seen(
        rung: Rung,
        sent: Int = 0,
        total: Int = 2,
        accepted: Boolean = false,
    ) = Ladder(rung, "", sent, total, null, accepted).steps().joinToString("") { (_, state) ->
        when (state) {
            StepState.DONE -> "●"
            StepState.NOW -> "◐"
            StepState.LATER -> "○"
        }
    }

    @Test
    fun `a report climbs step by step`() {
        assertEquals("◐○○○", seen(Rung.DRAFT))
        assertEquals("●◐○○", seen(Rung.WAITING))
        assertEquals("●◐○○", seen(Rung.SENDING))
        assertEquals("●●◐○", seen(Rung.TEXT_RECEIVED))
        assertEquals("●●◐○", seen(Rung.SENDING, sent = 1))
        assertEquals("●●●◐", seen(Rung.COMPLETE, sent = 2))
        assertEquals("●●●●", seen(Rung.COMPLETE, sent = 2, accepted = true))
    }

    @Test
    fun `the commune may be ahead of the photographs`() =
        assertEquals("●●◐●", seen(Rung.TEXT_RECEIVED, sent = 1, accepted = true))

    @Test
    fun `without photographs there is no step for them`() {
        assertEquals("●◐○", seen(Rung.WAITING, total = 0))
        assertEquals("●●◐", seen(Rung.COMPLETE, total = 0))
    }

    @Test
    fun `what left the ladder is not drawn on it`() {
        assertEquals("", seen(Rung.PARKED))
        assertEquals("", seen(Rung.WITHDRAWN))
    }

    @Test
    fun `the way to the photographs fills as they leave`() {
        val ladder = Ladder(Rung.TEXT_RECEIVED, "", photosSent = 1, photosTotal = 4, progress = 0.5f)
        assertEquals(0.375f, ladder.wayInto(Step.PHOTOGRAPHS, StepState.NOW))
        assertEquals(1f, ladder.wayInto(Step.WORDS, StepState.DONE))
        assertEquals(0f, ladder.wayInto(Step.COMMUNE, StepState.LATER))
    }
}
