package vn.langnghe.app.camera

import android.graphics.ImageFormat
import android.media.ImageReader
import android.os.Handler
import android.util.Size
import android.view.Surface

/** Where a camera puts its photographs: memory. */
internal interface Jpegs : AutoCloseable {
    /** What the camera writes to. */
    val surface: Surface

    /** Hands each photograph that arrives to [listener], in the place of an earlier listener. */
    fun onEach(listener: (ByteArray) -> Unit)
}

/** Android's own, on the camera's thread. */
internal class ImageReaderJpegs(
    size: Size,
    private val handler: Handler,
) : Jpegs {
    // Two, so that the next photograph has room while the last one is read.
    private val reader = ImageReader.newInstance(size.width, size.height, ImageFormat.JPEG, 2)

    override val surface: Surface get() = reader.surface

    override fun onEach(listener: (ByteArray) -> Unit) {
        reader.setOnImageAvailableListener({ listener(it.next()) }, handler)
    }

    override fun close() = reader.close()

    private fun ImageReader.next(): ByteArray =
        acquireNextImage().use { image ->
            val buffer = image.planes.single().buffer
            ByteArray(buffer.remaining()).also(buffer::get)
        }
}
