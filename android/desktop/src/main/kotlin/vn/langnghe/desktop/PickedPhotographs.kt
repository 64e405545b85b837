package vn.langnghe.desktop

import androidx.compose.foundation.Image
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.produceState
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.layout.ContentScale
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.langnghe.kit.phone.Photographs
import vn.langnghe.ui.DecodedPictures
import vn.langnghe.ui.Viewfinder
import java.awt.FileDialog
import java.awt.Frame
import java.io.File
import org.jetbrains.skia.Image as SkiaImage

/**
 * A camera for a machine that has none: it sees the photographs of a folder, one after the other,
 * and a picture can be chosen from the disk instead.
 */
class PickedPhotographs(
    private val photographs: List<File>,
) : Viewfinder {
    private var next by mutableIntStateOf(0)
    private var seen: File? by mutableStateOf(photographs.firstOrNull())
    private var taken: (ByteArray) -> Unit = {}
    private var failed: () -> Unit = {}

    override val ready: Boolean get() = seen != null

    override val pick: () -> Unit = { chosen()?.let(::hand) }

    override val allow: (() -> Unit)? = null

    @Composable
    override fun Preview(
        modifier: Modifier,
        onTaken: (ByteArray) -> Unit,
        onFailed: () -> Unit,
    ) {
        taken = onTaken
        failed = onFailed
        val file = seen ?: return
        val picture by produceState<ImageBitmap?>(null, file) {
            value = withContext(Dispatchers.IO) { SkiaImage.makeFromEncoded(file.readBytes()).toComposeImageBitmap() }
        }
        picture?.let { Image(it, contentDescription = null, modifier, contentScale = ContentScale.Crop) }
    }

    override fun take() {
        val file = seen ?: return failed()
        hand(file)
        next = (next + 1) % photographs.size
        seen = photographs[next]
    }

    private fun hand(file: File) = taken(file.readBytes())

    private fun chosen(): File? {
        val dialog = FileDialog(null as Frame?)
        dialog.isVisible = true
        return dialog.files.firstOrNull()
    }
}

/** The store's photographs, decoded by Skia. */
fun pictures(photographs: Photographs) =
    DecodedPictures(photographs::thumbnail, photographs::full) { SkiaImage.makeFromEncoded(it).toComposeImageBitmap() }
