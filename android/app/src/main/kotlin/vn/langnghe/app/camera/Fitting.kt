package vn.langnghe.app.camera

import android.graphics.Matrix
import android.graphics.RectF
import android.util.SizeF
import android.view.Surface
import kotlin.math.max

/**
 * How to lay the preview over a view of [width] × [height], so that it fills it, cut off at two
 * sides at most, never stretched, and upright for a screen that is turned by [screenRotation].
 *
 * By itself a view stretches the picture over all of it, turned as it is upright for a screen that
 * isn't turned.
 */
internal fun CameraChoice.fitting(
    width: Float,
    height: Float,
    screenRotation: Int,
): Matrix {
    val view = RectF(0f, 0f, width, height)
    val seen = shownUpright().let { RectF(0f, 0f, it.width, it.height) }
    seen.offset(view.centerX() - seen.centerX(), view.centerY() - seen.centerY())
    val turn = degreesOf(screenRotation)
    val liesDown = turn == DEGREES_90 || turn == DEGREES_270
    val (across, along) = if (liesDown) height to width else width to height
    val scale = max(across / seen.width(), along / seen.height())
    return Matrix().apply {
        setRectToRect(view, seen, Matrix.ScaleToFit.FILL)
        postScale(scale, scale, view.centerX(), view.centerY())
        postRotate(-turn.toFloat(), view.centerX(), view.centerY())
    }
}

/** By how many degrees the screen is turned. */
internal fun degreesOf(screenRotation: Int): Int =
    when (screenRotation) {
        Surface.ROTATION_90 -> DEGREES_90
        Surface.ROTATION_180 -> DEGREES_180
        Surface.ROTATION_270 -> DEGREES_270
        else -> 0
    }

/** The preview's size on a screen that isn't turned. */
private fun CameraChoice.shownUpright(): SizeF {
    val (width, height) = preview.width.toFloat() to preview.height.toFloat()
    return if (sensorDegrees % DEGREES_180 == 0) SizeF(width, height) else SizeF(height, width)
}

private const val DEGREES_90 = 90
private const val DEGREES_180 = 180
private const val DEGREES_270 = 270
