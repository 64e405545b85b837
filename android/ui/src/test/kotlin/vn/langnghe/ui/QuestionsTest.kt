package vn.langnghe.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.PageState
import vn.langnghe.texts.Language
import vn.langnghe.ui.newreport.PageScreen
import vn.langnghe.ui.report.ReportScreen

/** What a category asks of its own, on the page of a report. */
@OptIn(ExperimentalTestApi::class)
class QuestionsTest {
    private val done = mutableListOf<String>()
    private val samples = Samples(Language.VIETNAMESE)

    private fun asking(
        state: PageState = samples.pageAsking,
        test: ComposeUiTest.() -> Unit,
    ) = onPhone(content = { PageScreen(state, recording<PageActions>(done)) }, block = test)

    @Test
    fun `each kind of question has its way to answer, and says whether it must be answered`() =
        asking {
            onNodeWithContentDescription("Hỏng mấy làn đường? (bắt buộc)").performScrollTo().performTextReplacement("2")
            onNodeWithText("Không").performScrollTo().assertIsSelected()
            onNodeWithText("Có").performScrollTo().performClick()
            onNodeWithText("Học sinh").performScrollTo().assertIsOn()
            onNodeWithText("Xe tải").performScrollTo().assertIsOff().performClick()
            onNodeWithText("Vừa mới đây").performScrollTo().performClick()
            onNodeWithContentDescription("Ngày nào?").performScrollTo().performTextInput("3/11/2026")
            onNodeWithContentDescription("Xe của ai? (không bắt buộc)").performScrollTo().performTextInput("Ông Tư")
            onNodeWithContentDescription("Có gì đáng chú ý? (không bắt buộc)").performScrollTo().performTextInput("Tối")
            val expected =
                listOf(
                    "answer(lanes, [2])",
                    "answer(passable, [yes])",
                    "answer(who, [pupils, lorries])",
                    "answerNow(since)",
                    "answer(since, [3/11/2026, ])",
                    "answer(owner, [Ông Tư])",
                    "answer(more, [Tối])",
                )
            assertEquals(expected, done)
        }

    @Test
    fun `what is wrong with an answer stands beside it, with the way out`() =
        Language.entries.forEach { language ->
            asking(Samples(language).pageAsking) {
                val way = if (language == Language.VIETNAMESE) "Hãy viết bằng số." else "Please write a number."
                onNodeWithText(way, substring = true).performScrollTo().assertIsDisplayed()
            }
        }

    @Test
    fun `an answer is taken back, to what isn't asked any more as well`() =
        asking {
            onAllNodesWithText("Bỏ câu trả lời")[0].performScrollTo().performClick()
            onNodeWithText("Km 12", substring = true).performScrollTo().assertIsDisplayed()
            onAllNodesWithText("Bỏ câu trả lời")[1].performScrollTo().performClick()
            assertEquals(listOf("answer(passable, [])", "answer(old, [])"), done)
        }

    @Test
    fun `what was answered is read on the report's own page`() =
        onPhone(content = { ReportScreen(samples.reportFixed, recording()) }) {
            onNodeWithText("Xe có qua được không?: Không").performScrollTo().assertIsDisplayed()
        }
}
