package vn.langnghe.kit.words

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.Failure
import vn.langnghe.core.FieldName
import vn.langnghe.core.Guidance
import vn.langnghe.core.OpenFailure
import vn.langnghe.core.ProblemView
import vn.langnghe.core.Words
import vn.langnghe.kit.screen.Notice
import vn.langnghe.texts.Language

class NoticesTest {
    private val vietnamese = Wording(Language.VIETNAMESE)
    private val english = Wording(Language.ENGLISH)

    private val refusals = listOf("not_a_draft", "not_now", "too_many_photographs", "unknown_place_or_category")
    private val photographs =
        listOf(
            "photograph_unreadable",
            "not_a_jpeg",
            "too_large",
            "too_many_pixels",
            "side_too_long",
            "too_much_memory",
            "too_many_scans",
            "truncated",
            "damaged",
            "unsupported",
            "failed",
        )

    /** Every way in which something can fail. */
    private val failures =
        listOf(
            Failure.Closed(),
            Failure.NotFound(),
            Failure.Incomplete(emptyList()),
            Failure.DiskFull(),
            Failure.Storage(""),
        ) +
            refusals.map { Failure.Refused(it) } + photographs.map { Failure.Photograph(it) }

    @Test
    fun `every failure has words of its own, in both languages`() {
        for (wording in listOf(vietnamese, english)) {
            val said = failures.map { wording.notice(it).happened }
            assertEquals(said.distinct(), said)
            assertTrue(said.none { it.isBlank() || it == wording.texts.error.unknown })
        }
        for (failure in failures) {
            assertNotEquals(vietnamese.notice(failure).happened, english.notice(failure).happened)
        }
    }

    @Test
    fun `what a later core says is said in general words`() {
        assertEquals(english.texts.error.unknown, english.notice(Failure.Refused("of_tomorrow")).happened)
        assertEquals(english.texts.error.photographFailed, english.notice(Failure.Photograph("of_tomorrow")).happened)
        assertEquals(english.texts.error.unknown, english.trouble(OpenFailure.Later("of_tomorrow")).notice.happened)
    }

    @Test
    fun `what is missing is said with the core's own words`() {
        fun words(text: String) = Words(vi = "$text (vi)", en = text)
        val guidance = Guidance(words("No place."), words("All is kept."), words("Choose one."))
        val failure = Failure.Incomplete(listOf(ProblemView(FieldName.PLACE, "place_required", guidance)))
        assertEquals(Notice("No place.", "All is kept.", "Choose one."), english.notice(failure))
        assertEquals("No place. (vi)", vietnamese.notice(failure).happened)
    }

    @Test
    fun `a store that can't be opened says what to do about it`() {
        val failures =
            listOf(
                OpenFailure.Key("key_lost"),
                OpenFailure.Key("wrong_key"),
                OpenFailure.Later("key_unavailable"),
                OpenFailure.Later("in_use"),
                OpenFailure.Later("disk_full"),
                OpenFailure.Newer(9u, 8u),
                OpenFailure.Damaged("somewhere"),
                OpenFailure.Broken("server_address", ""),
                OpenFailure.Broken("storage", ""),
            )
        val troubles = failures.map { vietnamese.trouble(it) }
        assertEquals(9, troubles.map { it.notice.happened }.distinct().size)
        assertTrue(troubles.all { it.notice.safe.isNotBlank() && it.notice.wayOut.isNotBlank() })
        assertEquals(listOf(0, 1), troubles.indices.filter { troubles[it].canStartClean }, "only without a key")
        assertEquals(listOf(5), troubles.indices.filterNot { troubles[it].canRetry }, "only an update helps")
        assertTrue(troubles.none { "somewhere" in "${it.notice}" }, "no paths")
    }
}
