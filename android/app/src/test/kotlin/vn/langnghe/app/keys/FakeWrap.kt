package vn.langnghe.app.keys

import java.io.IOException
import kotlin.experimental.xor

/** Wraps by a number that each new wrapping key has, and can be wiped, or stop to answer. */
class FakeWrap : KeyWrap {
    var answers = true

    /** Android has made the wrapping key unusable; only a new one helps. */
    var invalidated = false
    private var made = 0
    private var key: Byte? = null

    override fun wrap(secret: ByteArray): ByteArray {
        use()
        val key = key ?: (FIRST + made++).toByte().also { key = it }
        return byteArrayOf(key) + secret.map { it xor key }
    }

    override fun unwrap(wrapped: ByteArray): ByteArray {
        use()
        val key = key ?: throw WrapFailure.Lost(LossReason.MISSING)
        if (wrapped.firstOrNull() != key) throw WrapFailure.Lost(LossReason.MISMATCH)
        return wrapped.drop(1).map { it xor key }.toByteArray()
    }

    override fun destroy() {
        answer()
        key = null
        invalidated = false
    }

    private fun answer() {
        if (!answers) throw WrapFailure.Unavailable(IOException("no answer"))
    }

    private fun use() {
        answer()
        if (invalidated) throw WrapFailure.Lost(LossReason.INVALIDATED)
    }

    private companion object {
        const val FIRST = 0x40
    }
}
