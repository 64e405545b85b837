package vn.langnghe.kit.courier

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.PortFailure
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.support.Doomed
import vn.langnghe.kit.support.Handset
import vn.langnghe.kit.support.KeysInAFile
import vn.langnghe.kit.support.World
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.send
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until
import java.nio.file.Files
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

private val LONG = 60.seconds

class CourierTest {
    private suspend fun Handset.carry(limit: Duration = LONG) = kit().run { courier.run(limit).also { end() } }

    /** A phone with a report that was sent while there was no network, and no process. */
    context(world: World)
    private suspend fun Handset.withAReport(): String {
        agreed()
        link.value = Link.OFFLINE
        val phone = start()
        val id = phone.send()
        phone.screens.pause()
        phone.die()
        return id
    }

    @Test
    fun `without a network it comes back later, and what waits stays in sight`() =
        onAPhone {
            val handset = handset()
            handset.withAReport()
            assertEquals(
                "1 phản ánh chờ gửi",
                handset.notifications.unsent.value
                    ?.title,
            )
            assertEquals(Delivery.LATER, handset.carry())
            assertNotNull(handset.notifications.unsent.value)
            // A network, but no server.
            handset.link.value = Link.METERED
            assertEquals(Delivery.LATER, handset.carry(200.milliseconds))
            assertNotNull(handset.notifications.unsent.value)
        }

    @Test
    fun `what has left is in sight no longer`() =
        onAPhone {
            val handset = handset(server().url)
            handset.withAReport()
            handset.link.value = Link.FREE
            handset.notifications.everUnsent.clear()
            assertEquals(Delivery.DONE, handset.carry())
            assertEquals(1, handset.notifications.everUnsent.size, "in sight until it was gone")
            assertNull(handset.notifications.unsent.value)
        }

    @Test
    fun `photographs that wait for Wi-Fi are no reason to come back at once`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url)
            handset.withAReport()
            handset.preferences.put(Remembered.Key.WIFI_ONLY, "true")
            handset.link.value = Link.METERED
            assertEquals(Delivery.LATER, handset.carry())
            assertNotNull(handset.notifications.unsent.value)
            assertEquals(1, server.officer().cases().size, "the words are there")
            handset.link.value = Link.FREE
            assertEquals(Delivery.DONE, handset.carry())
            assertNull(handset.notifications.unsent.value)
        }

    @Test
    fun `a store that does not open is tried again only where that may help`() =
        onAPhone {
            val handset = handset()
            handset.keys.broken = PortFailure.Unavailable()
            assertEquals(Delivery.LATER, handset.carry())
            handset.keys.broken = PortFailure.Lost()
            assertEquals(Delivery.DONE, handset.carry())
        }

    @Test
    fun `two runs and a window at once are one phone`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            val kit = handset.kit()
            val phone = handset.start(kit = kit)
            val id = phone.send()
            val deliveries =
                coroutineScope {
                    List(2) { async { withContext(Dispatchers.Default) { kit.courier.run(LONG) } } }.map { it.await() }
                }
            assertEquals(listOf(Delivery.DONE, Delivery.DONE), deliveries)
            phone.screens
                .saved(phone.at())
                .state
                .until { it.ladder.rung == Rung.COMPLETE }
            assertEquals(1, server.officer().cases().size)
            phone.screens.pause()
            assertNull(kit.phones.running)
            assertEquals(Delivery.DONE, kit.courier.run(LONG))
            phone.screens.resume()
            assertEquals(id, phone.items { it.isNotEmpty() }.single().id)
            phone.die()
        }

    @Test
    fun `who looks at a report is not told of it, and who doesn't is told once`() =
        onAPhone {
            val server = server()
            val handset = handset(server.url).apply { agreed() }
            val kit = handset.kit()
            val phone = handset.start(kit = kit)
            val id = phone.send()
            assertEquals(Delivery.DONE, kit.courier.run(LONG))
            val officer = server.officer()
            val case = officer.cases().single()

            phone.screens
                .saved(phone.at())
                .actions
                .open()
            phone.screens
                .report(phone.at())
                .state
                .until { kit.courier.onScreen == id }
            officer.takeStep(case, "accept")
            kit.courier.run(LONG)
            assertEquals(0, handset.notifications.news.size)

            phone.screens.back()
            phone.screens.route.until { it == Route.Home }
            assertEquals(Delivery.DONE, kit.courier.run(LONG))
            assertEquals(0, handset.notifications.news.size, "it was seen")
            officer.takeStep(case, "ask", "Đoạn nào của đê?")
            repeat(2) { kit.courier.run(LONG) }
            assertEquals(
                "Đê điều, thủy lợi: Cần bạn bổ sung thông tin",
                handset.notifications.news
                    .single()
                    .title,
            )
            assertTrue(phone.items { items -> items.any { it.needsYou } }.single().needsYou)
            phone.die()
        }

    @Test
    fun `a process that is killed at its work loses nothing, and nothing is told twice`() =
        onAPhone {
            val server = server()
            val folder = Files.createDirectories(folder.resolve("phone"))
            val id = withContext(Dispatchers.IO) { Doomed.runAndKill(folder, server.url) }
            val handset = Handset(folder, server.url, KeysInAFile(folder.resolve("keys"))).apply { agreed() }
            assertEquals(Delivery.DONE, handset.carry())
            val officer = server.officer()
            val case = officer.cases().single()
            assertTrue("Đê sạt lở." in officer.page(case))
            officer.takeStep(case, "reply", "Đang đến.")
            assertEquals(Delivery.DONE, handset.carry())
            assertEquals(Delivery.DONE, handset.carry())
            assertEquals(listOf(id), handset.notifications.news.map { it.report })
            val phone = handset.start()
            val item = phone.items { it.isNotEmpty() }.single()
            assertEquals(Rung.COMPLETE to 1, item.ladder.rung to item.ladder.photosSent)
            phone.die()
        }

    @Test
    fun `a run that is stopped lets go of the phone`() =
        onAPhone {
            val handset = handset()
            handset.withAReport()
            handset.link.value = Link.FREE
            handset.notifications.unsent(null)
            val kit = handset.kit()
            coroutineScope {
                val working = launch(Dispatchers.Default) { kit.courier.run(LONG) }
                handset.notifications.unsent.until { it != null }
                assertNotNull(kit.phones.running)
                working.cancelAndJoin()
            }
            assertNull(kit.phones.running)
            kit.end()
        }
}
