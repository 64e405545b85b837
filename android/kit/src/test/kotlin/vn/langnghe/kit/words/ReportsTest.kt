package vn.langnghe.kit.words

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.ActName
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.EntryView
import vn.langnghe.core.EntryWhat
import vn.langnghe.core.Guidance
import vn.langnghe.core.WayOutName
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.port.VIETNAM
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.support.case
import vn.langnghe.kit.support.clocks
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
        val clocks = clocks(intake = now.minusSeconds(1), resolution = now.plusSeconds(1))

        fun at(status: String) = wording.clocks(case(status, clocks = clocks), dates, now).map { it.overdue to it.done }
        assertEquals(listOf(true to false, false to false), at("received"))
        assertEquals(listOf(false to true, false to false), at("accepted"))
        assertEquals(listOf(false to true, false to true), at("resolved"))
        assertEquals(emptyList<Any>(), wording.clocks(case("received"), dates, now))
    }

    @Test
    fun `every kind of entry has its words`() {
        val entries =
            listOf(
                EntryWhat.Received(words("the commune")) to EntryKind.RECEIVED,
                EntryWhat.Photograph to EntryKind.PHOTOGRAPH,
                EntryWhat.Status("accepted", words("Accepted"), "why") to EntryKind.STATUS,
                EntryWhat.Reply("We come.", words("the commune")) to EntryKind.REPLY,
                EntryWhat.Clocks to EntryKind.CLOCKS,
                EntryWhat.Said("Thanks.") to EntryKind.SAID,
                EntryWhat.Other to EntryKind.OTHER,
            )
        val shown = entries.map { (what, kind) -> wording.entry(EntryView(now, what), dates) to kind }
        for ((entry, kind) in shown) assertEquals(kind, entry.kind)
        assertEquals(7, shown.map { it.first.title }.distinct().size)
        assertEquals(listOf("", "", "why", "We come.", "", "Thanks.", ""), shown.map { it.first.body })
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
        ) = wording.whyItWaits(Waiting(photographsOnly, sending, link, savingPower, wifiOnly))
        assertEquals(texts.whyNoNetwork, why(Link.OFFLINE, sending = true, wifiOnly = true))
        assertEquals(texts.whySending, why(Link.FREE, sending = true))
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
