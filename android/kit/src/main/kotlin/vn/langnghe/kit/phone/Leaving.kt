package vn.langnghe.kit.phone

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import vn.langnghe.core.Phone
import vn.langnghe.core.QueueObserver

/** So much of a report's photograph has left the phone, from 0 to 1. */
internal data class Leaving(
    val report: String,
    val part: Float,
)

/** How far photographs have left. Only the newest word matters. */
internal fun Phone.leaving(): Flow<Leaving> =
    callbackFlow {
        val watch =
            observeQueue(
                object : QueueObserver {
                    override fun photographLeaving(
                        report: String,
                        photograph: Long,
                        sent: ULong,
                        total: ULong,
                    ) {
                        val part = if (total == 0uL) 1f else (sent.toDouble() / total.toDouble()).toFloat()
                        trySend(Leaving(report, part))
                    }
                },
            )
        awaitClose { watch.endWatching() }
    }.buffer(Channel.CONFLATED)
