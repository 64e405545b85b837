package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.consumeEach
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import vn.langnghe.core.Failure

/** How reading went. */
internal sealed interface Read<out T> {
    data object Loading : Read<Nothing>

    data class Ready<T>(
        val value: T,
    ) : Read<T>

    data class Failed(
        val failure: Failure,
    ) : Read<Nothing>
}

internal val <T> Read<T>.valueOrNull: T? get() = (this as? Read.Ready)?.value

/**
 * Something of the core's, read again whenever it may have changed. Wishes that come while it is
 * being read are one more reading, not many.
 */
internal class Reading<T>(
    scope: CoroutineScope,
    changes: Flow<*>,
    private val read: suspend () -> T,
) {
    private val wishes = Channel<Unit>(Channel.CONFLATED)
    private val latest = MutableStateFlow<Read<T>>(Read.Loading)

    val value: StateFlow<Read<T>> = latest.asStateFlow()

    init {
        again()
        scope.launch { changes.collect { again() } }
        scope.launch {
            wishes.consumeEach { latest.value = readOnce() ?: latest.value }
        }
    }

    fun again() {
        wishes.trySend(Unit)
    }

    private suspend fun readOnce(): Read<T>? =
        try {
            Read.Ready(read())
        } catch (_: Failure.Closed) {
            // The app is in the background. What was read last is shown until it comes back.
            null
        } catch (failure: Failure) {
            Read.Failed(failure)
        }
}
