package vn.langnghe.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.kit.screen.SettingsActions
import vn.langnghe.kit.screen.StartActions
import vn.langnghe.kit.screen.WelcomeActions
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import vn.langnghe.ui.settings.SettingsScreen
import vn.langnghe.ui.start.StartScreen
import vn.langnghe.ui.start.WelcomeScreen

@OptIn(ExperimentalTestApi::class)
class StartTest {
    private val done = mutableListOf<String>()
    private val samples = Samples(Language.VIETNAMESE)
    private val back = FakeBack()

    @Test
    fun `consent is never given before the person gives it`() =
        Language.entries.forEach { language ->
            done.clear()
            var state by mutableStateOf(Samples(language).welcomeConsent)
            val actions =
                object : WelcomeActions by recording<WelcomeActions>(done) {
                    override fun agree(agreed: Boolean) {
                        state = state.copy(agreed = agreed)
                    }
                }
            val texts = Texts(language).welcome
            onPhone(language = language, back = back, content = { WelcomeScreen(state, actions) }) {
                onNodeWithText(texts.agree).assertIsOff()
                onNodeWithText(texts.begin).assertIsNotEnabled()
                onNodeWithText(texts.agree).performClick()
                onNodeWithText(texts.agree).assertIsOn()
                onNodeWithText(texts.begin).assertIsEnabled().performClick()
                runOnIdle { back.press() }
                assertEquals(listOf("begin()", "back()"), done)
            }
        }

    @Test
    fun `what it isn't for is said before anything else, with the numbers to dial`() =
        onPhone(Phone.ON_ITS_SIDE, content = { WelcomeScreen(samples.welcome, recording<WelcomeActions>(done)) }) {
            samples.welcome.notFor.forEach { onNodeWithText(it).performScrollTo().assertIsDisplayed() }
            onNodeWithContentDescription("Gọi 113, Công an").performScrollTo().performClick()
            onNodeWithText("Tiếp tục").performScrollTo().performClick()
            assertEquals(listOf("call(113)", "next()"), done)
        }

    @Test
    fun `a store that can't be opened is tried again, or set aside after a question that outlives a turn`() {
        turned(
            { StartScreen(samples.trouble, recording<StartActions>(done)) },
            before = {
                onNodeWithText("Chưa xóa gì cả.").assertIsDisplayed()
                onNodeWithText("Thử lại").performClick()
                onNodeWithText("Bắt đầu lại từ đầu").performClick()
                assertEquals(listOf("retry()"), done)
            },
            after = {
                onNodeWithText("Cất riêng và bắt đầu lại").performScrollTo().performClick()
                assertEquals(listOf("retry()", "startClean()"), done)
            },
        )
    }

    @Test
    fun `settings are told one by one`() =
        onPhone(back = back, content = { SettingsScreen(samples.settings, recording<SettingsActions>(done)) }) {
            listOf("Chỉ gửi ảnh qua Wi-Fi", "To hơn", "English", "Che màn hình").forEach {
                onNodeWithText(it).performScrollTo().performClick()
            }
            onNodeWithText("Tháng 11/2026: gửi 2,4 MB, nhận 86 KB").performScrollTo().assertIsDisplayed()
            runOnIdle { back.press() }
            val told =
                listOf(
                    "photosOnWifiOnly(false)",
                    "textSize(LARGEST)",
                    "language(ENGLISH)",
                    "hideScreens(true)",
                    "back()",
                )
            assertEquals(told, done)
        }
}
