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
import vn.langnghe.kit.screen.Loaded
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
                inPanel(texts.sendAndShow).performScrollTo().performClick()
                assertEquals(listOf("confirm()", "reopen(Vẫn còn đá, true)"), done)
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
            resolution.assertTextContains("Trễ hạn xử lý 2 ngày")
            resolution.assertTextContains("1207/QĐ-UBND", substring = true)
        }

    @Test
    fun `who can take no photograph reopens in words`() =
        onPhone(content = { ReportScreen(samples.reportFixed, actions) }) {
            onNodeWithText("Chưa xong").performClick()
            inPanel("Gửi không kèm ảnh").assertIsNotEnabled()
            inPanel("Gửi và chụp ảnh").assertIsNotEnabled()
            onNodeWithContentDescription("Chưa được ở chỗ nào?").performTextInput("Vẫn còn đá")
            inPanel("Gửi không kèm ảnh").performScrollTo().performClick()
            assertEquals(listOf("reopen(Vẫn còn đá, false)"), done)
        }

    @Test
    fun `of a report that goes on elsewhere the person says whether that holds for them`() =
        onPhone(content = { ReportScreen(samples.reportMerged, actions) }) {
            onNodeWithText("Đã xong").performClick()
            onNodeWithText("Chỗ tôi chưa xong").performClick()
            inPanel("Phản ánh của bạn sẽ tách ra và được xử lý riêng, với hạn mới.").assertIsDisplayed()
            onNodeWithContentDescription("Chưa được ở chỗ nào?").performTextInput("Trước cửa nhà")
            inPanel("Gửi không kèm ảnh").performScrollTo().performClick()
            assertEquals(listOf("confirm()", "reopen(Trước cửa nhà, false)"), done)
        }

    @Test
    fun `a report that is full is reopened in words`() {
        val ready = samples.reportFixed.content as Loaded.Ready
        val full = samples.reportFixed.copy(content = Loaded.Ready(ready.value.copy(hasRoom = false)))
        onPhone(content = { ReportScreen(full, actions) }) {
            onNodeWithText("Chưa xong").performClick()
            onNodeWithContentDescription("Chưa được ở chỗ nào?").performTextInput("Vẫn còn đá")
            onNodeWithText("Gửi và chụp ảnh").assertDoesNotExist()
            inPanel("Gửi").performScrollTo().performClick()
            assertEquals(listOf("reopen(Vẫn còn đá, false)"), done)
        }
    }

    @Test
    fun `what was done is told with its cause, whether it lasts, and until when to answer`() =
        onPhone(content = { ReportScreen(samples.reportFixed, actions) }) {
            onNodeWithText("Xin trả lời trước 17:00 · 18/12/2026", substring = true).assertIsDisplayed()
            onNodeWithText("Xử lý tạm thời").performScrollTo().assertIsDisplayed()
            onNodeWithText("Nguyên nhân: Xe chở đá không che bạt").performScrollTo().assertIsDisplayed()
        }

    @Test
    fun `what is asked stands first, with the answer as a button, and says why the clocks stand still`() =
        onPhone(content = { ReportScreen(samples.reportAsked, actions) }) {
            onNodeWithText("Đá nằm ở bên nào của trạm bơm?").assertIsDisplayed()
            onNodeWithText("Trả lời xã").performClick()
            onNodeWithContentDescription("Câu trả lời").performTextInput("Bên trái")
            inPanel("Gửi").performScrollTo().performClick()
            assertEquals(listOf("reply(Bên trái)"), done)
            val clock = onNodeWithText("Hạn xử lý").performScrollTo()
            clock.assertTextContains("Đang tạm dừng: chờ bạn trả lời")
            onNodeWithText("Mức độ: Khẩn\nTrẻ em đi học qua đoạn này.").performScrollTo().assertIsDisplayed()
        }

    @Test
    fun `a merged report says where it goes on, and how that one stands`() =
        onPhone(content = { ReportScreen(samples.reportMerged, actions) }) {
            val merged = onNodeWithText("Gộp với phản ánh", substring = true)
            merged.assertTextContains("Phản ánh ấy: Đã xử lý", substring = true)
            onNodeWithText("Sau khi xử lý").performScrollTo().assertIsDisplayed()
        }

    @Test
    fun `a refusal says where the matter belongs`() =
        onPhone(content = { ReportScreen(samples.reportRefused, actions) }) {
            onNodeWithText("Nơi giải quyết: Khu Quản lý đường bộ I").assertIsDisplayed()
        }

    @Test
    fun `what ended by itself says so, and why there is no photograph`() =
        onPhone(content = { ReportScreen(samples.reportClosed, actions) }) {
            onNodeWithText("Hết hạn trả lời nên vụ việc tự kết thúc.").assertIsDisplayed()
            onNodeWithText("Không có ảnh kết quả: Van nằm dưới mặt đường.").performScrollTo().assertIsDisplayed()
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
