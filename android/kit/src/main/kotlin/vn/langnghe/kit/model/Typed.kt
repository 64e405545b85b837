package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import vn.langnghe.core.Failure
import kotlin.time.Duration

/**
 * Something, such as a text, that is saved while it is being typed: after each short [pause], and at once when
 * [flush] is called. What is killed in between loses the characters since the last pause.
 *
 * @param failed told when saving after a pause failed; the text is kept, and saved with the next.
 */
internal class Typed<T : Any>(
    private val scope: CoroutineScope,
    private val pause: Duration,
    private val failed: (Failure) -> Unit,
    private val save: suspend (T) -> Unit,
) {
    private val newest = MutableStateFlow<T?>(null)
    private val saving = Mutex()
    private var saved: T? = null
    private var waiting: Job? = null

    /** What the person typed here; none before they did. */
    val text: StateFlow<T?> = newest.asStateFlow()

    fun write(text: T) {
        newest.value = text
        waiting?.cancel()
        waiting =
            scope.launch {
                delay(pause)
                // On its own, so that the next key doesn't call it back.
                scope.launch { flushOrTell() }
            }
    }

    /** Returns when all that was typed is saved. What [save] throws comes out here. */
    suspend fun flush() {
        waiting?.cancel()
        saving.withLock {
            val text = newest.value
            if (text != null && text != saved) {
                save(text)
                saved = text
            }
        }
    }

    /** What was typed is saved, and holds no more: from now on what is read is the newest. */
    fun forget() {
        newest.value = null
        saved = null
    }

    private suspend fun flushOrTell() =
        try {
            flush()
        } catch (failure: Failure) {
            failed(failure)
        }
}
