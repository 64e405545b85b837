package vn.langnghe.kit

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.kit.courier.Delivery
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.RatingView
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.support.Handset
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.ready
import vn.langnghe.kit.support.send
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until
import kotlin.time.Duration.Companion.seconds

private val LONG = 60.seconds
private const val ANSWER = "Đã cử người đến đắp đê, xong trước tối nay."

/** Once around: from the camera to the officer and back, with the real core and the real server. */
class JourneyTest {
    private suspend fun Running.report(
        id: String,
        condition: (ReportContent) -> Boolean,
    ) = screens.report(Route.Report(id)).state.ready({ it.content }, condition)

    private suspend fun Handset.carry() = kit().run { courier.run(LONG).also { end() } }

    @Test
    fun `a report reaches the officer, and the answer the person`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            val phone = handset.start()
            val id = phone.send("Đê sạt lở.")
            phone.screens
                .saved(phone.at())
                .state
                .until { it.ladder.rung == Rung.COMPLETE }
            assertTrue(phone.screens.askForNotifications.until { it })
            phone.screens.notificationsAsked()
            phone.screens.askForNotifications.until { !it }
            phone.screens
                .saved(phone.at())
                .actions
                .open()
            assertEquals(Route.Report(id), phone.route)
            val arrived = phone.report(id) { it.reference != null && it.clocks.size == 2 }
            assertEquals("Đê điều, thủy lợi", arrived.title)
            assertEquals("Xã Tam Tiến", arrived.where)
            assertEquals(EntryKind.RECEIVED, arrived.timeline.first().kind)

            val officer = server.officer()
            val case = officer.cases().single()
            assertTrue("Đê sạt lở." in officer.page(case))
            officer.takeStep(case, "accept")
            officer.takeStep(case, "reply", ANSWER)
            phone.screens
                .report(phone.at())
                .actions
                .reload()
            phone.screens
                .home()
                .actions
                .sync()
            val answered = phone.report(id) { report -> report.timeline.any { it.body == ANSWER } }
            assertTrue(answered.ladder.accepted)
            assertEquals("Đã tiếp nhận", answered.status?.words)

