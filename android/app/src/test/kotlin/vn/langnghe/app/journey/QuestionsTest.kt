package vn.langnghe.app.journey

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.POST_NOTIFICATIONS
import android.content.pm.PackageManager.PERMISSION_DENIED
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

private const val DYKE = "Đê điều, thủy lợi"

/** What Android asks a person in the app's name: each when it is clear what for, and none of them stops a report. */
@RunWith(RobolectricTestRunner::class)
class QuestionsTest {
    @get:Rule val screen = createEmptyComposeRule()

    private val phone by lazy { InHand(screen) }

    @Test
    fun `whether it may notify is asked once, after the first report was sent`() {
        shadowOf(phone.app).denyPermissions(POST_NOTIFICATIONS)
        phone.open()
        phone.firstStart()
        send()
        phone.until { asked() == listOf(POST_NOTIFICATIONS) }
        refuse()

        phone.dies()
        phone.open()
        send()
        assertNull(asked())
        phone.close()
    }

    @Test
    fun `where the phone is, it asks when the photograph was taken, and a refusal costs two taps`() {
        shadowOf(phone.app).denyPermissions(ACCESS_FINE_LOCATION)
        phone.open()
        phone.firstStart()
        assertNull(asked())
        phone.capture()
        phone.until { asked() == listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION) }
        refuse()

        phone.tap(DYKE)
        phone.see("Máy chưa được phép định vị. Chọn xã, phường cũng được.")
        phone.tap("Chọn xã, phường")
        phone.type("Tên xã, phường", "tam tien")
        phone.tap("Xã Tam Tiến")
        phone.see("Bạn đã chọn")
        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
        phone.close()
    }

    private fun send() {
        phone.capture()
        phone.tap(DYKE)
        phone.see("Xã Tam Tiến")
        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
    }

    private fun asked(): List<String>? = request()?.requestedPermissions?.asList()

    private fun refuse() {
        val request = checkNotNull(request())
        val answers = IntArray(request.requestedPermissions.size) { PERMISSION_DENIED }
        @Suppress("DEPRECATION") // what Android calls, and nobody else
        phone.activity.onRequestPermissionsResult(request.requestCode, request.requestedPermissions, answers)
    }

    private fun request() = shadowOf(phone.activity).lastRequestedPermission
}
