package vn.langnghe.kit

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.langnghe.core.PhoneConfig
import vn.langnghe.core.startClean
import vn.langnghe.kit.courier.Courier
import vn.langnghe.kit.model.Communes
import vn.langnghe.kit.phone.PhoneHolder
import vn.langnghe.kit.phone.Photographs
import vn.langnghe.kit.phone.lookAround
import vn.langnghe.kit.phone.openPhone
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.words.Wording
import vn.langnghe.texts.Language
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds

/** Which app this is, and where it keeps and sends things. */
data class AppInfo(
    /** Of the shell, such as `android`. */
    val name: String,
    /** Such as `0.1.0`. */
    val version: String,
    /** The folder of the store. Its parent exists. */
    val folder: String,
    /** An address such as `https://langnghe.example`; none to stay on the phone. */
    val server: String?,
)

/** How long things take or are waited for. */
data class Patience(
    /** Between the last key and saving what was typed. */
    val typing: Duration = 300.milliseconds,
    /** How long the phone is looked for. */
    val placeSearch: Duration = 2.minutes,
    /** How long after its beginning a draft is taken to be where the phone is. */
    val stillThere: Duration = 10.minutes,
    /** For a person who wants it sent now. */
    val sync: Duration = 30.seconds,
)

/**
 * All of the app but its screens and its platform: one for each process, made at its start.
 *
 * A window asks for [screens], a worker in the background runs the [courier], both of them whenever
 * they like, in any order and at the same time. Making it costs nothing: the store is opened when
 * somebody needs it.
 *
 * @param work where what takes long is done; the core has threads of its own for the rest.
 */
class Kit(
    internal val app: AppInfo,
    internal val platform: Platform,
    internal val work: CoroutineDispatcher = Dispatchers.Default,
    internal val patience: Patience = Patience(),
) {
    internal val phones =
        PhoneHolder(
            open = { withContext(work) { openPhone(config(), platform) } },
            lookAround = { it.lookAround(platform, work) },
        )

    /** Who sends and fetches while no window is open. */
    val courier = Courier(phones, platform, ::wordingNow, work)

    /** The pixels of photographs. */
    val photographs = Photographs(phones)

    internal val communes = Communes(work)

    /**
     * The screens of a window.
     *
     * @param scope of the window: on its main thread, ended with it for good and not when it is
     * only turned round.
     * @param saved what [Screens.save] gave before the process ended.
     */
    fun screens(
        scope: CoroutineScope,
        saved: List<String> = emptyList(),
    ): Screens = Screens(this, scope, saved)

    /** Ends it, for a process that goes on: the store's file is let go of. Windows that were open stay closed. */
    suspend fun end() = phones.end()

    internal fun wordingNow() = Wording(language(platform.preferences.now, platform.systemLanguage.value))

    /** Sets a store aside that can't be opened for want of its key, so that the next one starts clean. */
    internal suspend fun startClean() {
        startClean(app.folder, platform.keys)
    }

    private fun config() = PhoneConfig(app.folder, "${app.name} ${app.version}", app.server)
}

/** The language in which a person reads: the one that they chose, or else their platform's. */
internal fun language(
    remembered: Remembered,
    system: Language,
): Language =
    when (remembered.language) {
        LanguageChoice.SYSTEM -> system
        LanguageChoice.VIETNAMESE -> Language.VIETNAMESE
        LanguageChoice.ENGLISH -> Language.ENGLISH
    }
