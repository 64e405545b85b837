package vn.langnghe.app.platform

import android.app.LocaleManager
import android.os.LocaleList
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import vn.langnghe.app.TestApplication
import vn.langnghe.kit.port.MemoryPreferences
import vn.langnghe.kit.port.Preferences.Companion.LANGUAGE

/** Which of two memories has the language, and that the other has everything else. */
@RunWith(RobolectricTestRunner::class)
class AppLanguageTest {
    private val android = getApplicationContext<TestApplication>().getSystemService(LocaleManager::class.java)
    private val file = MemoryPreferences(mapOf("text-size" to "LARGE"))

    @Test
    fun `the language is remembered by Android, all else as before`() {
        val preferences = begin()
        preferences.put(LANGUAGE, "ENGLISH")
        preferences.put("consent", "1")
        assertEquals(mapOf("text-size" to "LARGE", "consent" to "1", LANGUAGE to "ENGLISH"), preferences.values.value)
        assertEquals(mapOf("text-size" to "LARGE", "consent" to "1"), file.values.value)
        assertEquals("en", android.applicationLocales.toLanguageTags())

        preferences.put(LANGUAGE, "SYSTEM")
        assertEquals(LocaleList.getEmptyLocaleList(), android.applicationLocales)
        assertEquals(null, preferences.values.value[LANGUAGE])
    }

    @Test
    fun `what Android's settings say is heard, a language of neither kind as none`() {
        val preferences = begin()
        for ((tag, choice) in listOf("vi-VN" to "VIETNAMESE", "en-GB" to "ENGLISH", "fr" to null)) {
            android.applicationLocales = LocaleList.forLanguageTags(tag)
            preferences.again()
            assertEquals(tag, choice, preferences.values.value[LANGUAGE])
        }
    }

    @Test
    fun `what was chosen before the phone got its Android 13 goes over to it`() {
        file.put(LANGUAGE, "ENGLISH")
        assertEquals("ENGLISH", begin().values.value[LANGUAGE])
        assertEquals("en", android.applicationLocales.toLanguageTags())
        assertEquals(null, file.values.value[LANGUAGE])
    }

    private fun begin() = AppLanguage(android, file, CoroutineScope(Dispatchers.Unconfined))
}
