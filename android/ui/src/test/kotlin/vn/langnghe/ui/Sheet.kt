package vn.langnghe.ui

import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import kotlinx.coroutines.Dispatchers
import org.jetbrains.skia.Color
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.FilterMipmap
import org.jetbrains.skia.FilterMode
import org.jetbrains.skia.Image
import org.jetbrains.skia.MipmapMode
import org.jetbrains.skia.Rect
import org.jetbrains.skia.Surface
import vn.langnghe.texts.Language
import kotlin.math.ceil

/** A phone that screens are drawn for. */
class Phone(
    val width: Int,
    val height: Int,
    val fontScale: Float = 1f,
) {
    companion object {
        val USUAL = Phone(360, 740)
        val ON_ITS_SIDE = Phone(740, 360)
        val SMALL_LARGE_TEXT = Phone(320, 640, fontScale = 2f)
    }
}

/** A picture of a scene. */
fun Scene.draw(
    language: Language,
    dark: Boolean,
    phone: Phone = Phone.USUAL,
): Image {
    val density = Density(DENSITY, phone.fontScale)
    val scene =
        ImageComposeScene(
            (phone.width * DENSITY).toInt(),
            (phone.height * DENSITY).toInt(),
            density,
            Dispatchers.Unconfined,
        ) {
            Stage(language, dark) { content() }
        }
    try {
        // Photographs arrive after the first frame; what slides or fades has come to rest long after.
        scene.render(0)
        scene.render(FRAME_NANOS)
        return scene.render(SETTLED_NANOS)
    } finally {
        scene.close()
    }
}

/** Pictures side by side, made smaller. */
fun contactSheet(
    pictures: List<Image>,
    columns: Int,
    width: Int,
): Image {
    val height = pictures.maxOf { it.height * width / it.width }
    val rows = ceil(pictures.size / columns.toDouble()).toInt()
    val surface = Surface.makeRasterN32Premul(GAP + columns * (width + GAP), GAP + rows * (height + GAP))
    surface.canvas.clear(Color.makeRGB(GROUND, GROUND, GROUND))
    pictures.forEachIndexed { i, picture ->
        val left = (GAP + i % columns * (width + GAP)).toFloat()
        val top = (GAP + i / columns * (height + GAP)).toFloat()
        surface.canvas.drawImageRect(
            picture,
            Rect.makeWH(picture.width.toFloat(), picture.height.toFloat()),
            Rect.makeXYWH(left, top, width.toFloat(), picture.height.toFloat() * width / picture.width),
            FilterMipmap(FilterMode.LINEAR, MipmapMode.LINEAR),
            null,
            true,
        )
    }
    return surface.makeImageSnapshot()
}

fun Image.jpeg(quality: Int): ByteArray =
    checkNotNull(encodeToData(EncodedImageFormat.JPEG, quality)) { "the picture can't be encoded" }.bytes

private const val DENSITY = 2f
private const val FRAME_NANOS = 16_000_000L
private const val SETTLED_NANOS = 2_000_000_000L
private const val GAP = 16
private const val GROUND = 0xB8
