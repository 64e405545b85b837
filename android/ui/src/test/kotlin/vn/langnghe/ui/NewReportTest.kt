package vn.langnghe.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertCountEquals
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.kit.screen.CameraActions
import vn.langnghe.kit.screen.CategoryActions
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.SavedActions
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import vn.langnghe.ui.newreport.CameraScreen
import vn.langnghe.ui.newreport.CategoryScreen
import vn.langnghe.ui.newreport.PageScreen
import vn.langnghe.ui.newreport.SavedScreen

@OptIn(ExperimentalTestApi::class)
class NewReportTest {
    private val done = mutableListOf<String>()
    private val samples = Samples(Language.VIETNAMESE)
    private val back = FakeBack()

    @Test
    fun `the shutter takes a photograph, and words alone are a way on`() {
        val viewfinder = FakeViewfinder()
        onPhone(viewfinder = viewfinder, back = back, content = {
            CameraScreen(samples.camera, recording<CameraActions>(done))
        }) {
            onNodeWithContentDescription("Chụp").performClick()
            onNodeWithText("Không cần ảnh").performClick()
            onNodeWithText("Ảnh có sẵn").performClick()
            runOnIdle { back.press() }
            assertEquals(1, viewfinder.pressed)
            assertEquals(listOf("taken", "skip", "taken", "back"), done.map { it.substringBefore('(') })
        }
    }

    @Test
    fun `a refused camera says so, and leads to where it is allowed`() {
        val viewfinder = FakeViewfinder(ready = false)
        onPhone(
            viewfinder = viewfinder,
            content = { CameraScreen(samples.cameraRefused, recording<CameraActions>(done)) },
        ) {
            onNodeWithContentDescription("Chụp").assertIsNotEnabled()
            onNodeWithText("Cho phép dùng máy ảnh").performClick()
            assertEquals(1, viewfinder.allowed)
        }
    }

    @Test
    fun `a category is one tap, on either side of the phone`() =
        listOf(Phone.USUAL, Phone.ON_ITS_SIDE).forEach { phone ->
            done.clear()
            onPhone(phone, content = { CategoryScreen(samples.categoryChosen, recording<CategoryActions>(done)) }) {
                onNodeWithText("Rác thải").assertIsSelected()
                onNodeWithText("Đê điều, thủy lợi").performScrollTo().performClick()
                assertEquals(listOf("choose(dyke)"), done)
            }
        }

    @Test
    fun `while the draft is read there is nothing that could move away from under a finger`() =
        onPhone(content = { PageScreen(samples.pageLoading, recording<PageActions>(done)) }) {
            onNodeWithText("Đang mở bản nháp…").assertIsDisplayed()
            onAllNodes(hasClickAction()).assertCountEquals(1)
            onNodeWithContentDescription("Quay lại").performClick()
            assertEquals(listOf("back()"), done)
        }

    @Test
    fun `what is written is told letter by letter and not lost when the phone is turned`() {
        var state by mutableStateOf(samples.page)
        val actions =
            object : PageActions by recording<PageActions>(done) {
                override fun write(text: String) {
                    done += text
                    state = state.copy(text = text)
                }
            }
        turned(
            { PageScreen(state, actions) },
            before = {
                onNodeWithContentDescription(
                    "Lời phản ánh (không bắt buộc)",
                ).performScrollTo().performTextInput("Đá đầy đường")
            },
            after = {
                onNodeWithContentDescription(
                    "Lời phản ánh (không bắt buộc)",
                ).performScrollTo().assertTextContains("Đá đầy đường")
                assertEquals("Đá đầy đường", done.last())
            },
        )
    }

