package vn.langnghe.app.camera

import android.graphics.ImageFormat
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.util.Size
import android.view.SurfaceHolder
import kotlin.math.abs

/** The camera that is used, and how. */
data class CameraChoice(
    val id: String,
    /** By how much the sensor is turned against the phone, clockwise, in degrees. */
    val sensorDegrees: Int,
    /** The size of a photograph. */
    val still: Size,
    /** The size of what the screen shows before it is taken. */
    val preview: Size,
    val hasFlash: Boolean,
    val focuses: Boolean,
) {
    /** By how much a photograph must be turned to be upright, with the screen turned so. */
    fun uprightDegrees(screenRotation: Int): Int = (sensorDegrees - degreesOf(screenRotation) + FULL_TURN) % FULL_TURN

    companion object {
        /** The core makes at most 2,048 pixels of it: what a phone reads beyond costs it memory only. */
        private const val LONG_SIDE = 2048

        /** Enough to see what is in the picture; more makes an old phone stutter. */
        private const val PREVIEW_LONG_SIDE = 1280
        private const val FULL_TURN = 360

        /** The camera at the back, or any; none if the phone has none. */
        fun among(cameras: CameraManager): CameraChoice? {
            val known = cameras.cameraIdList.map { it to cameras.getCameraCharacteristics(it) }
            val back = known.find { (_, traits) -> traits[CameraCharacteristics.LENS_FACING] == BACK }
            return (listOfNotNull(back) + known).firstNotNullOfOrNull { (id, traits) -> of(id, traits) }
        }

        private fun of(
            id: String,
            traits: CameraCharacteristics,
        ): CameraChoice? {
            val map = traits[CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP] ?: return null
            val still = bigEnough(map.getOutputSizes(ImageFormat.JPEG).orEmpty().asList(), LONG_SIDE) ?: return null
            val shown = map.getOutputSizes(SurfaceHolder::class.java).orEmpty().filter { it.isShapedLike(still) }
            val modes = traits[CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES] ?: IntArray(0)
            return CameraChoice(
                id = id,
                sensorDegrees = traits[CameraCharacteristics.SENSOR_ORIENTATION] ?: 0,
                still = still,
                preview = bigEnough(shown, PREVIEW_LONG_SIDE) ?: still,
                hasFlash = traits[CameraCharacteristics.FLASH_INFO_AVAILABLE] == true,
                focuses = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE in modes,
            )
        }

        /** The smallest that has [longSide] pixels on its longer side; the largest if none has. */
        internal fun bigEnough(
            sizes: List<Size>,
            longSide: Int,
        ): Size? {
            val (enough, small) = sizes.partition { it.longSide >= longSide }
            // Of equally long ones the fuller: sensors are 4:3, and what is wider was cut off.
            val fullest = compareBy<Size> { it.longSide }.thenByDescending { it.shortSide }
            return enough.minWithOrNull(fullest) ?: small.maxByOrNull { it.pixels }
        }

        private const val BACK = CameraMetadata.LENS_FACING_BACK
    }
}

private val Size.longSide get() = maxOf(width, height)
private val Size.shortSide get() = minOf(width, height)
private val Size.pixels get() = width.toLong() * height

/** Sizes are rounded to what encoders like. */
private const val SHAPE_TOLERANCE = 0.01

private fun Size.isShapedLike(other: Size): Boolean {
    val difference = longSide.toDouble() / shortSide - other.longSide.toDouble() / other.shortSide
    return abs(difference) <= SHAPE_TOLERANCE
}
