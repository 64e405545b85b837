package vn.langnghe.kit.words

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.ActName
import vn.langnghe.core.ClockName
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.EntryView
import vn.langnghe.core.EntryWhat
import vn.langnghe.core.Guidance
import vn.langnghe.core.LevelView
import vn.langnghe.core.MergedView
import vn.langnghe.core.MovedClock
import vn.langnghe.core.OutcomeView
import vn.langnghe.core.PauseView
import vn.langnghe.core.WayOutName
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.port.VIETNAM
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.support.case
import vn.langnghe.kit.support.clock
import vn.langnghe.kit.support.summary
import vn.langnghe.kit.support.words
import vn.langnghe.texts.Language
import java.time.Instant
import vn.langnghe.core.ParkedView as CoreParked

class ReportsTest {
    private val wording = Wording(Language.ENGLISH)
    private val dates = Dates(VIETNAM)
    private val now = Instant.parse("2026-11-30T17:05:00Z")

    @Test
    fun `dates are those of Vietnam, as people write them there`() {
        assertEquals("01/12/2026", dates.day(now))
        assertEquals("01/12/2026 00:05", dates.moment(now))
        assertEquals("11/2026", Dates.month("2026-11"))
        assertEquals("soon", Dates.month("soon"))
    }

    @Test
    fun `the ladder's last step is the commune's`() {
        val accepted =
            setOf("accepted", "forwarded", "in_progress", "needs_information", "resolved", "confirmed", "closed")
        for (status in accepted) assertTrue(wording.ladder(summary(case = case(status)), null).accepted, status)
        for (status in listOf("received", "refused", "withdrawn", "merged")) {
            assertFalse(wording.ladder(summary(case = case(status)), null).accepted, status)
        }
        assertFalse(wording.ladder(summary(), null).accepted)
    }

    @Test
    fun `progress is shown as long as a photograph is missing`() {
        assertEquals(0.5f, wording.ladder(summary(sent = 1u, total = 2u), 0.5f).progress)
        assertEquals(null, wording.ladder(summary(sent = 2u, total = 2u), 0.5f).progress)
    }

    @Test
    fun `a clock that ran out is overdue, unless what it was for is done`() {
        fun at(done: Boolean) =
            listOf(now.minusSeconds(1), now.plusSeconds(1)).flatMap { due ->
                val clocks = listOf(clock(ClockName.INTAKE, due, done), clock(ClockName.RESOLUTION, due, done))
                wording.clocks(case("received", clocks = clocks), dates, now)
            }
        assertEquals(listOf(true, true, false, false), at(done = false).map { it.overdue })
        assertEquals(listOf(false, false, false, false), at(done = true).map { it.overdue })
        val late = listOf("Overdue by 1 hour, not accepted yet", "Overdue by 1 hour, not resolved yet")
        assertEquals(late + listOf("", ""), at(done = false).map { it.standing })
        assertEquals(listOf("This step is done"), at(done = true).map { it.standing }.distinct())
        assertEquals(emptyList<Any>(), wording.clocks(case("received"), dates, now))
    }

    @Test
    fun `a clock that stands still says why, and grows no later`() {
        val pause = PauseView(now.minusSeconds(9), "until the water is down", words("Paused"))
        val due = now.minusSeconds(5)
        val clocks = listOf(clock(ClockName.RESOLUTION, due, pause = pause))
        val shown = wording.clocks(case("in_progress", clocks = clocks), dates, now).single()
        assertEquals("Paused: until the water is down", shown.standing)
        assertEquals(true to false, shown.paused to shown.overdue)
    }

    @Test
    fun `how a case stands is told in the language that is read`() {
        val asked = PauseView(now, null, words("Paused"))
        val case =
            case("merged").copy(
                asked = true,
                belongs = "the power company",
                pause = asked,
                outcome = OutcomeView("a broken pipe", words("It will last"), "It is under the road"),
                unanswered = true,
                level = LevelView(words("Urgent"), "Children pass there"),
                merged = MergedView("LN-1", words("Resolved"), agreed = true),
            )
        val status = wording.status(case)
        assertEquals("the power company" to "Paused", status.belongs to status.pause)
        assertEquals("Urgent" to "Children pass there", status.level?.words to status.level?.reason)
        assertEquals("LN-1" to "Resolved", status.merged?.reference to status.merged?.status)
        assertEquals(true, status.merged?.agreed)
        assertEquals(true to true, status.asked to status.unanswered)
        val outcome = wording.outcome(case)
        assertEquals("a broken pipe" to "It will last", outcome?.cause to outcome?.remedy)
        assertEquals("It is under the road", outcome?.withoutPhotograph)
        assertEquals(null, wording.outcome(case("accepted")))
    }

