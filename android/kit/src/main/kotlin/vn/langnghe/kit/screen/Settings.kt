package vn.langnghe.kit.screen

/** What the settings show. */
data class SettingsState(
    val photosOnWifiOnly: Boolean,
    val textSize: TextSize,
    val language: LanguageChoice,
    /** Whether screens are kept out of screenshots and the list of recent apps. */
    val screensHidden: Boolean,
    val dataUsed: Loaded<List<MonthOfData>>,
    val version: String,
    /** What this is and isn't, and on which licences it stands. */
    val about: List<String>,
)

/** On top of the system's own. */
enum class TextSize(
    val factor: Float,
) {
    NORMAL(1f),
    LARGE(1.3f),
    LARGEST(1.6f),
    DOUBLE(2f),
}

/** The language to read in. */
enum class LanguageChoice { SYSTEM, VIETNAMESE, ENGLISH }

/** What travelled in a month. */
data class MonthOfData(
    /** Such as *11/2026*. */
    val month: String,
    val sentBytes: Long,
    val receivedBytes: Long,
)

/** What can be done in the settings. */
interface SettingsActions {
    fun photosOnWifiOnly(only: Boolean)

    fun textSize(size: TextSize)

    fun language(choice: LanguageChoice)

    fun hideScreens(hidden: Boolean)

    fun back()
}
