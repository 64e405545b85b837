package vn.langnghe.kit

import vn.langnghe.kit.port.Preferences
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.TextSize

/** How many communes are kept for the next report. */
private const val RECENT_COMMUNES = 3

/** What is remembered beside the store, with its meaning. Settings as they come, until somebody changes them. */
internal class Remembered(
    private val values: Map<String, String>,
) {
    val photosOnWifiOnly get() = values[Key.WIFI_ONLY].toBoolean()

    val screensHidden get() = values[Key.SCREENS_HIDDEN].toBoolean()

    val textSize get() = TextSize.entries.firstOrNull { it.name == values[Key.TEXT_SIZE] } ?: TextSize.NORMAL

    val language
        get() = LanguageChoice.entries.firstOrNull { it.name == values[Key.LANGUAGE] } ?: LanguageChoice.SYSTEM

    /** The version of the consent that was given; none before the first start has ended. */
    val consent: UInt? get() = values[Key.CONSENT]?.toUIntOrNull()

    /** Communes that were chosen by hand, the last one first. */
    val recentCommunes: List<String>
        get() = values[Key.RECENT_COMMUNES]?.split(' ')?.filter(String::isNotEmpty).orEmpty()

    /** Whether notifications should be asked for: something was sent, and nobody asked yet. */
    val notificationsDue get() = values[Key.NOTIFICATIONS] == DUE

    /** What a person was told of each report already, or saw: as the core wants it remembered. */
    fun told(): Map<String, String> =
        values.filterKeys { it.startsWith(Key.TOLD) }.mapKeys { (key, _) -> key.removePrefix(Key.TOLD) }

    object Key {
        const val WIFI_ONLY = "photographs-on-wifi-only"
        const val SCREENS_HIDDEN = "screens-hidden"
        const val TEXT_SIZE = "text-size"
        const val LANGUAGE = Preferences.LANGUAGE
        const val CONSENT = "consent"
        const val RECENT_COMMUNES = "recent-communes"
        const val NOTIFICATIONS = "notifications"
        const val TOLD = "told."
    }

    companion object {
        internal const val DUE = "due"
        internal const val ASKED = "asked"
    }
}

internal val Preferences.now: Remembered get() = Remembered(values.value)

/** Puts a commune before those that were chosen earlier. */
internal fun Preferences.rememberCommune(code: String) {
    val recent = listOf(code) + (now.recentCommunes - code)
    put(Remembered.Key.RECENT_COMMUNES, recent.take(RECENT_COMMUNES).joinToString(" "))
}

/** The first report was sent: from now on there may be answers to tell of. */
internal fun Preferences.wantNotifications() {
    if (Remembered.Key.NOTIFICATIONS !in values.value) put(Remembered.Key.NOTIFICATIONS, Remembered.DUE)
}