    @Test
    fun `every kind of entry has its words`() {
        val entries =
            listOf(
                EntryWhat.Received(words("the commune")) to EntryKind.RECEIVED,
                EntryWhat.Photograph to EntryKind.PHOTOGRAPH,
                EntryWhat.Status("accepted", words("Accepted"), "why") to EntryKind.STATUS,
                EntryWhat.Unit(words("the department")) to EntryKind.UNIT,
                EntryWhat.Reply("We come.", words("the commune")) to EntryKind.REPLY,
                EntryWhat.Clocks to EntryKind.CLOCKS,
                EntryWhat.Rescheduled(listOf(MovedClock(ClockName.RESOLUTION, now, now)), words("a storm")) to
                    EntryKind.RESCHEDULED,
                EntryWhat.Paused("The river is high") to EntryKind.PAUSED,
                EntryWhat.Resumed to EntryKind.RESUMED,
                EntryWhat.Level(words("Urgent"), "Children pass there") to EntryKind.LEVEL,
                EntryWhat.Merged("LN-1") to EntryKind.MERGED,
                EntryWhat.Followed("LN-1", "resolved", words("Resolved")) to EntryKind.FOLLOWED,
                EntryWhat.Agreed to EntryKind.AGREED,
                EntryWhat.Said("Thanks.") to EntryKind.SAID,
                EntryWhat.Other to EntryKind.OTHER,
            )
        val shown = entries.map { (what, kind) -> wording.entry(EntryView(now, what), dates) to kind }
        for ((entry, kind) in shown) assertEquals(kind, entry.kind)
        assertEquals(EntryKind.entries.size, shown.map { it.first.title }.distinct().size)
        val moved = "To be resolved by: from ${dates.moment(now)} to ${dates.moment(now)}\nBecause: a storm"
        val bodies =
            listOf("", "", "why", "", "We come.", "", moved, "The river is high", "", "Children pass there")
        assertEquals(bodies + listOf("LN-1", "LN-1", "", "Thanks.", ""), shown.map { it.first.body })
    }

    @Test
    fun `what is parked is called by its name, with every way out`() {
        fun parked(
            kind: String?,
            photograph: UInt? = null,
        ) = wording.parked(
            CoreParked(kind, photograph, "code", Guidance(words("a"), words("b"), words("c")), WayOutName.entries),
        )
        val kinds =
            listOf("file", "add_text", "attach", "reply", "withdraw", "confirm", "reopen", "rate", "of tomorrow")
        val names = kinds.map { parked(it).what } + parked(null, 2u).what
        assertEquals(10, names.distinct().size)
        assertEquals("Photograph 2", names.last())
        assertEquals(4, parked("file").waysOut.distinct().size)
    }

    @Test
    fun `nothing of the core's lists is lost on the way`() {
        assertEquals(
            DeliveryStep.entries.size,
            DeliveryStep.entries
                .map { it.rung() }
                .distinct()
                .size,
        )
        assertEquals(
            ActName.entries.size,
            ActName.entries
                .map { it.action() }
                .distinct()
                .size,
        )
    }

    @Test
    fun `a place is a name, or what is known of it`() {
        assertEquals("Xã Tam Tiến", wording.where(WhereaboutsView.Commune("07264", "Xã Tam Tiến", true)))
        assertEquals("Outside Bắc Ninh, near Xã Tam Tiến", wording.where(WhereaboutsView.Outside("Xã Tam Tiến", 900.0)))
        assertEquals("No place yet", wording.where(WhereaboutsView.Unknown))
    }

    @Test
    fun `why something waits is what the core waits for`() {
        val texts = wording.texts.kit

        fun why(
            link: Link,
            photographsOnly: Boolean = false,
            sending: Boolean = false,
            savingPower: Boolean = false,
            wifiOnly: Boolean = false,
            unproven: Boolean = false,
        ) = wording.whyItWaits(Waiting(photographsOnly, sending, link, savingPower, wifiOnly, unproven))
        assertEquals(texts.whyNoNetwork, why(Link.OFFLINE, sending = true, wifiOnly = true, unproven = true))
        assertEquals(texts.whySending, why(Link.FREE, sending = true))
        assertEquals(texts.whyUnproven, why(Link.METERED, photographsOnly = true, wifiOnly = true, unproven = true))
        assertEquals(
            texts.whyWaitsForWifi,
            why(Link.METERED, photographsOnly = true, savingPower = true, wifiOnly = true),
        )
        assertEquals(texts.whySavesPower, why(Link.METERED, photographsOnly = true, savingPower = true))
        assertEquals(texts.whyWaitsForServer, why(Link.METERED, savingPower = true, wifiOnly = true))
        assertEquals(
            texts.whyWaitsForServer,
            why(Link.FREE, photographsOnly = true, savingPower = true, wifiOnly = true),
        )
    }
}
