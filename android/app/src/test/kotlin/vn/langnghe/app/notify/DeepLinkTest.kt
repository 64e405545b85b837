package vn.langnghe.app.notify

import android.content.Intent
import androidx.core.net.toUri
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import vn.langnghe.app.LangNgheApplication

@RunWith(RobolectricTestRunner::class)
class DeepLinkTest {
    private val id = "019a9c5e-8f00-7abc-8def-0123456789ab"

    @Test
    fun `a link leads to its report`() {
        assertEquals("langnghe://report/$id", DeepLink.toReport(id).toString())
        assertEquals(id, reportIn("langnghe://report/$id"))
        assertEquals(id, reportIn("langnghe://report/$id?from=poster"))
    }

    @Test
    fun `what isn't exactly a link to a report leads nowhere`() {
        val others =
            listOf(
                "https://report/$id",
                "langnghe://settings/$id",
                "langnghe://report/",
                "langnghe://report/$id/delete",
                "langnghe://report/..",
                "langnghe://report/1-2-3-4-5",
                "langnghe://report/${id.uppercase()}",
                "langnghe:$id",
            )
        for (link in others) assertNull(link, reportIn(link))
        assertNull(DeepLink.reportIn(Intent()))
        assertNull(DeepLink.reportIn(null))
    }

    @Test
    fun `what a notification opens is ours, can't be changed by others, and differs by report`() {
        val context = getApplicationContext<LangNgheApplication>()
        val tapped = shadowOf(DeepLink.whenTapped(context, id))

        assertTrue(tapped.isActivityIntent)
        assertTrue(tapped.isImmutable)
        assertEquals(context.packageName, tapped.savedIntent.component?.packageName)
        assertEquals(id, DeepLink.reportIn(tapped.savedIntent))
        assertNull(DeepLink.reportIn(shadowOf(DeepLink.whenTapped(context)).savedIntent))
    }

    private fun reportIn(link: String) = DeepLink.reportIn(Intent(Intent.ACTION_VIEW, link.toUri()))
}