            phone.screens
                .report(phone.at())
                .actions
                .reply("Cảm ơn, mong sớm xong.")
            phone.report(id) { report -> report.pending.isEmpty() && report.timeline.any { it.kind == EntryKind.SAID } }
            assertTrue("Cảm ơn, mong sớm xong." in officer.page(case))
            assertEquals(2, handset.submitted.get())
            phone.die()
        }

    @Test
    fun `what is said about a report travels, whatever it is`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            val phone = handset.start()
            val id = phone.send()
            phone.screens
                .saved(phone.at())
                .state
                .until { it.ladder.rung == Rung.COMPLETE }
            phone.screens.navigator.home(Route.Report(id))
            val report = phone.screens.report(Route.Report(id))
            phone.report(id) { ReportAction.ADD_TEXT in it.can }
            report.actions.addText("Nước đang lên.")
            report.actions.addPhotograph()
            phone.screens
                .camera(phone.at())
                .actions
                .taken(photograph("Landscape_2.jpg"))
            assertEquals(Route.Report(id), phone.at<Route.Report>())
            phone.report(id) { it.pictures.size == 2 && it.pending.isEmpty() && it.ladder.photosSent == 2 }

            val officer = server.officer()
            val case = officer.cases().single()
            assertTrue("Nước đang lên." in officer.page(case))
            officer.takeStep(case, "accept")
            officer.takeStep(case, "start")
            officer.takeStep(case, "resolve", "Đã đắp xong.")
            phone.screens
                .home()
                .actions
                .sync()
            phone.report(id) { ReportAction.CONFIRM in it.can }
            assertTrue(phone.items { items -> items.any { it.needsYou } }.single().needsYou)
            phone.screens
                .report(phone.at())
                .actions
                .reopen("Vẫn còn rò nước.", withPhotograph = true)
            phone.screens
                .camera(phone.at())
                .actions
                .taken(photograph("Landscape_3.jpg"))
            assertEquals(Route.Report(id), phone.at<Route.Report>())
            phone.report(id) { it.pending.isEmpty() && it.timeline.any { entry -> entry.body == "Vẫn còn rò nước." } }
            phone.report(id) { it.pictures.size == 3 && it.ladder.photosSent == 3 }
            officer.takeStep(case, "start")
            officer.takeStep(case, "resolve", "Đã đắp lại.")
            phone.screens
                .home()
                .actions
                .sync()
            phone.report(id) { ReportAction.RATE in it.can && ReportAction.CONFIRM in it.can }
            report.actions.rate(5, "Nhanh.")
            phone.report(id) { it.rating == RatingView(5, "Nhanh.") && ReportAction.RATE !in it.can }
            report.actions.confirm()
            phone.report(id) { it.pending.isEmpty() && it.status?.words == "Người dân xác nhận đã xong" }
            phone.items { items -> items.none { it.needsYou } }
            phone.die()
        }

    @Test
    fun `a photograph of the result is seen beside the person's own`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            val phone = handset.start()
            val id = phone.send()
            phone.screens
                .saved(phone.at())
                .state
                .until { it.ladder.rung == Rung.COMPLETE }
            phone.screens.navigator.home(Route.Report(id))
            val officer = server.officer()
            val case = officer.cases().single()
            officer.takeStep(case, "accept")
            officer.takeStepWith(case, "resolve", "Đã đắp xong.", listOf(photograph("DSCN0010.jpg")))
            phone.screens
                .home()
                .actions
                .sync()
            val shown = phone.report(id) { it.after.isNotEmpty() }
            assertEquals(1, shown.pictures.size)
            val after = shown.after.single()
            assertTrue(after.width > after.height)
            val pictures = phone.kit.photographs
            val (large, small) = pictures.full(after.id) to pictures.thumbnail(after.id)
            assertNotNull(large)
            assertTrue(large!!.size > small!!.size)
            phone.die()
        }

    @Test
    fun `offline everything is kept, and carried later by a worker without a window`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            handset.link.value = Link.OFFLINE
            val phone = handset.start()
            val id = phone.send("Mất điện cả thôn.")
            val home = phone.screens.home().state
            home.ready({ it.items }) { it.isNotEmpty() }
            phone.screens.pause()
            phone.die()

            handset.link.value = Link.FREE
            assertEquals(Delivery.DONE, handset.carry())
            assertEquals(null, handset.notifications.unsent.value)
            assertEquals(0, handset.notifications.news.size)
            val officer = server.officer()
            val case = officer.cases().single()
            officer.takeStep(case, "reply", ANSWER)
            assertEquals(Delivery.DONE, handset.carry())
            assertEquals(Delivery.DONE, handset.carry())
            val news = handset.notifications.news.single()
            assertEquals(id, news.report)
            assertEquals(ANSWER, news.text)
            assertEquals("Đê điều, thủy lợi: Có trả lời", news.title)

            val again = handset.start()
            again.screens.follow(
                vn.langnghe.kit.navigation.DeepLink
                    .to(news.report),
            )
            again.report(id) { report -> report.timeline.any { it.body == ANSWER } }
            // Who reads it needn't be told of it any longer.
            assertEquals(listOf(id), handset.notifications.withdrawn.distinct())
            again.die()
        }

    @Test
    fun `a report is taken back before the server ever heard of it`() =
        onAPhone {
            // Without an address nothing is even tried.
            val phone = handset(server = null).apply { agreed() }.start()
            val id = phone.send()
            phone.screens
                .saved(phone.at())
                .actions
                .open()
            phone.report(id) { ReportAction.WITHDRAW in it.can }
            phone.screens
                .report(phone.at())
                .actions
                .withdraw()
            phone.report(id) { it.ladder.rung == Rung.WITHDRAWN && it.can.isEmpty() }
            phone.screens
                .report(phone.at())
                .actions
                .confirm()
            val notice =
                phone.screens
                    .report(phone.at())
                    .state
                    .until { it.notice != null }
                    .notice
            assertNotNull(notice)
            phone.screens
                .report(phone.at())
                .actions
                .dismissNotice()
            phone.screens
                .report(phone.at())
                .state
                .until { it.notice == null }
            phone.screens.back()
            assertEquals(Route.Home, phone.route)
            phone.die()
        }

    @Test
    fun `a report that isn't on this phone is said not to be`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val strange = Route.Report("019aa1b2-0000-7000-8000-00000000000a")
            phone.screens.follow("langnghe://report/${strange.report}")
            assertEquals(strange, phone.route)
            val state =
                phone.screens
                    .report(strange)
                    .state
                    .until { it.content is Loaded.Failed }
            assertEquals("Trên máy không có phản ánh này.", (state.content as Loaded.Failed).notice.happened)
            phone.die()
        }
}
