package vn.langnghe.app.notify

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Notification
import android.app.NotificationManager
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import vn.langnghe.app.LangNgheApplication
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.port.UnsentNotice

@RunWith(RobolectricTestRunner::class)
class NoticesTest {
    private val app = getApplicationContext<LangNgheApplication>()
    private val shown = shadowOf(app.getSystemService(NotificationManager::class.java))
    private val notices get() = Notices(app)
    private val id = "019a9c5e-8f00-7abc-8def-0123456789ab"
    private val answer =
        NewsNotice(
            report = id,
            onLockScreen = "Phản ánh của bạn có tin mới",
            title = "Hố ga mất nắp: Có trả lời",
            text = "Đã cử người ra xem.",
        )

    @Before
    fun allowed() = shadowOf(app).grantPermissions(POST_NOTIFICATIONS)

    @Test
    fun `the app has its two channels from the start, and only answers make a sound`() {
        val channels = shown.notificationChannels.map { it as android.app.NotificationChannel }.associateBy { it.id }
        assertEquals(setOf("answers", "unsent"), channels.keys)
        assertEquals("Trả lời phản ánh", channels.getValue("answers").name)
        assertEquals(NotificationManager.IMPORTANCE_DEFAULT, channels.getValue("answers").importance)
        assertEquals(NotificationManager.IMPORTANCE_LOW, channels.getValue("unsent").importance)
    }

    @Test
    fun `an answer says what it is about, but not on a locked screen`() {
        notices.showNews(answer)

        val notification = shown.allNotifications.single()
        assertEquals(answer.title, notification.title)
        assertEquals(answer.text, notification.text)
        assertEquals(Notification.VISIBILITY_PRIVATE, notification.visibility)
        val public = notification.publicVersion
        assertNotNull(public)
        assertEquals(answer.onLockScreen, public.title)
        val told = "${public.title} ${public.text} ${public.extras}"
        assertFalse(told, told.contains("Hố ga") || told.contains("Đã cử") || told.contains(id))
    }

    @Test
    fun `a pause and another unit are shown whole, however long the reason`() {
        val why = "Chờ nước rút mới đắp được, dự kiến đầu tuần sau. ".repeat(6).trim()
        for (what in listOf("Tạm dừng tính hạn", "Đơn vị khác xử lý")) {
            notices.showNews(answer.copy(title = "Hố ga mất nắp: $what", text = why))
            val notification = shown.allNotifications.single()
            assertEquals("Hố ga mất nắp: $what", notification.title)
            assertEquals(why, notification.extras.getCharSequence(Notification.EXTRA_BIG_TEXT)?.toString())
            assertEquals(answer.onLockScreen, notification.publicVersion.title)
            assertEquals("answers", notification.channelId)
        }
    }

    @Test
    fun `an answer leads to its report, takes the place of the one before, and goes when it was seen`() {
        notices.showNews(answer)
        notices.showNews(answer.copy(text = "Đã thay nắp mới."))
        assertEquals("Đã thay nắp mới.", shown.allNotifications.single().text)
        val opens = shadowOf(shown.allNotifications.single().contentIntent).savedIntent
        assertEquals(id, DeepLink.reportIn(opens))

        notices.showNews(answer.copy(report = id.replace('a', 'b')))
        assertEquals(2, shown.size())
        notices.newsSeen(id)
        assertEquals(1, shown.size())
    }

    @Test
    fun `unsent work is shown until it is gone, and can't be swiped away`() {
        notices.showUnsent(UnsentNotice("2 phản ánh chờ gửi", "Đã lưu an toàn trên máy."))
        val notification = shown.allNotifications.single()
        assertEquals("2 phản ánh chờ gửi", notification.title)
        assertTrue(notification.flags and Notification.FLAG_ONGOING_EVENT != 0)
        assertEquals("unsent", notification.channelId)
        assertEquals("Có phản ánh chưa gửi được", notification.publicVersion.title)

        notices.showUnsent(UnsentNotice("1 phản ánh chờ gửi", "Đã lưu an toàn trên máy."))
        assertEquals("1 phản ánh chờ gửi", shown.allNotifications.single().title)
        notices.showUnsent(null)
        assertEquals(0, shown.size())
    }

    @Test
    fun `who reads English is told in English`() {
        RuntimeEnvironment.setQualifiers("+en")
        assertEquals("Sending your reports", notices.sending().title)
        assertEquals("There are reports not sent yet", notices.sending().publicVersion.title)
    }

    @Test
    fun `without permission nothing is shown`() {
        shadowOf(app).denyPermissions(POST_NOTIFICATIONS)
        notices.showNews(answer)
        notices.showUnsent(UnsentNotice("1 phản ánh chờ gửi", "Đã lưu an toàn trên máy."))
        assertEquals(0, shown.size())
    }

    private val Notification.title get() = extras.getCharSequence(Notification.EXTRA_TITLE).toString()
    private val Notification.text get() = extras.getCharSequence(Notification.EXTRA_TEXT)?.toString()
}
