package vn.langnghe.app.camera

import android.graphics.SurfaceTexture
import android.view.Surface

/** Has a photograph ready whenever somebody waits for one, or has none. */
internal class FakeJpegs : Jpegs {
    var next: ByteArray? = null
    var closed = false

    override val surface = Surface(SurfaceTexture(1))

    override fun onEach(listener: (ByteArray) -> Unit) {
        next?.let(listener)
    }

    override fun close() {
        closed = true
        surface.release()
    }
}
