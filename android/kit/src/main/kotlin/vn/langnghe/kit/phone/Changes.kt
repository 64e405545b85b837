package vn.langnghe.kit.phone

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import vn.langnghe.core.Phone
import vn.langnghe.core.StatusObserver
import vn.langnghe.core.Watch

/** The ids of reports, whenever something about one changes. The core is let go of with the collector. */
internal fun Phone.changes(): Flow<String> =
    callbackFlow {
        val watch =
            observeStatus(
                object : StatusObserver {
                    override fun reportChanged(report: String) {
                        trySend(report)
                    }
                },
            )
        awaitClose { watch.endWatching() }
    }.buffer(Channel.UNLIMITED)

/** Lets go of an observer. */
internal fun Watch.endWatching() {
    cancel()
    close()
}
