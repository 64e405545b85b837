package vn.langnghe.app.keys

import java.io.File
import java.io.FileOutputStream
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.READ

/**
 * Puts [bytes] in the place of what [file] held. Whoever reads sees the old or the new, never a
 * part; once this returns, the new is there after a loss of power too.
 */
internal fun replaceDurably(
    file: File,
    bytes: ByteArray,
) {
    val beside = File(file.parentFile, "${file.name}.new")
    FileOutputStream(beside).use {
        it.write(bytes)
        it.fd.sync()
    }
    Files.move(beside.toPath(), file.toPath(), ATOMIC_MOVE)
    // The new name is the folder's content, and is on the disk only when the folder is.
    FileChannel.open(file.parentFile!!.toPath(), READ).use { it.force(true) }
}