    @Test
    fun `a slow store doesn't make letters jump`() {
        var state by mutableStateOf(samples.page)
        onPhone(content = { PageScreen(state, recording<PageActions>(done)) }) {
            val field = onNodeWithContentDescription("Lời phản ánh (không bắt buộc)").performScrollTo()
            field.performTextInput("Đ")
            field.performTextInput("á")
            field.performTextInput("y")
            // The store comes round to what was told first.
            runOnIdle { state = state.copy(text = "Đ") }
            field.assertTextContains("Đáy")
            runOnIdle { state = state.copy(text = "Đáy") }
            field.assertTextContains("Đáy")
            // What nobody typed is new.
            runOnIdle { state = state.copy(text = "Đường hỏng") }
            field.assertTextContains("Đường hỏng")
        }
    }

    @Test
    fun `the ready sentence is one tap`() =
        onPhone(content = { PageScreen(samples.page, recording<PageActions>(done)) }) {
            onNodeWithText("Dùng câu sẵn", substring = true).performScrollTo().performClick()
            assertEquals(listOf("write(${samples.page.readySentence})"), done)
        }

    @Test
    fun `what is sent and what it costs is said before`() =
        Language.entries.forEach { language ->
            done.clear()
            onPhone(
                language = language,
                content = { PageScreen(Samples(language).page, recording<PageActions>(done)) },
            ) {
                onNodeWithText(Texts(language).page.sendMetered(size = "272 KB")).assertIsDisplayed()
                onNodeWithText(Texts(language).page.send).performClick()
                assertEquals(listOf("send()"), done)
            }
        }

    @Test
    fun `photographs that wait for Wi-Fi cost nothing now`() =
        onPhone(content = { PageScreen(samples.page.copy(photosOnWifiOnly = true), recording<PageActions>(done)) }) {
            onNodeWithText("Tốn khoảng 2 KB dữ liệu di động").assertIsDisplayed()
            onNodeWithText("Ảnh chờ Wi-Fi").performScrollTo().performClick()
            assertEquals(listOf("photosOnWifiOnly(false)"), done)
        }

    @Test
    fun `in danger the number stands first`() =
        onPhone(content = { PageScreen(samples.pageDangerous, recording<PageActions>(done)) }) {
            onNodeWithText("Gọi 112").assertIsDisplayed().performClick()
            assertEquals(listOf("call(112)"), done)
        }

    @Test
    fun `a draft is thrown away only after a question`() =
        onPhone(content = { PageScreen(samples.page, recording<PageActions>(done)) }) {
            onNodeWithText("Xóa bản nháp").performScrollTo().performClick()
            onNodeWithText("Không, giữ lại").performClick()
            assertEquals(emptyList<String>(), done)
            onNodeWithText("Xóa bản nháp").performScrollTo().performClick()
            onNodeWithText("Xóa bản nháp này?").assertIsDisplayed()
            onAllNodes(androidx.compose.ui.test.hasText("Xóa bản nháp"))[1].performClick()
            assertEquals(listOf("discard()"), done)
        }

    @Test
    fun `the parts of the page lead to where they are changed`() =
        onPhone(back = back, content = { PageScreen(samples.page, recording<PageActions>(done)) }) {
            onNodeWithText("Giao thông").performClick()
            onNodeWithText("Xã Lương Tài").performClick()
            onNodeWithContentDescription("Bỏ ảnh 1").performClick()
            onNodeWithText("Thêm ảnh").performClick()
            onNodeWithText("Giấu tên tôi").performScrollTo().performClick()
            runOnIdle { back.press() }
            val names = listOf("changeCategory", "choosePlace", "removePhotograph", "addPhotograph", "hideName", "back")
            assertEquals(names, done.map { it.substringBefore('(') })
        }

    @Test
    fun `it is saved, and the phone can be put away`() =
        Language.entries.forEach { language ->
            done.clear()
            onPhone(back = back, language = language, content = {
                SavedScreen(Samples(language).savedOffline, recording<SavedActions>(done))
            }) {
                val texts = Texts(language).saved
                onNodeWithText(texts.title).assertIsDisplayed()
                onNodeWithText(texts.offline).assertIsDisplayed()
                onNodeWithText(texts.open).performClick()
                onNodeWithText(texts.done).performClick()
                runOnIdle { back.press() }
                assertEquals(listOf("open()", "done()", "done()"), done)
            }
        }
}
