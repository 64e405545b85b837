package vn.langnghe.app.camera

import android.graphics.RectF
import android.util.Size
import android.view.Surface
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class FittingTest {
    private val camera =
        CameraChoice("0", 90, Size(2592, 1944), preview = Size(1440, 1080), hasFlash = false, focuses = false)

    @Test
    fun `upright, a tall view shows all of the height, and a part of the width`() {
        val shown = shown(360f, 780f, Surface.ROTATION_0)
        assertEquals(780f, shown.height(), 1f)
        assertEquals("three by four", 585f, shown.width(), 1f)
        assertEquals(180f, shown.centerX(), 1f)
    }

    @Test
    fun `on its side, a wide view shows all of the width`() {
        for (turned in listOf(Surface.ROTATION_90, Surface.ROTATION_270)) {
            val shown = shown(780f, 360f, turned)
            assertEquals(780f, shown.width(), 1f)
            assertEquals("four by three", 585f, shown.height(), 1f)
        }
    }

    @Test
    fun `what is up in the world is up on the screen`() {
        // Unturned, the picture's upper edge lies at the view's; a phone turned to the left has that at its left.
        val above = floatArrayOf(390f, 0f, 390f, 360f)
        camera.fitting(780f, 360f, Surface.ROTATION_90).mapPoints(above)
        assertTrue("${above.asList()}", above[0] < above[2])
        val upright = floatArrayOf(180f, 0f, 180f, 780f)
        camera.fitting(360f, 780f, Surface.ROTATION_180).mapPoints(upright)
        assertTrue("${upright.asList()}", upright[1] > upright[3])
    }

    @Test
    fun `a sensor that isn't turned against its screen is not taken for one that is`() {
        val shown = shown(800f, 600f, Surface.ROTATION_0, camera.copy(sensorDegrees = 0))
        assertEquals(800f, shown.width(), 1f)
        assertEquals(600f, shown.height(), 1f)
    }

    /** Where the whole of the picture lands. */
    private fun shown(
        width: Float,
        height: Float,
        rotation: Int,
        camera: CameraChoice = this.camera,
    ) = RectF(0f, 0f, width, height).also { camera.fitting(width, height, rotation).mapRect(it) }
}
