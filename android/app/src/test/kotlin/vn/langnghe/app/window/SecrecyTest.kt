package vn.langnghe.app.window

import android.view.WindowManager.LayoutParams.FLAG_SECURE
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import vn.langnghe.app.MainActivity

@RunWith(RobolectricTestRunner::class)
class SecrecyTest {
    @Test
    fun `the window is open to screenshots until it is told otherwise, and again after`() {
        Robolectric.buildActivity(MainActivity::class.java).setup().use { controller ->
            val window = controller.get().window
            val secure = { window.attributes.flags and FLAG_SECURE }
            assertEquals(0, secure())
            window.keepSecret(true)
            assertEquals(FLAG_SECURE, secure())
            window.keepSecret(false)
            assertEquals(0, secure())
        }
    }
}
