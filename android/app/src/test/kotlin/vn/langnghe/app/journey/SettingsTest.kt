package vn.langnghe.app.journey

import android.app.LocaleManager
import android.content.Intent
import android.os.LocaleList
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** What holds for all of a window, whatever it shows. */
@RunWith(RobolectricTestRunner::class)
class SettingsTest {
    @get:Rule val screen = createEmptyComposeRule()

    private lateinit var phone: InHand

    @Before
    fun begin() {
        phone = InHand(screen)
        phone.open()
        phone.firstStart()
    }

    @Test
    fun `the window is kept secret as soon as that is wanted, and in the next process`() {
        assertEquals(0, secrecy())
        phone.tap("Cài đặt")
        phone.tap("Che màn hình")
        phone.until { secrecy() != 0 }

        phone.open(saved = phone.dies())
        phone.until { secrecy() != 0 }
        phone.tap("Che màn hình")
        phone.until { secrecy() == 0 }
        phone.close()
    }

    @Test
    fun `a number is shown in the dialler, ready to be called`() {
        phone.tap("Gọi 114, Cứu hỏa, cứu hộ")
        val started = shadowOf(phone.app).nextStartedActivity
        assertEquals(Intent.ACTION_DIAL, started.action)
        assertEquals("tel:114", "${started.data}")
        phone.close()
    }

    @Test
    fun `another language is there at once, and stays`() {
        phone.tap("Cài đặt")
        phone.tap("English")
        phone.see("Settings")
        phone.dies()
        phone.open()
        phone.see("REPORT A PROBLEM")
        phone.close()
    }

    @Test
    fun `the language in Android's settings and the app's are one`() {
        phone.tap("Cài đặt")
        phone.tap("English")
        phone.see("Settings")
        val android = phone.app.getSystemService(LocaleManager::class.java)
        assertEquals("en", android.applicationLocales.toLanguageTags())

        android.applicationLocales = LocaleList.forLanguageTags("vi")
        phone.app.onConfigurationChanged(phone.app.resources.configuration)
        phone.see("Cài đặt")
        phone.close()
    }

    @Test
    fun `who has chosen none reads what the phone speaks`() {
        RuntimeEnvironment.setQualifiers("+en")
        phone.app.onConfigurationChanged(phone.app.resources.configuration)
        phone.see("REPORT A PROBLEM")
        phone.close()
    }

    @Test
    fun `a store whose key is lost says so, and lets a person start afresh`() {
        phone.capture()
        phone.see("Phản ánh về việc gì?")
        phone.dies()
        phone.device.wrap.invalidated = true

        phone.open()
        phone.see("Máy không còn giữ khóa mở dữ liệu.")
        phone.tap("Bắt đầu lại từ đầu")
        phone.tap("Cất riêng và bắt đầu lại")
        phone.see("Chưa có phản ánh nào")
        phone.dies()
        phone.open()
        phone.see("Chưa có phản ánh nào")
        phone.close()
    }

    private fun secrecy() = phone.activity.window.attributes.flags and FLAG_SECURE
}
