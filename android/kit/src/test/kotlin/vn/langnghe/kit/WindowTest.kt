package vn.langnghe.kit

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.PortFailure
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.StartState
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.kit.screen.WelcomeStep
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.opened
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.ready
import vn.langnghe.kit.support.reportUpToThePage
import vn.langnghe.kit.support.send
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until
import vn.langnghe.texts.Language

/** A window's own life, and the screens that aren't about a report. */
class WindowTest {
    @Test
    fun `the first start ends with a consent that the person gives`() =
        onAPhone {
            val handset = handset()
            val phone = handset.start()
            assertEquals(Route.Welcome, phone.route)
            val welcome = phone.screens.welcome()
            val first = welcome.state.until { it.consent.isNotBlank() }
            assertFalse(first.agreed)
            assertEquals(listOf("112", "113", "114", "115"), first.emergency.map { it.number })
            assertEquals(4, first.notFor.size)
            welcome.actions.next()
            welcome.state.until { it.step == WelcomeStep.CONSENT }
            welcome.actions.begin()
            assertEquals(Route.Welcome, phone.route)
            assertTrue(phone.screens.back(), "back to what it is")
            welcome.state.until { it.step == WelcomeStep.WHAT_IT_IS }
            assertFalse(phone.screens.back(), "and from there out of the app")
            phone.screens.follow("langnghe://report/019aa1b2-0000-7000-8000-00000000000a")
            assertEquals(Route.Welcome, phone.route)
            welcome.actions.next()
            welcome.actions.agree(true)
            welcome.state.until { it.agreed }
            welcome.actions.begin()
            assertEquals(Route.Home, phone.route)
            val again = handset.start(phone.die())
            assertEquals(Route.Home, again.route)
            again.die()
        }

    @Test
    fun `a newer consent is asked for, and nothing is left out on the way`() =
        onAPhone {
            val handset = handset().apply { preferences.put(Remembered.Key.CONSENT, "0") }
            val phone = handset.start()
            assertEquals(Route.Welcome, phone.route)
            phone.die()
        }

    @Test
    fun `a lost key is said, and the person may start clean with the old store set aside`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val before = handset.start()
            before.reportUpToThePage()
            before.die()
            handset.keys.broken = PortFailure.Lost()
            val phone = handset.start()
            val trouble =
                phone.screens.start.state
                    .until { it is StartState.Trouble } as StartState.Trouble
            assertTrue(trouble.canStartClean)
            phone.screens.start.actions
                .retry()
            phone.screens.start.actions
                .startClean()
            phone.opened()
            phone.items { it.isEmpty() }
            phone.die()
            val aside =
                handset.folder
                    .toFile()
                    .walk()
                    .filter { it.isFile && it.length() > 0 && "set-aside" in it.path }
            assertTrue(
                aside.any() || handset.folder
                    .toFile()
                    .list()!!
                    .size > 1,
                "the old store is still there",
            )
            val again = handset.start()
            again.opened()
            again.die()
        }

    @Test
    fun `a key that can't be had now is had later`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            handset.keys.broken = PortFailure.Unavailable()
            val phone = handset.start()
            val trouble =
                phone.screens.start.state
                    .until { it is StartState.Trouble } as StartState.Trouble
            assertTrue(trouble.canRetry && !trouble.canStartClean)
            handset.keys.broken = null
            phone.screens.start.actions
                .retry()
            phone.opened()
            phone.die()
        }

    @Test
    fun `a setting holds at once, everywhere, and after a restart`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val home = phone.screens.home()
            home.state.until { it.emergency.isNotEmpty() }
            assertEquals(
                "Công an",
                home.state.value.emergency[1]
                    .name,
            )
            home.actions.settings()
            val settings = phone.screens.settings()
            settings.actions.language(LanguageChoice.ENGLISH)
            assertEquals(
                "Police",
                home.state
                    .until { it.emergency.getOrNull(1)?.name == "Police" }
                    .emergency[1]
                    .name,
            )
            phone.screens.look.until { it.language == Language.ENGLISH }
            settings.actions.textSize(TextSize.LARGEST)
            settings.actions.hideScreens(true)
            settings.actions.photosOnWifiOnly(true)
            phone.screens.look.until { it.textSize == TextSize.LARGEST && it.screensHidden }
            val used = settings.state.ready({ it.dataUsed })
            assertTrue(Regex("[01][0-9]/20[0-9]{2}").matches(used.first().month), used.first().month)
            assertEquals("0.1.0", settings.state.value.version)
            assertTrue(
                settings.state.value.about.size > 4 &&
                    settings.state.value.about
                        .none(String::isBlank),
            )
            settings.actions.back()
            assertEquals(Route.Home, phone.route)
            phone.die()
            val again = handset.start()
            again.screens.look.until { it.language == Language.ENGLISH && it.screensHidden }
            again.screens
                .settings()
                .state
                .until { it.photosOnWifiOnly }
            again.die()
        }

    @Test
    fun `who chose no language reads that of their phone`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            phone.send()
            val home = phone.screens.home()
            phone.items { items -> items.singleOrNull()?.title == "Đê điều, thủy lợi" }
            handset.language.value = Language.ENGLISH
            phone.items { items -> items.singleOrNull()?.title == "Dykes and irrigation" }
            handset.link.value = Link.OFFLINE
            val state = home.state.until { it.link == Link.OFFLINE && it.waiting == 1 }
            assertEquals("No signal yet. The phone sends by itself later.", state.why)
            home.actions.call("114")
            assertEquals(listOf("114"), handset.dialled.toList())
            phone.die()
        }

    @Test
    fun `a window that was turned round goes on with the same screens`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val at = phone.reportUpToThePage()
            val page = phone.screens.page(at)
            page.actions.write("Đê")
            assertSame(page, phone.screens.page(at))
            phone.screens.pause()
            phone.screens.pause()
            phone.screens.resume()
            phone.screens.resume()
            assertSame(page, phone.screens.page(at))
            assertEquals("Đê", page.state.value.text)
            phone.screens.back()
            phone.at<Route.Category>()
            // The screen that slides away is drawn to its end, as it was.
            assertSame(page, phone.screens.page(at))
            phone.die()
        }

    @Test
    fun `back leads home step by step, and everything is still there`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val at = phone.reportUpToThePage()
            phone.screens
                .page(at)
                .actions
                .write("Đê sạt lở")
            assertTrue(phone.screens.back())
            phone.at<Route.Category>()
            assertTrue(phone.screens.back())
            phone.at<Route.Camera>()
            assertTrue(phone.screens.back())
            assertEquals(Route.Home, phone.route)
            assertFalse(phone.screens.back())
            val item = phone.items { items -> items.any { it.firstLine == "Đê sạt lở" } }.single()
            phone.screens
                .home()
                .actions
                .open(item)
            assertEquals(at, phone.route)
            phone.die()
        }

    @Test
    fun `pixels are read while the app is open`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val at = phone.reportUpToThePage()
            val picture =
                phone.screens
                    .page(at)
                    .state
                    .until { it.pictures.isNotEmpty() }
                    .pictures
                    .single()
            val photographs = phone.kit.photographs
            val (thumbnail, full) = photographs.thumbnail(picture.id)!! to photographs.full(picture.id)!!
            assertTrue(thumbnail.size < full.size && full.size < photograph().size)
            assertEquals(listOf(0xff.toByte(), 0xd8.toByte()), full.take(2))
            assertEquals(null, photographs.full(4_711))
            phone.screens.pause()
            assertEquals(null, photographs.thumbnail(picture.id))
            phone.die()
        }
}
