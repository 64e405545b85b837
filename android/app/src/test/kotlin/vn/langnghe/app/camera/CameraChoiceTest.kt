package vn.langnghe.app.camera

import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.util.Size
import android.view.Surface
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.StreamConfigurationMapBuilder
import vn.langnghe.app.LangNgheApplication

@RunWith(RobolectricTestRunner::class)
class CameraChoiceTest {
    private val cameras = getApplicationContext<LangNgheApplication>().getSystemService(CameraManager::class.java)

    @Test
    fun `the camera at the back is used, whatever its number`() {
        add("0", CameraMetadata.LENS_FACING_FRONT)
        add("7", CameraMetadata.LENS_FACING_BACK)
        assertEquals("7", CameraChoice.among(cameras)?.id)
    }

    @Test
    fun `a phone with none at the back uses another, one with none has none`() {
        assertNull(CameraChoice.among(cameras))
        add("0", CameraMetadata.LENS_FACING_FRONT)
        assertEquals("0", CameraChoice.among(cameras)?.id)
    }

    @Test
    fun `what a camera can do is asked for, and nothing else`() {
        add("0", CameraMetadata.LENS_FACING_BACK)
        val choice = CameraChoice.among(cameras)!!
        assertEquals(Size(2592, 1944), choice.still)
        assertEquals("shaped as the photograph", Size(1440, 1080), choice.preview)
        assertEquals(listOf(true, false), listOf(choice.hasFlash, choice.focuses))
    }

    @Test
    fun `a photograph is no larger than it has to be, and as large as it can be`() {
        val large = listOf(Size(4000, 3000), Size(4000, 2250), Size(2048, 1152), Size(2048, 1536), Size(640, 480))
        assertEquals(Size(2048, 1536), CameraChoice.bigEnough(large, 2048))
        assertEquals(Size(1600, 1200), CameraChoice.bigEnough(listOf(Size(1600, 1200), Size(640, 480)), 2048))
        assertNull(CameraChoice.bigEnough(emptyList(), 2048))
    }

    @Test
    fun `a photograph is upright however the phone is held`() {
        add("0", CameraMetadata.LENS_FACING_BACK)
        val choice = CameraChoice.among(cameras)!!
        val turns = listOf(Surface.ROTATION_0, Surface.ROTATION_90, Surface.ROTATION_180, Surface.ROTATION_270)
        assertEquals(listOf(90, 0, 270, 180), turns.map(choice::uprightDegrees))
    }

    private fun add(
        id: String,
        facing: Int,
    ) = shadowOf(cameras).addCamera(id, aCamera(facing))
}

/** What a camera's driver calls a JPEG. */
private const val BLOB = 0x21

/** A plain camera, turned by a quarter as in most phones, with a flash and a fixed focus. */
internal fun aCamera(facing: Int): CameraCharacteristics {
    val sizes =
        StreamConfigurationMapBuilder
            .newBuilder()
            .addOutputSize(BLOB, Size(2592, 1944))
            .addOutputSize(BLOB, Size(640, 480))
            .addOutputSize(Size(1280, 720))
            .addOutputSize(Size(1440, 1080))
            .build()
    return ShadowCameraCharacteristics.newCameraCharacteristics().also {
        with(shadowOf(it)) {
            set(CameraCharacteristics.LENS_FACING, facing)
            set(CameraCharacteristics.SENSOR_ORIENTATION, 90)
            set(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP, sizes)
            set(CameraCharacteristics.FLASH_INFO_AVAILABLE, true)
            set(CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES, intArrayOf(CameraMetadata.CONTROL_AF_MODE_OFF))
        }
    }
}
