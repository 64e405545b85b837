package vn.langnghe.app.camera

import android.content.ContentResolver
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.net.Uri
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.ByteArrayOutputStream
import java.io.IOException

/** Reads a picture that a person chose, as the core takes it: a JPEG, whatever it was. */
class PickedPicture(
    private val resolver: ContentResolver,
) {
    /** The picture; none if it can't be read. Other formats than JPEG are decoded small enough for the memory. */
    suspend fun read(picture: Uri): ByteArray? =
        withContext(Dispatchers.IO) {
            try {
                if (resolver.getType(picture) == JPEG) whole(picture) else recoded(picture)
            } catch (_: IOException) {
                null
            } catch (_: SecurityException) {
                // The permission to read it ended with the picker.
                null
            }
        }

    private fun whole(picture: Uri): ByteArray? =
        resolver.openInputStream(picture)?.use { stream ->
            val jpeg = ByteArrayOutputStream()
            val part = ByteArray(DEFAULT_BUFFER_SIZE)
            generateSequence { stream.read(part).takeIf { it >= 0 && jpeg.size() <= MOST_BYTES } }
                .forEach { jpeg.write(part, 0, it) }
            jpeg.toByteArray().takeIf { it.size <= MOST_BYTES }
        }

    private fun recoded(picture: Uri): ByteArray? {
        val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        decode(picture, size)
        val options = BitmapFactory.Options().apply { inSampleSize = sampleOf(maxOf(size.outWidth, size.outHeight)) }
        val bitmap = decode(picture, options) ?: return null
        return ByteArrayOutputStream().use { jpeg ->
            bitmap.compress(Bitmap.CompressFormat.JPEG, QUALITY, jpeg)
            jpeg.toByteArray()
        }
    }

    private fun decode(
        picture: Uri,
        options: BitmapFactory.Options,
    ): Bitmap? = resolver.openInputStream(picture)?.use { BitmapFactory.decodeStream(it, null, options) }

    internal companion object {
        const val JPEG = "image/jpeg"

        /** What the core refuses needn't be read. */
        const val MOST_BYTES = 32 * 1024 * 1024

        /** The core compresses it again. */
        const val QUALITY = 95

        /** The core makes at most so many pixels of it. */
        private const val LONG_SIDE = 2048

        /** By which power of two it is made smaller, so that its longer side still has enough. */
        fun sampleOf(longSide: Int): Int = generateSequence(1) { it * 2 }.first { longSide / (it * 2) < LONG_SIDE }
    }
}
