package vn.langnghe.kit.courier

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import vn.langnghe.core.Failure
import vn.langnghe.core.OpenFailure
import vn.langnghe.core.Phone
import vn.langnghe.core.SyncOutcome
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.now
import vn.langnghe.kit.phone.PhoneHolder
import vn.langnghe.kit.phone.lookAround
import vn.langnghe.kit.phone.surroundings
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.port.UnsentNotice
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.title
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** How a courier's run ended, for whoever schedules the next one. */
enum class Delivery {
    /** All that can leave has left, and what is new is here. */
    DONE,

    /** Time was up in the middle of the work: run again at once. */
    MORE,

    /** There was no way to the server, or something waits for another network: run again later. */
    LATER,
}

/**
 * Carries what waits to the server and news to the person, while nobody looks: what a worker in
 * the background calls. It goes as well together with a window of the same process.
 *
 * It holds nothing that matters. Killed anywhere, the next run finds in the store what is still
 * to be sent, and in the preferences what was told: news is remembered as told after it was
 * handed over, so that it is rather told twice than never.
 */
class Courier internal constructor(
    private val phones: PhoneHolder,
    private val platform: Platform,
    private val wording: () -> Wording,
    private val work: CoroutineDispatcher,
) {
    private val running = Mutex()

    /** The report on the screen right now: whoever looks at it needn't be told. */
    @Volatile
    internal var onScreen: String? = null

    /** Sends and fetches for at most [limit], then tells what is new and what still waits. */
    suspend fun run(limit: Duration): Delivery =
        running.withLock {
            try {
                phones.use { phone -> deliver(phone, limit) }
            } catch (failure: OpenFailure) {
                whenItDoesNotOpen(failure)
            } catch (_: Failure) {
                // The disk. What it keeps is still there.
                Delivery.LATER
            }
        }

    private suspend fun deliver(
        phone: Phone,
        limit: Duration,
    ): Delivery {
        // Before anything else: should this be killed, what waits stays in sight.
        showUnsent(phone)
        // Without a network it would only be waited for.
        val outcome = if (platform.network.link.value == Link.OFFLINE) null else sync(phone, limit)
        tellNews(phone)
        val waiting = showUnsent(phone)
        return when {
            outcome == null || !outcome.reached || outcome.failure != null -> Delivery.LATER
            outcome.pending > 0u -> Delivery.MORE
            waiting > 0 -> Delivery.LATER
            else -> Delivery.DONE
        }
    }

    /** Sends and fetches. Should the phone come to a network that costs, photographs stop there if they shall. */
    private suspend fun sync(
        phone: Phone,
        limit: Duration,
    ): SyncOutcome =
        coroutineScope {
            val watching = launch { platform.surroundings().collect { phone.lookAround(platform, work) } }
            phone.syncNow(limit.toJavaDuration()).also { watching.cancel() }
        }

    /** Shows what waits to be sent, or that nothing does; answers with how many reports do. */
    internal suspend fun showUnsent(phone: Phone): Int {
        val count = phone.unsent().reports.toInt()
        val texts = wording().texts.kit
        val notice = UnsentNotice(texts.unsent(count.toString()), texts.unsentSafe).takeIf { count > 0 }
        platform.notifications.unsent(notice)
        return count
    }

    /** What was shown as waiting may be gone. */
    internal suspend fun hideUnsentIfGone(phone: Phone) {
        if (phone.unsent().reports == 0u) platform.notifications.unsent(null)
    }

    /** The person looks at the report: what there is to be told of it, they know. */
    internal fun seen(
        report: String,
        told: String,
    ) {
        platform.preferences.put(Remembered.Key.TOLD + report, told)
        platform.notifications.withdraw(report)
    }

    private suspend fun tellNews(phone: Phone) {
        val catalogue = withContext(work) { phone.catalogue() }
        for (report in phone.news(platform.preferences.now.told())) {
            val news = report.news
            if (news != null && report.report != onScreen) {
                val title = wording().title(report.category, catalogue)
                platform.notifications.tell(wording().notice(report.report, title, news))
            }
            platform.preferences.put(Remembered.Key.TOLD + report.report, report.told)
        }
    }

    private fun whenItDoesNotOpen(failure: OpenFailure): Delivery =
        when (failure) {
            is OpenFailure.Later, is OpenFailure.Broken -> Delivery.LATER

            // Nothing that is tried again in the background mends these: the person must open the app.
            is OpenFailure.Key, is OpenFailure.Newer, is OpenFailure.Damaged -> Delivery.DONE
        }
}
