package vn.langnghe.kit.courier

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.EntryWhat
import vn.langnghe.kit.support.case
import vn.langnghe.kit.support.summary
import vn.langnghe.kit.support.words
import vn.langnghe.kit.words.Wording
import vn.langnghe.texts.Language

class NewsTest {
    private val received = EntryWhat.Received(words("the commune"))

    private fun status(
        status: String,
        why: String? = null,
    ) = EntryWhat.Status(status, words(status), why)

    private fun reply(text: String) = EntryWhat.Reply(text, words("the commune"))

    private fun report(vararg entries: EntryWhat) = summary(case = case("accepted", *entries))

    @Test
    fun `that it arrived is no news, and neither is what the person did`() {
        assertEquals(null, newsOf(summary(), Told()))
        assertEquals(
            null,
            newsOf(report(received, EntryWhat.Photograph, EntryWhat.Clocks, EntryWhat.Said("x")), Told()),
        )
        for (own in listOf(
            "withdrawn",
            "confirmed",
            "reopened",
        )) {
            assertEquals(null, newsOf(report(status(own)), Told()))
        }
    }

    @Test
    fun `the most important is told, and the newest of it`() {
        val moved = report(received, status("accepted"), status("in_progress", "soon"))
        assertEquals(News.Status(words("in_progress"), "soon"), newsOf(moved, Told()))
        val answered = report(received, status("accepted"), reply("one"), reply("two"), status("in_progress"))
        assertEquals(News.Answer("two"), newsOf(answered, Told()))
        val asked = report(reply("Where is it?"), status("needs_information"))
        assertEquals(News.Question("Where is it?"), newsOf(asked, Told()))
        assertEquals(News.Question("why"), newsOf(report(reply("a"), status("needs_information", "why")), Told()))
    }

    @Test
    fun `of a case that goes on elsewhere it is told how that one moves`() {
        val merged = report(received, status("merged"), EntryWhat.Merged("LN-1"))
        val told = toldWhole(merged)
        val moved = EntryWhat.Followed("LN-1", "resolved", words("resolved"))
        val after = report(received, status("merged"), EntryWhat.Merged("LN-1"), moved)
        assertEquals(News.Status(words("resolved"), "LN-1"), newsOf(after, told))
        assertEquals(null, newsOf(after, toldWhole(after)))
    }

    @Test
    fun `what was told is not told again, wherever the next entry comes in between`() {
        val before = report(received, status("accepted"), reply("one"))
        val told = toldWhole(before)
        assertEquals(Told(answers = 1, statuses = 1), told)
        assertEquals(null, newsOf(before, told))
        val after =
            report(
                received,
                EntryWhat.Said("mine"),
                status("accepted"),
                reply("one"),
                EntryWhat.Photograph,
                reply("two"),
            )
        assertEquals(News.Answer("two"), newsOf(after, told))
    }

    @Test
    fun `a restored server that knows less brings no news`() {
        assertEquals(null, newsOf(report(received), Told(answers = 3, statuses = 2)))
    }

    @Test
    fun `what is remembered is two numbers`() {
        assertEquals(Told(3, 14), Told.of(Told(3, 14).saved()))
        for (odd in listOf(null, "", "3", "a b", "1 2 3")) assertEquals(Told(), Told.of(odd))
    }

    @Test
    fun `the lock screen shows that there is news and nothing of what about`() {
        val news = listOf(News.Answer("Bridge"), News.Question("Bridge"), News.Status(words("Bridge"), "Bridge"))
        for (language in Language.entries) {
            val notices = news.map { Wording(language).notice("id", "Dykes", it) }
            assertEquals(1, notices.map { it.onLockScreen }.distinct().size)
            for (notice in notices) {
                assertFalse("Bridge" in notice.onLockScreen || "Dykes" in notice.onLockScreen)
                assertTrue(notice.title.startsWith("Dykes: "))
                assertTrue("Bridge" in notice.text)
            }
        }
    }
}
