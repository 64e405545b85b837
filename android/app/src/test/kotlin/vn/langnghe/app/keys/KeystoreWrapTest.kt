package vn.langnghe.app.keys

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class KeystoreWrapTest {
    @get:Rule val keystore = FakeKeystore()

    private val wrap = KeystoreWrap()
    private val secret = ByteArray(32) { it.toByte() }

    @Test
    fun `what was wrapped comes back, wrapped otherwise each time, by one key of 256 bits`() {
        val once = wrap.wrap(secret)
        val again = KeystoreWrap().wrap(secret)

        assertArrayEquals(secret, KeystoreWrap().unwrap(once))
        assertArrayEquals(secret, wrap.unwrap(again))
        assertFalse(once.contentEquals(again))
        assertEquals(listOf(256), keystore.sizes)
    }

    @Test
    fun `a wiped key store is a loss`() {
        val wrapped = wrap.wrap(secret)
        keystore.wipe()
        assertEquals(LossReason.MISSING, lossOf(wrapped))
    }

    @Test
    fun `another key under the same name is a loss`() {
        val wrapped = wrap.wrap(secret)
        keystore.wipe()
        wrap.wrap(secret)
        assertEquals(LossReason.MISMATCH, lossOf(wrapped))
    }

    @Test
    fun `a changed or cut file is a loss`() {
        val wrapped = wrap.wrap(secret)
        val changed = wrapped.clone().also { it[20] = (it[20] + 1).toByte() }
        assertEquals(LossReason.MISMATCH, lossOf(changed))
        assertEquals(LossReason.MISMATCH, lossOf(wrapped.copyOf(wrapped.size - 1)))
        assertEquals(LossReason.MISMATCH, lossOf(wrapped.copyOf(5)))
    }

    @Test
    fun `a key that Android made unusable is a loss, however the vendor wraps the news`() {
        val wrapped = wrap.wrap(secret)
        keystore.invalidate()
        assertEquals(LossReason.INVALIDATED, lossOf(wrapped))
    }

    @Test
    fun `a key store that fails is no loss, and works later`() {
        val wrapped = wrap.wrap(secret)
        keystore.fail()
        assertThrows(WrapFailure.Unavailable::class.java) { wrap.unwrap(wrapped) }
        assertThrows(WrapFailure.Unavailable::class.java) { wrap.wrap(secret) }

        keystore.recover()
        assertArrayEquals(secret, wrap.unwrap(wrapped))
    }

    @Test
    fun `after it was destroyed nothing can be unwrapped`() {
        val wrapped = wrap.wrap(secret)
        wrap.destroy()
        assertEquals(LossReason.MISSING, lossOf(wrapped))
    }

    private fun lossOf(wrapped: ByteArray) = assertThrows(WrapFailure.Lost::class.java) { wrap.unwrap(wrapped) }.reason
}
