package vn.langnghe.ui

import androidx.compose.ui.graphics.ImageBitmap
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.langnghe.kit.screen.PictureRef

/** The store's photographs, which are upright and small, through whatever the platform decodes a JPEG with. */
class DecodedPictures(
    private val thumbnail: suspend (Long) -> ByteArray?,
    private val full: suspend (Long) -> ByteArray?,
    private val decode: (ByteArray) -> ImageBitmap?,
) : Pictures {
    override suspend fun thumbnail(picture: PictureRef) = decoded(thumbnail(picture.id))

    override suspend fun full(picture: PictureRef) = decoded(full(picture.id))

    private suspend fun decoded(jpeg: ByteArray?): ImageBitmap? =
        jpeg?.let { withContext(Dispatchers.Default) { decode(it) } }
}
