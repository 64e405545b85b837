package vn.langnghe.kit.port

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.kit.screen.Link

/*
 * What the kit needs of the platform it runs on. A phone, a desktop and a test each have their
 * own. Nothing here may block: whoever must wait for the platform does so on a thread of its own.
 */

/** The network, as it is now and whenever it changes. */
interface Network {
    val link: StateFlow<Link>
}

/** The battery. */
interface Battery {
    /** Whether it is being saved. */
    val saving: StateFlow<Boolean>
}

/**
 * Small things that are remembered beside the store: settings, what was seen. Never what somebody
 * wrote, where they stood or who they are.
 */
interface Preferences {
    /** Everything that is remembered. */
    val values: StateFlow<Map<String, String>>

    /** Remembers something, or forgets it; at once in [values], soon on the disk. */
    fun put(
        key: String,
        value: String?,
    )

    companion object {
        /**
         * The language that was chosen, for platforms that have that among their own settings: a
         * name of [LanguageChoice][vn.langnghe.kit.screen.LanguageChoice]; none is the system's.
         */
        const val LANGUAGE = "language"
    }
}

/** Finds where the phone is. */
fun interface PlaceFinder {
    /**
     * Looks for the phone as long as it is collected: fixes as they come, better and better, or why
     * there are none. It ends by itself only where no (better) fix will come.
     */
    fun find(): Flow<Fix>
}

/** What a [PlaceFinder] has to say. */
sealed interface Fix {
    /** The phone is here, within so many metres if that is known. */
    data class Found(
        val lat: Double,
        val lon: Double,
        val accuracyMetres: Double?,
    ) : Fix

    /** The person doesn't want it to be known. */
    data object Refused : Fix

    /** It is switched off, or there is nothing to find it with. */
    data object Unavailable : Fix
}

/** The phone's phone. */
fun interface Dialer {
    /** Shows the number, ready to be called. The call is the person's to make. */
    fun dial(number: String)
}

/** Whoever works on while no screen is open. */
fun interface BackgroundWork {
    /** Something waits to be sent: have the courier run as soon as there is a network. */
    fun submitted()

    /** The window is left, and something still waits: have the courier run, unless it will anyway. */
    fun stillWaiting() = submitted()
}

/** Tells a person who isn't looking. */
interface Notifications {
    /** There is something new about a report; it takes the place of what was told about it before. */
    fun tell(news: NewsNotice)

    /** What was told about a report was seen. */
    fun withdraw(report: String)

    /** What waits to be sent: stays as long as something does. None: nothing does any more. */
    fun unsent(notice: UnsentNotice?)
}

/** Something new about a report. */
data class NewsNotice(
    val report: String,
    /** For anybody to read: that there is news, and nothing of what about. */
    val onLockScreen: String,
    /** For who has unlocked the phone. */
    val title: String,
    val text: String,
)

/** That something waits to be sent. */
data class UnsentNotice(
    val title: String,
    val text: String,
)
