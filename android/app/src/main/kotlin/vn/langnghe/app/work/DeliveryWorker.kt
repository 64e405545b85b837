package vn.langnghe.app.work

import android.content.Context
import androidx.work.CoroutineWorker
import androidx.work.ForegroundInfo
import androidx.work.ListenableWorker
import androidx.work.WorkerFactory
import androidx.work.WorkerParameters
import vn.langnghe.app.notify.Notices
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import vn.langnghe.kit.courier.Delivery as Carried

/** Sends and fetches for at most so long: the kit's courier, for a worker. */
typealias Carrier = suspend (Duration) -> Carried

/**
 * Wakes the courier when Android has a network for it.
 *
 * It holds nothing that matters and is told nothing: killed anywhere, by whomever, the next run
 * finds in the store what is still to be done.
 */
class DeliveryWorker(
    context: Context,
    parameters: WorkerParameters,
    private val carry: Carrier,
) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result =
        when (carry(LIMIT)) {
            Carried.DONE -> Result.success()

            // WorkManager waits longer from one try to the next, and for a network before each.
            Carried.MORE, Carried.LATER -> Result.retry()
        }

    /** Up to Android 11, what can't wait runs in the foreground, where it has to be seen. */
    override suspend fun getForegroundInfo() = ForegroundInfo(Notices.SENDING_ID, Notices(applicationContext).sending())

    private companion object {
        /** Android ends a worker after ten minutes. */
        val LIMIT = 9.minutes
    }
}

/** Makes workers that know the courier. */
class DeliveryWorkerFactory(
    private val carrier: () -> Carrier,
) : WorkerFactory() {
    override fun createWorker(
        appContext: Context,
        workerClassName: String,
        workerParameters: WorkerParameters,
    ): ListenableWorker? =
        if (workerClassName == DeliveryWorker::class.java.name) {
            DeliveryWorker(appContext, workerParameters, carrier())
        } else {
            // Another's, or one of an older release: WorkManager knows what to do.
            null
        }
}
