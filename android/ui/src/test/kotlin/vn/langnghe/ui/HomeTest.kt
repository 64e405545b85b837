package vn.langnghe.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.height
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import vn.langnghe.kit.screen.HomeActions
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import vn.langnghe.ui.home.HomeScreen

@OptIn(ExperimentalTestApi::class)
class HomeTest {
    private val done = mutableListOf<String>()
    private val actions = recording<HomeActions>(done)
    private val samples = Samples(Language.VIETNAMESE)

    @Test
    fun `the great button fills half of the screen and takes a photograph`() =
        Language.entries.forEach { language ->
            done.clear()
            onPhone(language = language, content = { HomeScreen(Samples(language).home, actions) }) {
                val button = onNodeWithText(Texts(language).home.capture)
                assertTrue(button.getUnclippedBoundsInRoot().height >= 370.dp)
                button.performClick()
                assertEquals(listOf("capture()"), done)
            }
        }

    @Test
    fun `each number is dialled with one tap`() =
        onPhone(content = { HomeScreen(samples.home, actions) }) {
            samples.emergency.forEach { onNodeWithContentDescription("Gọi ${it.number}, ${it.name}").performClick() }
            assertEquals(listOf("112", "113", "114", "115").map { "call($it)" }, done)
        }

    @Test
    fun `offline is said, and what waits is counted`() =
        onPhone(content = { HomeScreen(samples.homeOffline, actions) }) {
            onNodeWithText("Máy đang không có mạng", substring = true).assertIsDisplayed()
            onNodeWithText("1 phản ánh chờ gửi.", substring = true).assertIsDisplayed()
        }

    @Test
    fun `a report says how far it has come, and opens`() =
        onPhone(content = { HomeScreen(samples.homeOffline, actions) }) {
            onNode(hasScrollToIndexAction()).performScrollToNode(hasText("Rác thải"))
            onNodeWithContentDescription("Đã qua 2 trên 4 bước. Đã gửi · Ảnh 1/3").assertIsDisplayed()
            onNodeWithText("Rác thải").performClick()
            assertTrue(done.single().startsWith("open(HomeItem(id=r2"))
        }

    @Test
    fun `what can't be read can be read again, and what waits can be sent`() {
        var state by mutableStateOf(samples.homeFailed)
        onPhone(content = { HomeScreen(state, actions) }) {
            onNode(hasScrollToIndexAction()).performScrollToNode(hasText("Thử lại"))
            onNodeWithText("Thử lại").performClick()
            runOnIdle { state = samples.homeWaiting }
            onNodeWithText("Gửi ngay").performClick()
            onNodeWithContentDescription("Cài đặt").performClick()
            assertEquals(listOf("reload()", "sync()", "settings()"), done)
        }
    }

    @Test
    fun `turned on its side, the list is where it was`() {
        turned(
            { HomeScreen(samples.homeOffline, actions) },
            before = {
                onNode(hasScrollToIndexAction()).performScrollToIndex(FIRST_REPORT)
                onNodeWithText("Chưa chọn loại").assertIsDisplayed()
            },
            after = {
                onNodeWithText("CHỤP PHẢN ÁNH").assertIsDisplayed()
                onNodeWithText("Chưa chọn loại").assertIsDisplayed()
            },
        )
    }

    private companion object {
        /** After the head, the button, what waits, and the heading. */
        const val FIRST_REPORT = 4
    }
}
