package vn.langnghe.ui

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import vn.langnghe.ui.report.ReportScreen

@OptIn(ExperimentalTestApi::class)
class ReportTest {
    private val done = mutableListOf<String>()
    private val actions = recording<ReportActions>(done)
    private val samples = Samples(Language.VIETNAMESE)

    private fun ComposeUiTest.inPanel(text: String) = onNode(hasText(text) and hasAnyAncestor(isDialog()))

    @Test
    fun `who lives there says whether it is fixed`() =
        Language.entries.forEach { language ->
            done.clear()
            onPhone(language = language, content = { ReportScreen(Samples(language).reportFixed, actions) }) {
                val texts = Texts(language).report
                onNodeWithText(texts.confirm).performClick()
                onNodeWithText(texts.reopen).performClick()
                onNodeWithContentDescription(texts.reopenField).performTextInput("Vẫn còn đá")
                inPanel(texts.send).performScrollTo().performClick()
                assertEquals(listOf("confirm()", "reopen(Vẫn còn đá)"), done)
            }
        }

    @Test
    fun `a reply half written is there after the phone was turned`() {
        turned(
            { ReportScreen(samples.reportFixed, actions) },
            before = {
                onNodeWithText("Trả lời xã").performScrollTo().performClick()
                inPanel("Gửi").assertIsNotEnabled()
                onNodeWithContentDescription("Câu trả lời").performTextInput("Cảm ơn")
            },
            after = {
                onNodeWithContentDescription("Câu trả lời").assertTextContains("Cảm ơn")
                inPanel("Gửi").performScrollTo().performClick()
                assertEquals(listOf("reply(Cảm ơn)"), done)
            },
        )
    }

    @Test
    fun `stars are given by one tap, words with them if wanted`() =
        onPhone(content = { ReportScreen(samples.reportFixed, actions) }) {
            onNodeWithText("Bạn đã chấm 4 trên 5 sao", substring = true).performScrollTo().assertIsDisplayed()
            onNodeWithText("Chấm điểm").performScrollTo().performClick()
            inPanel("Gửi").assertIsNotEnabled()
            onNodeWithContentDescription("4 trên 5 sao").performClick()
            inPanel("Gửi").performScrollTo().performClick()
            assertEquals(listOf("rate(4, )"), done)
        }

    @Test
    fun `more can be said and shown, and all of it withdrawn after a question`() =
        onPhone(content = { ReportScreen(samples.reportWaiting, actions) }) {
            onNodeWithText("Nói thêm").performScrollTo().performClick()
            onNodeWithContentDescription("Điều muốn nói thêm").performTextInput("Thêm hai tảng nữa")
            inPanel("Gửi").performScrollTo().performClick()
            onNodeWithText("Thêm ảnh").performScrollTo().performClick()
            onNodeWithText("Thu hồi").performScrollTo().performClick()
            inPanel("Không, giữ lại").performClick()
            onNodeWithText("Thu hồi").performScrollTo().performClick()
            inPanel("Thu hồi").performClick()
            assertEquals(listOf("addText(Thêm hai tảng nữa)", "addPhotograph()", "withdraw()"), done)
        }

    @Test
    fun `each way out of what is stuck is a button`() =
        onPhone(content = { ReportScreen(samples.reportParked, actions) }) {
            listOf("Thử lại", "Chép sang bản nháp mới", "Bỏ phần này").forEach {
                onNodeWithText(it).performScrollTo().performClick()
            }
            onNodeWithText("Đã hiểu").performScrollTo().performClick()
            assertEquals(listOf("takeWayOut(RETRY)", "takeWayOut(COPY)", "takeWayOut(LET_GO)", "dismissNotice()"), done)
        }

    @Test
    fun `both clocks say until when, on what they rest, and which one has run out`() =
        onPhone(content = { ReportScreen(samples.reportFixed, actions) }) {
            onNodeWithText("Hạn tiếp nhận").performScrollTo().assertTextContains("Đã làm xong bước này")
            val resolution = onNodeWithText("Hạn xử lý").performScrollTo()
            resolution.assertTextContains("17:00 · 04/12/2026")
            resolution.assertTextContains("Trễ hạn")
            resolution.assertTextContains("1207/QĐ-UBND", substring = true)
        }

    @Test
    fun `an entry of the timeline is read as one`() =
        onPhone(content = { ReportScreen(samples.reportFixed, actions) }) {
            val reply = onNodeWithText("Phòng Kinh tế trả lời").performScrollTo()
            reply.assertTextContains("28/11/2026 · 09:12")
            reply.assertTextContains("Chiều nay có xe dọn", substring = true)
        }

    @Test
    fun `photographs are seen as large as the screen, one after the other`() =
        onPhone(content = { ReportScreen(samples.reportWaiting, actions) }) {
            onNodeWithContentDescription("Ảnh 1 trên 2").performScrollTo().performClick()
            onNodeWithContentDescription("Ảnh sau").performClick()
            onNodeWithText("Ảnh 2 trên 2").assertIsDisplayed()
            onNodeWithContentDescription("Đóng").performClick()
            onNodeWithText("Ảnh 2 trên 2").assertDoesNotExist()
        }

    @Test
    fun `what it looks like now stands below what was reported, each by its name`() =
        Language.entries.forEach { language ->
            onPhone(language = language, content = { ReportScreen(Samples(language).reportFixed, actions) }) {
                val texts = Texts(language)
                onNodeWithText(texts.report.before).performScrollTo().assertIsDisplayed()
                onNodeWithContentDescription(texts.photo.oneBefore(n = "2", total = "2")).assertExists()
                onNodeWithText(texts.report.after).performScrollTo().assertIsDisplayed()
                val after = texts.photo.oneAfter(n = "1", total = "1")
                // What stands below it; a row scrolls sideways only.
                onNodeWithText("07:42", substring = true).performScrollTo()
                onNodeWithContentDescription(after).performClick()
                onNodeWithText(after).assertIsDisplayed()
                onNodeWithContentDescription(texts.common.close).performClick()
                onNodeWithText(after).assertDoesNotExist()
            }
        }

    @Test
    fun `photographs that stand alone need no name`() =
        onPhone(content = { ReportScreen(samples.reportWaiting, actions) }) {
            onNodeWithText("Lúc phản ánh").assertDoesNotExist()
            onNodeWithText("Sau khi xử lý").assertDoesNotExist()
        }

    @Test
    fun `what can't be opened can be tried again`() =
        onPhone(content = { ReportScreen(samples.reportFailed, actions) }) {
            onNodeWithText("Thử lại").performClick()
            assertEquals(listOf("reload()"), done)
        }
}
