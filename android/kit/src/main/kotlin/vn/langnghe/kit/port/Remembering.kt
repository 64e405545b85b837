package vn.langnghe.kit.port

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardOpenOption.WRITE
import java.util.Properties

/** Remembers as long as it lives. */
class MemoryPreferences(
    values: Map<String, String> = emptyMap(),
) : Preferences {
    private val kept = MutableStateFlow(values)

    override val values: StateFlow<Map<String, String>> = kept.asStateFlow()

    override fun put(
        key: String,
        value: String?,
    ) = kept.update { if (value == null) it - key else it + (key to value) }
}

/**
 * Remembers in a file, which is always whole: a new one takes the old one's place. A file that
 * can't be read is as good as none; what could not be written is written with the next change.
 */
class FilePreferences private constructor(
    private val file: Path,
    private val scope: CoroutineScope,
    private val disk: CoroutineDispatcher,
    private val memory: MemoryPreferences,
) : Preferences by memory {
    private val writing = Mutex()
    private var written = memory.values.value

    override fun put(
        key: String,
        value: String?,
    ) {
        memory.put(key, value)
        scope.launch { flush() }
    }

    /** Returns when everything is on the disk that was put before, or could not be written. */
    suspend fun flush() {
        writing.withLock {
            val values = memory.values.value
            if (values == written) return
            withContext(disk) {
                try {
                    write(values)
                    written = values
                } catch (_: IOException) {
                    // The disk is full, most likely. What is remembered here can be said again.
                }
            }
        }
    }

    private fun write(values: Map<String, String>) {
        val bytes = ByteArrayOutputStream()
        Properties().apply { putAll(values) }.store(bytes, null)
        val beside = file.resolveSibling("${file.fileName}.new")
        Files.write(beside, bytes.toByteArray())
        FileChannel.open(beside, WRITE).use { it.force(true) }
        Files.move(beside, file, ATOMIC_MOVE)
    }

    companion object {
        /** Reads what was remembered in [file]. Writes go through [disk], in [scope]. */
        suspend fun open(
            file: Path,
            scope: CoroutineScope,
            disk: CoroutineDispatcher,
        ): FilePreferences {
            val values = withContext(disk) { read(file) }
            return FilePreferences(file, scope, disk, MemoryPreferences(values))
        }

        private fun read(file: Path): Map<String, String> =
            try {
                val properties = Properties()
                Files.newInputStream(file).use(properties::load)
                properties.stringPropertyNames().associateWith(properties::getProperty)
            } catch (_: NoSuchFileException) {
                emptyMap()
            } catch (_: IOException) {
                emptyMap()
            } catch (_: IllegalArgumentException) {
                // An escape that is none: not a file of ours, or no longer.
                emptyMap()
            }
    }
}
