package vn.langnghe.app.keys

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File

class WrappedKeyStoreTest {
    @get:Rule val folder = TemporaryFolder()

    private val wrap = FakeWrap()
    private val file by lazy { File(folder.root, "keys") }
    private val store get() = WrappedKeyStore(file, wrap)

    private val first = ByteArray(32) { 1 }
    private val second = ByteArray(32) { 2 }

    @Test
    fun `before the first start there is no key, and none is lost`() {
        assertTrue(kept().isEmpty())
    }

    @Test
    fun `a key that was kept is there after a restart, and lies nowhere in the clear`() {
        store.keep(first)

        assertArrayEquals(first, kept().single())
        val written = file.readBytes().asList()
        assertFalse(first.asList() in written.windowed(first.size))
    }

    @Test
    fun `while a key is changed both are kept, the newest first, until the older is forgotten`() {
        store.keep(first)
        store.keep(second)
        assertEquals(listOf(2, 1), kept().map { it[0].toInt() })

        store.forgetOlder()
        assertArrayEquals(second, kept().single())
    }

    @Test
    fun `a key that can't be wrapped changes nothing`() {
        store.keep(first)
        wrap.answers = false
        assertThrows(WrapFailure.Unavailable::class.java) { store.keep(second) }

        wrap.answers = true
        assertArrayEquals(first, kept().single())
    }

    @Test
    fun `a process killed before the new file took the old one's place leaves the old one`() {
        store.keep(first)
        File(folder.root, "keys.new").writeText("half of a li")

        assertArrayEquals(first, kept().single())
        store.keep(second)
        assertEquals(2, kept().size)
    }

    @Test
    fun `a key store that was wiped is a loss, and says which`() {
        store.keep(first)
        wrap.destroy()

        assertEquals(KeyReading.Lost(LossReason.MISSING), store.read())
        assertTrue("nothing is thrown away for it", file.length() > 0)
    }

    @Test
    fun `a file that was changed is a loss, whether or not it can be decoded`() {
        store.keep(first)
        file.writeText(file.readText().reversed())
        assertEquals(KeyReading.Lost(LossReason.MISMATCH), store.read())

        file.writeText("%%%\n")
        assertEquals(KeyReading.Lost(LossReason.MISMATCH), store.read())
    }

    @Test
    fun `a key store that doesn't answer is no loss`() {
        store.keep(first)
        wrap.answers = false
        assertTrue(store.read() is KeyReading.Unavailable)

        wrap.answers = true
        assertArrayEquals(first, kept().single())
    }

    @Test
    fun `of two keys, one that can still be unwrapped is handed out`() {
        store.keep(first)
        wrap.destroy()
        store.keep(second)

        assertArrayEquals(second, kept().single())
    }

    @Test
    fun `a key store that can't use its key any more wraps the next one with another`() {
        store.keep(first)
        wrap.invalidated = true
        assertEquals(KeyReading.Lost(LossReason.INVALIDATED), store.read())

        store.keep(second)
        assertArrayEquals(second, kept().single())
        store.forgetOlder()
        assertArrayEquals(second, kept().single())
    }

    private fun kept() = (store.read() as KeyReading.Kept).keys
}
