package vn.langnghe.app.keys

import java.io.IOException
import kotlin.experimental.xor

/** Wraps by a number that each new wrapping key has, and can be wiped, or stop to answer. */
class FakeWrap : KeyWrap {
    var answers = true
    private var made = 0
    private var key: Byte? = null

    override fun wrap(secret: ByteArray): ByteArray {
        answer()
        val key = key ?: (FIRST + made++).toByte().also { key = it }
        return byteArrayOf(key) + secret.map { it xor key }
    }

    override fun unwrap(wrapped: ByteArray): ByteArray {
        answer()
        val key = key ?: throw WrapFailure.Lost(LossReason.MISSING)
        if (wrapped.firstOrNull() != key) throw WrapFailure.Lost(LossReason.MISMATCH)
        return wrapped.drop(1).map { it xor key }.toByteArray()
    }

    override fun destroy() {
        answer()
        key = null
    }

    private fun answer() {
        if (!answers) throw WrapFailure.Unavailable(IOException("no answer"))
    }

    private companion object {
        const val FIRST = 0x40
    }
}
