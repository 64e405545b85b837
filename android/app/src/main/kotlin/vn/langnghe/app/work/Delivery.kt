package vn.langnghe.app.work

import androidx.work.BackoffPolicy
import androidx.work.Constraints
import androidx.work.ExistingPeriodicWorkPolicy
import androidx.work.ExistingWorkPolicy
import androidx.work.NetworkType
import androidx.work.OneTimeWorkRequestBuilder
import androidx.work.OutOfQuotaPolicy
import androidx.work.PeriodicWorkRequestBuilder
import androidx.work.WorkManager
import java.util.concurrent.TimeUnit.MINUTES
import java.util.concurrent.TimeUnit.SECONDS

/**
 * Says when reports are carried: at once after *GỬI*, as soon as there is a network; and every now
 * and then, for answers and for what something killed.
 *
 * WorkManager keeps both over restarts and through Doze. Neither carries any data: what is to be
 * sent is in the store, and only there.
 */
class Delivery(
    private val work: WorkManager,
) {
    /**
     * Carries what waits as soon as there is a network. Called again, it begins anew without the
     * waiting that earlier attempts brought on: a person has just pressed a button.
     */
    fun now() = carry(ExistingWorkPolicy.REPLACE)

    /**
     * Makes sure that somebody carries what still waits: to be called when a window is left.
     * Vendors' battery managers throw scheduled work away; then this makes it good. What is
     * scheduled already stays as it is.
     */
    fun stillWaiting() = carry(ExistingWorkPolicy.KEEP)

    /** At each start of the process: has it carry regularly. */
    fun regularly() {
        val request =
            PeriodicWorkRequestBuilder<DeliveryWorker>(EVERY_MINUTES, MINUTES)
                .setConstraints(online)
                .setBackoffCriteria(BackoffPolicy.EXPONENTIAL, FIRST_WAIT_SECONDS, SECONDS)
                .build()
        // Kept if it is there: or an app that is opened often would put it off for ever.
        work.enqueueUniquePeriodicWork(REGULARLY, ExistingPeriodicWorkPolicy.KEEP, request)
    }

    private fun carry(policy: ExistingWorkPolicy) {
        val request =
            OneTimeWorkRequestBuilder<DeliveryWorker>()
                .setConstraints(online)
                .setExpedited(OutOfQuotaPolicy.RUN_AS_NON_EXPEDITED_WORK_REQUEST)
                .setBackoffCriteria(BackoffPolicy.EXPONENTIAL, FIRST_WAIT_SECONDS, SECONDS)
                .build()
        work.enqueueUniqueWork(NOW, policy, request)
    }

    internal companion object {
        const val NOW = "deliver-now"
        const val REGULARLY = "deliver-regularly"
        const val EVERY_MINUTES = 60L
        const val FIRST_WAIT_SECONDS = 30L

        val online = Constraints.Builder().setRequiredNetworkType(NetworkType.CONNECTED).build()
    }
}
