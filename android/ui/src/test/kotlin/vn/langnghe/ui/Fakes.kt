package vn.langnghe.ui

import androidx.compose.foundation.Image
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import org.jetbrains.skia.FilterMipmap
import org.jetbrains.skia.FilterMode
import org.jetbrains.skia.MipmapMode
import org.jetbrains.skia.Rect
import org.jetbrains.skia.Surface
import vn.langnghe.kit.screen.PictureRef
import java.io.File
import java.lang.reflect.Proxy
import org.jetbrains.skia.Image as SkiaImage

/** The root of the repository. */
val projectRoot: File = File(System.getProperty("project.root"))

/** The app's typeface, as the desktop loads it. */
val typeface =
    FontFamily(
        Font("font/be_vietnam_pro_regular.ttf", FontWeight.Normal),
        Font("font/be_vietnam_pro_semibold.ttf", FontWeight.SemiBold),
    )

/** Actions that only write down what was done, such as `open(…)`. */
inline fun <reified A> recording(done: MutableList<String> = mutableListOf()): A =
    Proxy.newProxyInstance(A::class.java.classLoader, arrayOf(A::class.java)) { self, method, arguments ->
        when (method.name) {
            // Drawing compares what it is given.
            "equals" -> {
                self === arguments.single()
            }

            "hashCode" -> {
                System.identityHashCode(self)
            }

            "toString" -> {
                A::class.simpleName
            }

            else -> {
                done += method.name + arguments.orEmpty().joinToString(", ", "(", ")")
                null
            }
        }
    } as A

/** Photographs from the fixtures of the core, by the number of a [PictureRef]. */
object FixturePictures : Pictures {
    private val files = listOf("02_oppo_13mp.jpg", "04_iphone4s_8mp_o6.jpg", "Landscape_1.jpg")
    private val made = files.map { name -> lazy { small(File(projectRoot, "core/photo/fixtures/$name")) } }

    override suspend fun thumbnail(picture: PictureRef) = of(picture)

    override suspend fun full(picture: PictureRef) = of(picture)

    fun of(picture: PictureRef): ImageBitmap? = made.getOrNull(picture.id.toInt() - 1)?.value

    private fun small(file: File): ImageBitmap {
        val large = SkiaImage.makeFromEncoded(file.readBytes())
        val (width, height) = WIDTH to WIDTH * large.height / large.width
        val surface = Surface.makeRasterN32Premul(width, height)
        surface.canvas.drawImageRect(
            large,
            Rect.makeWH(large.width.toFloat(), large.height.toFloat()),
            Rect.makeWH(width.toFloat(), height.toFloat()),
            FilterMipmap(FilterMode.LINEAR, MipmapMode.LINEAR),
            null,
            true,
        )
        return surface.makeImageSnapshot().toComposeImageBitmap()
    }

    private const val WIDTH = 720
}

/** A camera that sees the first photograph, and counts how often its shutter was pressed. */
class FakeViewfinder(
    override var ready: Boolean = true,
) : Viewfinder {
    var pressed = 0
    private var taken: (ByteArray) -> Unit = {}

    override val pick: (() -> Unit) = { taken(byteArrayOf(1)) }
    override val allow: (() -> Unit) = { allowed++ }
    var allowed = 0

    @Composable
    override fun Preview(
        modifier: Modifier,
        onTaken: (ByteArray) -> Unit,
        onFailed: () -> Unit,
    ) {
        taken = onTaken
        // A camera that isn't ready sees nothing.
        if (ready) {
            FixturePictures.of(PictureRef(1, 1, 1))?.let {
                Image(it, contentDescription = null, modifier, contentScale = ContentScale.Crop)
            }
        }
    }

    override fun take() {
        pressed++
        taken(byteArrayOf(0))
    }
}

/** The system's *back*, pressed by a test. */
class FakeBack : SystemBack {
    private val listening = mutableListOf<() -> Unit>()

    @Composable
    override fun Handle(
        enabled: Boolean,
        onBack: () -> Unit,
    ) {
        androidx.compose.runtime.DisposableEffect(enabled, onBack) {
            if (enabled) listening += onBack
            onDispose { listening -= onBack }
        }
    }

    fun press() = listening.last()()
}
