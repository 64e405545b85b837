package vn.langnghe.app.camera

import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.view.Surface
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import vn.langnghe.app.LangNgheApplication
import kotlin.time.Duration.Companion.seconds

@RunWith(RobolectricTestRunner::class)
class StillCameraTest {
    private val app = getApplicationContext<LangNgheApplication>()
    private val cameras = app.getSystemService(CameraManager::class.java)
    private val jpegs = FakeJpegs()
    private val preview = Surface(SurfaceTexture(0))
    private lateinit var camera: StillCamera

    @Before
    fun phone() {
        shadowOf(cameras).addCamera("0", aCamera(CameraMetadata.LENS_FACING_BACK))
        camera = StillCamera(app, CameraChoice.among(cameras)!!) { _, _ -> jpegs }
    }

    @After
    fun close() {
        camera.close()
        preview.release()
    }

    @Test
    fun `each photograph goes to who pressed the shutter, and into no file`() =
        runBlocking {
            camera.open(preview)
            val before = app.dataDir.walk().toList()

            jpegs.next = byteArrayOf(1)
            assertArrayEquals(byteArrayOf(1), camera.take(Surface.ROTATION_0))
            jpegs.next = byteArrayOf(2)
            assertArrayEquals(byteArrayOf(2), camera.take(Surface.ROTATION_90))
            assertEquals(before, app.dataDir.walk().toList())
        }

    @Test
    fun `a camera that isn't open takes nothing, and says so`() {
        assertThrows(CameraTrouble::class.java) { runBlocking { camera.take(Surface.ROTATION_0) } }
    }

    @Test
    fun `who waits for a photograph from a camera that another app takes is told so`() {
        jpegs.next = null
        assertThrows(CameraTrouble::class.java) {
            runBlocking {
                camera.open(preview)
                // Undispatched: it waits already when the camera goes.
                val photograph = async(start = CoroutineStart.UNDISPATCHED) { camera.take(Surface.ROTATION_0) }
                shadowOf(cameras).triggerDisconnect()
                withTimeout(10.seconds) { photograph.await() }
            }
        }
    }

    @Test
    fun `after that it takes nothing more`() {
        runBlocking { camera.open(preview) }
        shadowOf(cameras).triggerDisconnect()
        jpegs.next = null
        assertThrows(CameraTrouble::class.java) {
            runBlocking { withTimeout(10.seconds) { camera.take(Surface.ROTATION_0) } }
        }
    }

    @Test
    fun `closing gives back what it held`() {
        runBlocking { camera.open(preview) }
        camera.close()
        assertTrue(jpegs.closed)
    }
}
