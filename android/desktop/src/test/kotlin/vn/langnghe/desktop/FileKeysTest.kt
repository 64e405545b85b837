package vn.langnghe.desktop

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import vn.langnghe.core.PortFailure
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

class FileKeysTest {
    @get:Rule val folder = TemporaryFolder()

    private val file get() = folder.root.toPath().resolve("key")

    private fun key(byte: Int) = ByteArray(32) { byte.toByte() }

    @Test
    fun `keys are kept, the newest first, for the next start`() {
        assertEquals(0, FileKeys(file).keys().size)
        FileKeys(file).keep(key(1))
        FileKeys(file).keep(key(0xfe))
        val kept = FileKeys(file).keys()
        assertEquals(2, kept.size)
        assertArrayEquals(key(0xfe), kept[0])
        assertArrayEquals(key(1), kept[1])

        FileKeys(file).forgetOlder()
        assertArrayEquals(key(0xfe), FileKeys(file).keys().single())
    }

    @Test
    fun `only its owner reads the file`() {
        FileKeys(file).keep(key(1))
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
    }

    @Test
    fun `what isn't a key any more is lost, and a folder that can't be written isn't`() {
        Files.writeString(file, "not a key\n")
        assertThrows(PortFailure.Lost::class.java) { FileKeys(file).keys() }
        val nowhere = FileKeys(folder.root.toPath().resolve("no/such/folder/key"))
        assertThrows(PortFailure.Unavailable::class.java) { nowhere.keep(key(1)) }
    }
}
