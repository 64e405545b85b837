package vn.langnghe.kit.phone

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import vn.langnghe.core.Phone

/**
 * Holds the process's one phone, for all who need it: a screen, a worker in the background, both.
 *
 * ```text
 *            first lease             last release
 * (nothing) ────────────▶ running ────────────────▶ paused
 *                            ▲      another lease     │
 *                            └────────────────────────┘
 * ```
 *
 * It is opened for the first who asks, its queue runs as long as somebody holds a [Lease], and the
 * store's file is let go of when nobody does. What couldn't be opened is opened anew for the next.
 */
class PhoneHolder(
    private val open: suspend () -> Phone,
    private val lookAround: suspend (Phone) -> Unit,
) {
    private val lock = Mutex()

    @Volatile
    private var phone: Phone? = null

    @Volatile
    private var leases = 0

    /** The phone, while somebody has leased it. */
    val running: Phone? get() = phone.takeIf { leases > 0 }

    /** A right to the running phone. */
    inner class Lease internal constructor(
        val phone: Phone,
    ) {
        private var released = false

        /** Gives it back. Twice is as good as once. */
        suspend fun release() =
            uninterrupted {
                if (!released) {
                    released = true
                    leases -= 1
                    if (leases == 0) phone.pause()
                }
            }
    }

    /**
     * Leases the phone, which then runs.
     *
     * @throws vn.langnghe.core.OpenFailure if the store can't be opened.
     * @throws vn.langnghe.core.Failure if the disk fails when it is taken up again.
     */
    suspend fun lease(): Lease =
        uninterrupted {
            val phone = phone ?: open().also { phone = it }
            if (leases == 0) {
                // Before anything leaves: it may cost money here.
                lookAround(phone)
                phone.resume()
            }
            leases += 1
            Lease(phone)
        }

    /** Works with the phone; see [lease]. */
    suspend fun <T> use(work: suspend (Phone) -> T): T {
        val lease = lease()
        try {
            return work(lease.phone)
        } finally {
            lease.release()
        }
    }

    /** Ends the phone. Leases that are still out find it closed; the next one opens it anew. */
    suspend fun end() =
        uninterrupted {
            phone?.end()
            phone = null
            leases = 0
        }

    /** What was begun in the core goes on there, whoever stops waiting: so it is waited for. */
    private suspend fun <T> uninterrupted(work: suspend () -> T): T =
        withContext(NonCancellable) { lock.withLock { work() } }
}
