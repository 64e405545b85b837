package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DataUsedView
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.Remembered.Key
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.MonthOfData
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.SettingsActions
import vn.langnghe.kit.screen.SettingsState
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.kit.words.Dates
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.notice

/** The settings. What is chosen holds at once. */
internal class SettingsModel(
    private val desk: Desk,
    scope: CoroutineScope,
) : SettingsActions {
    private val used = Reading(scope, desk.changesOf()) { desk.phone.dataUsed() to desk.catalogue() }

    val state: StateFlow<SettingsState> = shown(scope, desk.remembered, used.value, desk.wording, ::show)

    override fun photosOnWifiOnly(only: Boolean) = put(Key.WIFI_ONLY, only.toString())

    override fun textSize(size: TextSize) = put(Key.TEXT_SIZE, size.name)

    override fun language(choice: LanguageChoice) = put(Key.LANGUAGE, choice.name)

    override fun hideScreens(hidden: Boolean) = put(Key.SCREENS_HIDDEN, hidden.toString())

    override fun back() = desk.navigator.backFrom(Route.Settings)

    private fun put(
        key: String,
        value: String,
    ) = desk.platform.preferences.put(key, value)

    private fun show(
        remembered: Remembered,
        used: Read<Pair<List<DataUsedView>, CatalogueView>>,
        wording: Wording,
    ) = SettingsState(
        photosOnWifiOnly = remembered.photosOnWifiOnly,
        textSize = remembered.textSize,
        language = remembered.language,
        screensHidden = remembered.screensHidden,
        dataUsed =
            when (used) {
                Read.Loading -> Loaded.Loading
                is Read.Failed -> Loaded.Failed(wording.notice(used.failure))
                is Read.Ready -> Loaded.Ready(months(used.value.first))
            },
        version = desk.app.version,
        about =
            with(wording.texts.kit) {
                val notFor =
                    used.valueOrNull
                        ?.second
                        ?.notFor
                        .orEmpty()
                listOf(aboutWhat) + notFor.map { wording(it.text) } + listOf(aboutData, aboutLicences)
            },
    )
}

/** The months since something travelled first; this one always. */
private fun months(used: List<DataUsedView>): List<MonthOfData> =
    used
        .dropLastWhile { it.sent == 0uL && it.received == 0uL }
        .ifEmpty { used.take(1) }
        .map { MonthOfData(Dates.month(it.month), it.sent.toLong(), it.received.toLong()) }
