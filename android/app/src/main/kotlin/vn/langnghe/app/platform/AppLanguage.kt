package vn.langnghe.app.platform

import android.app.LocaleManager
import android.os.Build.VERSION_CODES.TIRAMISU
import android.os.LocaleList
import androidx.annotation.RequiresApi
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import vn.langnghe.kit.port.Preferences
import vn.langnghe.kit.screen.LanguageChoice

/**
 * From Android 13 on, an app's language stands among the system's settings too. It is remembered
 * there and nowhere else, so that both places always say the same. All else is remembered as before.
 */
@RequiresApi(TIRAMISU)
internal class AppLanguage(
    private val locales: LocaleManager,
    private val others: Preferences,
    scope: CoroutineScope,
) : Preferences {
    /** As the system last said: asking it takes a call to another process. */
    private var choice = ask()
    private val all = MutableStateFlow(together())

    override val values: StateFlow<Map<String, String>> = all.asStateFlow()

    init {
        // What was chosen before this phone got its Android 13.
        others.values.value[Preferences.LANGUAGE]?.let {
            choose(it)
            others.put(Preferences.LANGUAGE, null)
        }
        scope.launch { others.values.collect { all.value = together() } }
    }

    override fun put(
        key: String,
        value: String?,
    ) {
        if (key == Preferences.LANGUAGE) choose(value) else others.put(key, value)
        all.value = together()
    }

    /** Looks again: the language may have been chosen in the system's settings. */
    fun again() {
        choice = ask()
        all.value = together()
    }

    private fun ask(): LanguageChoice? {
        val chosen = locales.applicationLocales.takeUnless(LocaleList::isEmpty)
        return choices[chosen?.get(0)?.language]
    }

    private fun together(): Map<String, String> {
        val rest = others.values.value - Preferences.LANGUAGE
        return choice?.let { rest + (Preferences.LANGUAGE to it.name) } ?: rest
    }

    private fun choose(choice: String?) {
        val tag = choices.entries.firstOrNull { it.value.name == choice }?.key
        // Of no tag at all it makes the empty list: as the system speaks.
        locales.applicationLocales = LocaleList.forLanguageTags(tag.orEmpty())
        this.choice = ask()
    }
}

private val choices = mapOf("vi" to LanguageChoice.VIETNAMESE, "en" to LanguageChoice.ENGLISH)
