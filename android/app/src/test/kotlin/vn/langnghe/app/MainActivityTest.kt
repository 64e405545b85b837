package vn.langnghe.app

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithText
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class MainActivityTest {
    @get:Rule val screen = createAndroidComposeRule<MainActivity>()

    @Test
    fun `opens its store, and shows its name`() {
        screen.onNodeWithText("Lắng Nghe").assertExists()
        screen.waitUntil(60_000) { screen.onAllNodes(hasText("Tiếp tục")).fetchSemanticsNodes().isNotEmpty() }
        screen.onNodeWithText("Lắng Nghe").assertExists()
    }
}
