package vn.langnghe.app.keys

import java.io.File
import java.util.Base64

/**
 * Keeps the store's keys, wrapped, in one small file that no backup takes.
 *
 * There is one key, or two while one is being changed for another: killed in between, the core
 * finds both at its next start and finishes the change. So the file is replaced whole, and what
 * [keep] and [forgetOlder] did survives the loss of power once they have returned.
 *
 * Each line of the file is one key, the newest first.
 */
class WrappedKeyStore(
    private val file: File,
    private val wrap: KeyWrap,
) {
    /** The keys as they are now. Nothing is changed, whatever comes out. */
    @Synchronized
    fun read(): KeyReading {
        val wrapped = lines()
        val keys = mutableListOf<ByteArray>()
        var lost: WrapFailure.Lost? = null
        for (line in wrapped) {
            try {
                keys += wrap.unwrap(decoded(line))
            } catch (failure: WrapFailure.Lost) {
                lost = failure
            } catch (failure: WrapFailure.Unavailable) {
                keys.forEach { it.fill(0) }
                return KeyReading.Unavailable(failure)
            }
        }
        // One key of two is worth trying: exactly one opens the store, and a wrong one harms nothing.
        return if (keys.isEmpty() && lost != null) KeyReading.Lost(lost.reason) else KeyReading.Kept(keys)
    }

    /**
     * Keeps [key] as the newest; older ones stay until [forgetOlder].
     *
     * @throws WrapFailure if it can't be wrapped; then nothing has changed.
     */
    @Synchronized
    fun keep(key: ByteArray) {
        val line = Base64.getEncoder().encodeToString(wrapped(key))
        write(listOf(line) + lines())
    }

    /** Forgets every key but the newest. */
    @Synchronized
    fun forgetOlder() {
        val wrapped = lines()
        if (wrapped.size > 1) write(wrapped.take(1))
    }

    /** A wrapping key that is lost for good can't wrap either: another one takes its place. */
    private fun wrapped(key: ByteArray): ByteArray =
        try {
            wrap.wrap(key)
        } catch (_: WrapFailure.Lost) {
            wrap.destroy()
            wrap.wrap(key)
        }

    private fun lines(): List<String> = if (file.exists()) file.readLines().filter(String::isNotEmpty) else emptyList()

    private fun write(lines: List<String>) = replaceDurably(file, lines.joinToString("") { "$it\n" }.toByteArray())

    private fun decoded(line: String): ByteArray =
        try {
            Base64.getDecoder().decode(line)
        } catch (failure: IllegalArgumentException) {
            throw WrapFailure.Lost(LossReason.MISMATCH, failure)
        }
}

/** What came of reading the keys. */
sealed interface KeyReading {
    /** The keys, the newest first; none before the first start. The reader overwrites them after use. */
    class Kept(
        val keys: List<ByteArray>,
    ) : KeyReading

    /** There were keys, and nobody can unwrap one of them any more. */
    data class Lost(
        val reason: LossReason,
    ) : KeyReading

    /** Not now. */
    class Unavailable(
        val cause: Exception,
    ) : KeyReading
}
