package vn.langnghe.kit.words

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import vn.langnghe.core.AnswerProblem
import vn.langnghe.core.AnsweredView
import vn.langnghe.core.AskedView
import vn.langnghe.core.ChoiceView
import vn.langnghe.core.Guidance
import vn.langnghe.core.QuestionKindName
import vn.langnghe.core.QuestionView
import vn.langnghe.kit.port.VIETNAM
import vn.langnghe.kit.screen.AnswerKind
import vn.langnghe.kit.screen.AnswerView
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.support.words
import vn.langnghe.texts.Language

class AnswersTest {
    private val vietnamese = Wording(Language.VIETNAMESE)
    private val english = Wording(Language.ENGLISH)
    private val dates = Dates(VIETNAM)

    private fun asked(
        kind: QuestionKindName,
        vararg values: String,
        problem: AnswerProblem? = null,
    ) = AskedView(
        QuestionView("q", words("Which?"), kind, true, listOf(ChoiceView("a", words("Left")))),
        values.toList(),
        true,
        problem,
    )

    private fun shown(
        asked: AskedView,
        typed: List<String>? = null,
        tried: Boolean = false,
    ) = english.question(asked, typed, tried, dates)

    @Test
    fun `yes and no are two choices in the language of who reads, and others are the catalogue's`() {
        val yesNo = asked(QuestionKindName.YES_NO, "yes")
        assertEquals(listOf("yes" to "Yes", "no" to "No"), shown(yesNo).choices)
        val choices = vietnamese.question(yesNo, null, tried = false, dates).choices
        assertEquals(listOf("yes" to "Có", "no" to "Không"), choices)
        assertEquals(AnswerKind.CHOICE to listOf("yes"), shown(yesNo).run { kind to values })
        assertEquals(listOf("a" to "Left"), shown(asked(QuestionKindName.CHOICES)).choices)
    }

    @Test
    fun `a moment is typed as a day and a time, and kept with Vietnam's offset`() {
        val kind = QuestionKindName.MOMENT
        assertEquals(listOf("2026-11-03T08:05:00+07:00"), kept(kind, listOf(" 3/11/2026", "8:05 "), dates))
        assertEquals(listOf("03/11/2026", "08:05"), shown(asked(kind, "2026-11-03T01:05:00Z")).values)
        // What isn't one yet comes back as it was typed, half of it too.
        for (half in listOf(listOf("31/11/2026", "08:05"), listOf("3/11", ""), listOf("", "25:00"))) {
            val kept = kept(kind, half, dates)
            assertEquals(half, shown(asked(kind, kept.single())).values, "$kept")
        }
        assertEquals(emptyList<String>(), kept(kind, listOf("", " "), dates))
    }

    @Test
    fun `what was typed here is newer than what the core has, and blanks are no answer`() {
        assertEquals(listOf("12,"), shown(asked(QuestionKindName.NUMBER, "1"), typed = listOf("12,")).values)
        assertEquals(listOf("12,"), kept(QuestionKindName.NUMBER, listOf("12,"), dates))
        assertEquals(emptyList<String>(), kept(QuestionKindName.TEXT, listOf("  "), dates))
    }

    @Test
    fun `what is wrong is said once the person has tried to send it`() {
        val guidance = Guidance(words("No number."), words("All is kept."), words("Write digits."))
        val wrong = asked(QuestionKindName.NUMBER, "x", problem = AnswerProblem("answer_invalid", guidance))
        assertEquals(null, shown(wrong).problem)
        assertEquals(Notice("No number.", "All is kept.", "Write digits."), shown(wrong, tried = true).problem)
    }

    @Test
    fun `an answer is read in words, a moment as people write it`() {
        val sides = listOf(words("Left"), words("Right"))
        val choice = AnsweredView(asked(QuestionKindName.CHOICES).question, listOf("a", "b"), sides)
        assertEquals(AnswerView("Which?", "Left, Right"), english.answer(choice, dates))
        val written = "2026-11-03T08:05:00+07:00"
        val moment = AnsweredView(asked(QuestionKindName.MOMENT).question, listOf(written), listOf(words(written)))
        assertEquals(AnswerView("Which?", "03/11/2026 08:05"), english.answer(moment, dates))
    }
}
