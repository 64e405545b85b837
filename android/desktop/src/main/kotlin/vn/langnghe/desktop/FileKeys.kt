package vn.langnghe.desktop

import vn.langnghe.core.KeyStorage
import vn.langnghe.core.PortFailure
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.CREATE_NEW
import java.nio.file.StandardOpenOption.WRITE
import java.nio.file.attribute.PosixFilePermissions

/**
 * The store's key in a file that only its owner can read, a key a line, the newest first.
 *
 * For the window on a desktop and nothing else: a telephone's key store wraps its keys, this
 * doesn't. Whoever can read the file can read the reports.
 */
class FileKeys(
    private val file: Path,
) : KeyStorage {
    override fun keys(): List<ByteArray> = guarded { read().map(String::fromHex) }

    override fun keep(key: ByteArray) = guarded { write(listOf(key.toHex()) + read()) }

    override fun forgetOlder() = guarded { write(read().take(1)) }

    private fun read(): List<String> =
        try {
            Files.readAllLines(file).filter(String::isNotBlank)
        } catch (_: NoSuchFileException) {
            emptyList()
        }

    private fun write(keys: List<String>) {
        val beside = file.resolveSibling("${file.fileName}.new")
        Files.deleteIfExists(beside)
        val ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        FileChannel.open(beside, setOf(CREATE_NEW, WRITE), ownerOnly).use { channel ->
            channel.write(Charsets.US_ASCII.encode(keys.joinToString("\n", postfix = "\n")))
            channel.force(true)
        }
        Files.move(beside, file, ATOMIC_MOVE)
        FileChannel.open(file.parent).use { it.force(true) }
    }

    private fun <T> guarded(act: () -> T): T =
        try {
            act()
        } catch (failure: IOException) {
            throw PortFailure.Unavailable().initCause(failure)
        } catch (failure: IllegalArgumentException) {
            // Not the digits that were written: what they were can't be known any more.
            throw PortFailure.Lost().initCause(failure)
        }
}

private fun ByteArray.toHex() = joinToString("") { "%02x".format(it) }

private fun String.fromHex() = chunked(2).map { it.toInt(radix = 16).toByte() }.toByteArray()
