package vn.langnghe.kit.courier

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.NewsView
import vn.langnghe.kit.support.words
import vn.langnghe.kit.words.Wording
import vn.langnghe.texts.Language

/** What is news decides the core, whose tests hold it. */
class NewsTest {
    private val every =
        listOf(
            NewsView.Answer("Bridge"),
            NewsView.Question("Bridge"),
            NewsView.Paused("Bridge"),
            NewsView.Unit(words("Bridge"), "soon"),
            NewsView.Unit(words("Bridge"), null),
            NewsView.Status(words("Bridge"), "Bridge"),
            NewsView.Followed("Bridge", words("resolved")),
        )

    private fun told(
        language: Language,
        news: NewsView,
    ) = Wording(language).notice("id", "Dykes", news).run { title to text }

    @Test
    fun `the lock screen shows that there is news and nothing of what about`() {
        for (language in Language.entries) {
            val notices = every.map { Wording(language).notice("id", "Dykes", it) }
            assertEquals(1, notices.map { it.onLockScreen }.distinct().size)
            for (notice in notices) {
                assertFalse("Bridge" in notice.onLockScreen || "Dykes" in notice.onLockScreen)
                assertTrue(notice.title.startsWith("Dykes: "))
                assertTrue("Bridge" in notice.text)
            }
        }
    }

    @Test
    fun `a pause says why, and another unit says which and why, in the language of who reads`() {
        val paused = NewsView.Paused("chờ nước rút")
        assertEquals("Dykes: Tạm dừng tính hạn" to "chờ nước rút", told(Language.VIETNAMESE, paused))
        assertEquals("Dykes: The deadlines are paused" to "chờ nước rút", told(Language.ENGLISH, paused))
        val unit = NewsView.Unit(words("Office"), "Nearer.")
        assertEquals("Dykes: Đơn vị khác xử lý" to "Office (vi). Lý do: Nearer.", told(Language.VIETNAMESE, unit))
        assertEquals("Dykes: Another unit has it now" to "Office. Why: Nearer.", told(Language.ENGLISH, unit))
        assertEquals("Office", told(Language.ENGLISH, unit.copy(why = null)).second)
    }

    @Test
    fun `of a case that goes on elsewhere it is said that it is that one, and under which reference`() {
        val followed = NewsView.Followed("LN-1", words("resolved"))
        assertEquals("Dykes: The report it was merged with: resolved" to "LN-1", told(Language.ENGLISH, followed))
    }
}
