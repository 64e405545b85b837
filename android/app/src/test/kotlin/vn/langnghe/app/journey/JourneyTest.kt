package vn.langnghe.app.journey

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.work.WorkInfo
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import vn.langnghe.app.notify.DeepLink
import vn.langnghe.app.notify.Notices
import vn.langnghe.kit.support.Server

private const val ANSWER = "Đã cử người đến đắp đê, xong trước tối nay."
private const val DYKE = "Đê điều, thủy lợi"

/** Once around, from the camera to the officer and back: the real app, the real core, the real server. */
@RunWith(RobolectricTestRunner::class)
class JourneyTest {
    @get:Rule val screen = createEmptyComposeRule()

    @get:Rule val folder = TemporaryFolder()

    private lateinit var server: Server
    private lateinit var signal: Signal
    private lateinit var phone: InHand

    @Before
    fun begin() {
        server = Server(folder.newFolder().toPath())
        phone = InHand(screen)
        signal = Signal(server.url)
        phone.device.server = signal.url
    }

    @After
    fun end() {
        signal.close()
        server.close()
    }

    private fun report() {
        phone.capture()
        phone.tap(DYKE)
        phone.see("Xã Tam Tiến")
        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
    }

    private fun networkComes() {
        signal.isOn = true
        phone.networkComes()
    }

    @Test
    fun `a report filed offline reaches the officer when there is a network, and the answer the person`() {
        phone.open()
        phone.firstStart()
        report()
        phone.see("Chưa có sóng, máy sẽ tự gửi. Cất máy được rồi.")
        phone.close()
        val officer = server.officer()
        assertEquals(emptyList<String>(), officer.cases())
        assertEquals(WorkInfo.State.ENQUEUED, phone.sending().single().state)
        assertEquals(1, phone.notifications(Notices.UNSENT).size)

        networkComes()
        phone.isCarried()
        val case = officer.cases().single()
        assertTrue("its photograph", "<img" in officer.page(case))
        assertEquals("it is gone when the work is", 0, phone.notifications(Notices.UNSENT).size)
        assertEquals(0, phone.notifications(Notices.ANSWERS).size)

        officer.takeStep(case, "accept")
        officer.takeStep(case, "reply", ANSWER)
        phone.isCarriedRegularly()
        phone.until { phone.notifications(Notices.ANSWERS).isNotEmpty() }
        val news = phone.notifications(Notices.ANSWERS).single()
        assertEquals("$DYKE: Có trả lời", "${news.extras.getCharSequence("android.title")}")
        val onLockScreen = "${news.publicVersion.extras}"
        assertFalse(onLockScreen, DYKE in onLockScreen || ANSWER in onLockScreen)

        val tapped = shadowOf(news.contentIntent).savedIntent
        assertTrue(DeepLink.reportIn(tapped) != null)
        phone.open(tapped)
        phone.see(ANSWER)
        phone.until { phone.notifications(Notices.ANSWERS).isEmpty() }
        phone.close()
    }

    @Test
    fun `work that a battery manager threw away is made good at the next start`() {
        phone.open()
        phone.firstStart()
        report()
        phone.dies()
        phone.work.cancelAllWork()
        assertEquals(WorkInfo.State.CANCELLED, phone.sending().single().state)

        // Started, and still without a network.
        phone.app.successor()
        assertEquals(WorkInfo.State.ENQUEUED, phone.regular().state)
        phone.open()
        phone.see("CHỤP PHẢN ÁNH")
        phone.close()
        val officer = server.officer()
        assertEquals(emptyList<String>(), officer.cases())

        networkComes()
        phone.isCarried()
        assertEquals(1, officer.cases().size)
    }

    @Test
    fun `of all work, even the regular one alone brings a report away`() {
        phone.open()
        phone.firstStart()
        report()
        phone.dies()
        phone.work.cancelUniqueWork(vn.langnghe.app.work.Delivery.NOW)

        networkComes()
        phone.isCarriedRegularly()
        val officer = server.officer()
        phone.until { officer.cases().size == 1 }
        phone.until { phone.notifications(Notices.UNSENT).isEmpty() }
    }
}
