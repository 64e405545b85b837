package vn.langnghe.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertTextContains
import androidx.compose.ui.test.click
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipeLeft
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.kit.screen.PlacePickerActions
import vn.langnghe.kit.screen.PlacePickerState
import vn.langnghe.texts.Language
import vn.langnghe.ui.newreport.PlaceScreen

@OptIn(ExperimentalTestApi::class)
class PlaceTest {
    private val done = mutableListOf<String>()
    private val samples = Samples(Language.VIETNAMESE)
    private val map = "Bản đồ các xã, phường. Có thể chọn theo danh sách bên dưới."
    private var state: PlacePickerState by mutableStateOf(samples.place)
    private val tapped = mutableListOf<MapPoint>()
    private val actions =
        object : PlacePickerActions by recording<PlacePickerActions>(done) {
            override fun search(query: String) {
                state = if (query.isBlank()) samples.place else samples.placeFound.copy(query = query)
            }

            override fun tap(point: MapPoint) {
                tapped += point
            }
        }

    @Test
    fun `a former name finds the commune of today`() {
        turned(
            { PlaceScreen(state, actions) },
            before = {
                onNodeWithContentDescription("Tên xã, phường").performTextInput("phu hoa")
                onNodeWithText("Tên cũ: Xã Phú Hòa, Huyện Lương Tài").assertIsDisplayed()
                onNodeWithContentDescription(map).assertDoesNotExist()
            },
            after = {
                onNodeWithContentDescription("Tên xã, phường").assertTextContains("phu hoa")
                onNodeWithText("Xã Lương Tài").performClick()
                assertEquals(listOf("choose(${samples.placeMarked.chosen})"), done)
            },
        )
    }

    @Test
    fun `a finger on the map says where it was, goes closer, and is confirmed`() =
        onPhone(content = { PlaceScreen(state, actions) }) {
            val picture = onNodeWithContentDescription(map)
            picture.performTouchInput { click(Offset(width * 0.25f, height * 0.6f)) }
            mainClock.advanceTimeBy(DOUBLE_TAP_MILLIS)
            val west = tapped.single()
            assertTrue("$west is not in the west of the province", west.lon in 105.9..106.3 && west.lat in 20.9..21.4)
            // Closer now, the same finger means another point; and the map follows a finger.
            picture.performTouchInput { swipeLeft() }
            picture.performTouchInput { click(Offset(width * 0.25f, height * 0.6f)) }
            mainClock.advanceTimeBy(DOUBLE_TAP_MILLIS)
            assertNotEquals(west, tapped.last())
            assertTrue(tapped.last().lon > west.lon)
            runOnIdle { state = samples.placeMarked }
            onNodeWithText("Chọn Xã Lương Tài").performScrollTo().performClick()
            assertEquals(listOf("choose(${samples.placeMarked.chosen})"), done)
        }

    @Test
    fun `the map grows and shrinks by buttons, and stays so when the phone is turned`() {
        turned(
            { PlaceScreen(state, actions) },
            before = {
                repeat(2) { onNodeWithContentDescription("Phóng to bản đồ").performClick() }
            },
            after = {
                onNodeWithContentDescription("Thu nhỏ bản đồ").performScrollTo().performClick()
                onNodeWithContentDescription("Thu nhỏ bản đồ").performClick()
                onNodeWithContentDescription("Thu nhỏ bản đồ").assertIsDisplayed()
            },
        )
    }

    @Test
    fun `nothing found says what else to try`() =
        onPhone(content = { PlaceScreen(samples.placeNotFound, actions) }) {
            onNodeWithText("Không thấy “Thanh Xuân”", substring = true).assertIsDisplayed()
        }

    private companion object {
        const val DOUBLE_TAP_MILLIS = 500L
    }
}
