package vn.langnghe.desktop

import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.printToString
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.swing.Swing
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import vn.langnghe.kit.AppInfo
import vn.langnghe.kit.Kit
import vn.langnghe.kit.Screens
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.MemoryPreferences
import vn.langnghe.kit.port.PlaceFinder
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import java.io.File

/** A person with the window in their hands, the real core behind it, and no signal. */
class WindowTest {
    @get:Rule val rule = createComposeRule()

    @get:Rule val folder = TemporaryFolder()

    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Swing)
    private val notices = ShownNotices()
    private val texts = Texts(Language.VIETNAMESE)
    private lateinit var kit: Kit
    private lateinit var screens: Screens
    private var taps = 0

    @After
    fun end() {
        runBlocking(Dispatchers.Swing) {
            screens.pause()
            kit.end()
        }
        scope.cancel()
    }

    @Test
    fun `with satellites a report takes four taps`() {
        begin(PlaceFinder { flowOf(Fix.Found(lat = 21.5025, lon = 106.076, accuracyMetres = 12.0)) })
        fromHomeToThePage()
        awaitNode(hasText("Xã Tam Tiến", substring = true))
        tap(hasText(texts.page.send))
        awaitNode(hasText(texts.saved.title))
        assertEquals(4, taps)
        expectOneWaiting()
    }

    @Test
    fun `without satellites it takes six at most`() {
        begin(PlaceFinder { flowOf(Fix.Unavailable) })
        fromHomeToThePage()
        // The button may lie below the window's edge.
        awaitNode(hasText(texts.place.unknown))
        rule.onNode(hasText(texts.place.choose)).performScrollTo()
        tap(hasText(texts.place.choose))
        val commune = hasText("Xã Tam Tiến") and hasClickAction()
        scrollTo(commune)
        tap(commune)
        tap(hasText(texts.page.send))
        awaitNode(hasText(texts.saved.title))
        assertTrue("$taps taps", taps <= 6)
        expectOneWaiting()
    }

    private fun begin(places: PlaceFinder) {
        val network = SwitchedNetwork { }
        val home = folder.root.toPath()
        val platform =
            desktop(home, network, notices, MemoryPreferences())
                .copy(places = places, systemLanguage = MutableStateFlow(Language.VIETNAMESE))
        kit = Kit(AppInfo("desktop", "0", home.resolve("store").toString(), server = null), platform)
        screens = runBlocking(Dispatchers.Swing) { kit.screens(scope) }
        val photographs = listOf(File(System.getProperty("langnghe.photographs"), "Landscape_6.jpg"))
        val phone = PhoneInAWindow(screens, network, notices, pictures(kit.photographs), photographs)
        rule.setContent { phone.Content() }

        // The first start isn't counted: it happens once.
        tap(hasText(texts.welcome.next))
        tap(isToggleable() and hasText(texts.welcome.agree))
        tap(hasText(texts.welcome.begin))
        taps = 0
    }

    private fun fromHomeToThePage() {
        tap(hasText(texts.home.capture) and hasClickAction())
        tap(hasContentDescription(texts.camera.shutter) and hasClickAction())
        tap(hasText("Đê điều, thủy lợi", substring = true) and hasClickAction())
    }

    private fun tap(what: SemanticsMatcher) {
        awaitNode(what)
        rule.onAllNodes(what).onFirst().performClick()
        taps++
    }

    /** Scrolling isn't counted. The list is still being read when it comes to the screen. */
    private fun scrollTo(what: SemanticsMatcher) =
        await(what) { runCatching { rule.onNode(hasScrollToNodeAction()).performScrollToNode(what) }.isSuccess }

    private fun awaitNode(what: SemanticsMatcher) =
        await(what) { rule.onAllNodes(what).fetchSemanticsNodes().isNotEmpty() }

    private fun await(
        what: SemanticsMatcher,
        isThere: () -> Boolean,
    ) = try {
        rule.waitUntil(PATIENCE_MILLIS, isThere)
    } catch (waited: ComposeTimeoutException) {
        val screen = rule.onRoot().printToString()
        throw AssertionError("waited in vain for ${what.description}; on the screen was\n$screen", waited)
    }

    /** The window is put away: what waits is told, from what the store has. */
    private fun expectOneWaiting() {
        runBlocking(Dispatchers.Swing) { screens.pause() }
        assertTrue(notices.latest.value.orEmpty().startsWith(texts.kit.unsent("1")))
    }

    private companion object {
        /** Long enough for any machine; what is waited for comes as soon as it can. */
        const val PATIENCE_MILLIS = 60_000L
    }
}
