package vn.langnghe.kit

import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.PageField
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.World
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.choosePlace
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.reportUpToThePage
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until

/** From the camera to *GỬI*, away from any network, and all that can go otherwise on the way. */
class CapturingTest {
    private suspend fun World.phone(handset: vn.langnghe.kit.support.Handset = handset()): Running {
        handset.agreed()
        return handset.start()
    }

    @Test
    fun `a photograph that can't be used says why, and leaves nothing behind`() =
        onAPhone {
            val phone = phone()
            phone.screens
                .home()
                .actions
                .capture()
            val camera = phone.screens.camera(Route.Camera())
            camera.actions.taken(photograph().copyOf(2_000))
            val notice = camera.state.until { !it.busy && it.notice != null }.notice!!
            assertTrue(notice.wayOut.isNotBlank())
            assertEquals(Route.Camera(), phone.route)
            assertTrue(phone.screens.back())
            assertEquals(Route.Home, phone.route)
            phone.items { it.isEmpty() }
            phone.die()
        }

    @Test
    fun `after a bad photograph a good one begins the same draft`() =
        onAPhone {
            val phone = phone()
            phone.screens
                .home()
                .actions
                .capture()
            val camera = phone.screens.camera(Route.Camera()).actions
            camera.taken(byteArrayOf(1, 2, 3))
            camera.taken(photograph())
            val draft = phone.at<Route.Category>().draft
            assertEquals(listOf(draft), phone.items { it.isNotEmpty() }.map { it.id })
            phone.die()
        }

    @Test
    fun `who goes back while a photograph is made ready keeps it`() =
        onAPhone {
            val phone = phone()
            phone.screens
                .home()
                .actions
                .capture()
            val camera = phone.screens.camera(Route.Camera())
            camera.actions.taken(photograph())
            camera.actions.back()
            assertEquals(Route.Home, phone.route)
            // What was begun is done, and leads nobody away from where they are.
            phone.screens.pause()
            assertEquals(Route.Home, phone.route)
            phone.screens.resume()
            val item = phone.items { it.isNotEmpty() && it[0].picture != null }.single()
            assertTrue(item.isDraft)
            assertEquals("Chưa chọn loại", item.title)
            phone.screens
                .home()
                .actions
                .open(item)
            assertEquals(Route.Category(item.id), phone.route)
            phone.die()
        }

    @Test
    fun `without a camera it goes on with words alone`() =
        onAPhone {
            val phone = phone()
            phone.screens
                .home()
                .actions
                .capture()
            val camera = phone.screens.camera(Route.Camera())
            camera.actions.cameraFailed()
            assertTrue(camera.state.until { it.notice != null }.canSkip)
            camera.actions.skip()
            phone.screens
                .category(phone.at())
                .actions
                .choose("road")
            val page = phone.screens.page(phone.at())
            assertEquals(emptyList<Any>(), page.state.value.pictures)
            page.actions.send()
            val problems = page.state.until { it.problems.isNotEmpty() && !it.sending }.problems
            assertEquals(setOf(PageField.TEXT, PageField.PLACE), problems.keys)
            page.actions.write(page.state.value.readySentence)
            phone.choosePlace()
            phone.screens
                .page(phone.at())
                .actions
                .send()
            phone.at<Route.Saved>()
            phone.die()
        }

    @Test
    fun `what is missing is said when the person has tried to send it`() =
        onAPhone {
            val phone = phone()
            val at = phone.reportUpToThePage()
            val page = phone.screens.page(at)
            page.state.until { it.category?.code == "dyke" }
            assertTrue(
                page.state.value.problems
                    .isEmpty(),
            )
            page.actions.send()
            val state = page.state.until { it.problems.isNotEmpty() && !it.sending }
            assertEquals(setOf(PageField.PLACE), state.problems.keys)
            assertEquals(at, phone.route)
            phone.choosePlace()
            phone.screens
                .page(at)
                .state
                .until { it.problems.isEmpty() }
            phone.die()
        }

    @Test
    fun `a dangerous category shows whom to call first, and a call is dialled`() =
        onAPhone {
            val handset = handset()
            val phone = phone(handset)
            val page = phone.screens.page(phone.reportUpToThePage(category = "dyke"))
            val danger = page.state.until { it.danger.isNotEmpty() }.danger
            assertEquals("112", danger.first().number)
            page.actions.call(danger.first().number)
            assertEquals(listOf("112"), handset.dialled.toList())
            page.actions.changeCategory()
            phone.screens
                .category(phone.at())
                .actions
                .choose("road")
            phone.screens
                .page(phone.at())
                .state
                .until { it.category?.code == "road" && it.danger.isEmpty() }
            phone.die()
        }

    @Test
    fun `the page is known to be read only when all of it is there`() =
        onAPhone {
            val handset = handset()
            val phone = phone(handset)
            val at = phone.reportUpToThePage(category = "road")
            // In the next process, the first thing that is drawn is a page that knows nothing yet.
            val next = handset.start(saved = phone.die())
            val page = next.screens.page(at)
            assertTrue(page.state.value.loading)
            val read = page.state.until { !it.loading }
            assertEquals("road" to 1, read.category?.code to read.pictures.size)
            next.die()
        }

    @Test
    fun `what will travel is told in bytes, and that photographs may wait`() =
        onAPhone {
            val handset = handset().apply { link.value = Link.METERED }
            val phone = phone(handset)
            val page = phone.screens.page(phone.reportUpToThePage())
            val one = page.state.until { it.pictures.size == 1 }
            assertEquals(Link.METERED, one.link)
            assertTrue(one.photoBytes in 1_000..300_000, "${one.photoBytes}")
            assertTrue(one.bytes - one.photoBytes in 1..5_000, "${one.bytes}")
            page.actions.write("Đê sạt lở. ".repeat(50))
            page.state.until { it.bytes > one.bytes + 500 }
            page.actions.photosOnWifiOnly(true)
            page.state.until { it.photosOnWifiOnly }
            phone.die()
        }

    @Test
    fun `photographs are added up to six, and taken out again`() =
        onAPhone {
            val phone = phone()
            val at = phone.reportUpToThePage()
            for (number in 2..6) {
                phone.screens
                    .page(at)
                    .actions
                    .addPhotograph()
                phone.screens
                    .camera(phone.at())
                    .actions
                    .taken(photograph("Landscape_$number.jpg"))
                phone.screens
                    .page(phone.at())
                    .state
                    .until { it.pictures.size == number }
            }
            val page = phone.screens.page(at)
            assertFalse(page.state.value.hasRoom)
            page.actions.addPhotograph()
            val camera = phone.screens.camera(phone.at())
            assertFalse(camera.state.until { it.pictures.size == 6 }.hasRoom)
            camera.actions.taken(photograph("Landscape_7.jpg"))
            assertTrue(
                "6" in
                    camera.state
                        .until { it.notice != null }
                        .notice!!
                        .happened,
            )
            phone.screens.back()
            assertEquals(at, phone.route)
            val picture =
                phone.screens
                    .page(at)
                    .state
                    .until { it.pictures.size == 6 }
                    .pictures
                    .last()
            phone.screens
                .page(at)
                .actions
                .removePhotograph(picture)
            assertTrue(
                phone.screens
                    .page(at)
                    .state
                    .until { it.pictures.size == 5 }
                    .hasRoom,
            )
            phone.die()
        }

    @Test
    fun `a place that was chosen by hand stays, until the person asks the satellites`() =
        onAPhone {
            val handset = handset()
            val sky = MutableSharedFlow<Fix>(replay = 1)
            handset.sky = { sky }
            val phone = phone(handset)
            val page = phone.screens.page(phone.reportUpToThePage())
            page.state.until { it.place == PlaceState.Searching }
            phone.choosePlace()
            // Somewhere in Kinh Bắc.
            sky.emit(Fix.Found(21.186, 106.076, 20.0))
            val places = phone.screens.page(phone.at())
            places.actions.choosePlace()
            phone.screens
                .place(phone.at())
                .state
                .until { it.here != null }
            phone.screens.back()
            phone.at<Route.Page>()
            assertEquals(
                PlaceState.Chosen("Xã Tam Tiến"),
                phone.screens
                    .page(phone.at())
                    .state.value.place,
            )
            phone.screens
                .page(phone.at())
                .actions
                .locate()
            phone.screens.page(phone.at()).state.until {
                it.place is PlaceState.Chosen &&
                    it.place != PlaceState.Chosen("Xã Tam Tiến")
            }
            phone.die()
        }

    @Test
    fun `a refused permission and a place outside the province are said plainly`() =
        onAPhone {
            val handset = handset()
            handset.sky = { flowOf(Fix.Refused) }
            val phone = phone(handset)
            val page = phone.screens.page(phone.reportUpToThePage())
            page.state.until { it.place == PlaceState.Unknown(permissionRefused = true) }
            handset.sky = { flow { emit(Fix.Found(21.0285, 105.8542, 10.0)) } }
            page.actions.locate()
            val outside = page.state.until { it.place is PlaceState.Outside }.place as PlaceState.Outside
            assertTrue(outside.kilometres in 5..40, "$outside")
            phone.die()
        }

    @Test
    fun `a draft that is found again later doesn't take the place of where the phone is then`() =
        onAPhone {
            val handset = handset()
            val phone = phone(handset)
            phone.reportUpToThePage()
            val saved = phone.die()
            handset.sky = { flowOf(IN_TAM_TIEN) }
            val later = handset.start(saved, handset.kit(Patience(stillThere = kotlin.time.Duration.ZERO)))
            val page = later.screens.page(later.at())
            page.state.until { it.pictures.isNotEmpty() }
            assertEquals(PlaceState.Unknown(permissionRefused = false), page.state.value.place)
            page.actions.locate()
            page.state.until { it.place is PlaceState.Found }
            later.die()
        }

    @Test
    fun `communes are found by today's names and by former ones, on the list and on the map`() =
        onAPhone {
            val handset = handset()
            val phone = phone(handset)
            phone.reportUpToThePage()
            phone.screens
                .page(phone.at())
                .actions
                .choosePlace()
            val places = phone.screens.place(phone.at())
            val all =
                places.state.until {
                    it.matches.isNotEmpty() && it.map.isNotEmpty() && it.boundaryNotice.isNotBlank()
                }
            assertEquals(99, all.matches.size)
            assertEquals(99, all.map.size)
            places.actions.search("tam tien")
            assertEquals(
                "07264",
                places.state
                    .until { it.matches.size < 90 }
                    .matches
                    .first()
                    .code,
            )
            places.actions.search("Kinh Bac")
            places.actions.tap(
                vn.langnghe.kit.screen
                    .MapPoint(21.5025, 106.0760),
            )
            places.state.until { it.chosen == "07264" }
            places.actions.choose("07264")
            phone.choosePlace()
            phone.screens
                .page(phone.at())
                .actions
                .choosePlace()
            places.actions.search("")
            val again =
                phone.screens
                    .place(phone.at())
                    .state
                    .until { it.matches.isNotEmpty() }
            assertEquals("07264", again.matches.first().code, "what was used before comes first")
            phone.die()
        }

    @Test
    fun `a draft is thrown away when the person says so`() =
        onAPhone {
            val phone = phone()
            val page = phone.screens.page(phone.reportUpToThePage())
            page.actions.hideName(false)
            page.state.until { !it.nameHidden }
            page.actions.discard()
            phone.at<Route.Home>()
            phone.items { it.isEmpty() }
            phone.die()
        }

    @Test
    fun `a full disk is said, and what was written can still be sent away from it`() =
        onAPhone {
            val handset = handset()
            val phone = phone(handset)
            phone.reportUpToThePage()
            handset.freeBytes = 1_000uL
            handset.saving.value = true
            phone.screens
                .page(phone.at())
                .actions
                .addPhotograph()
            val camera = phone.screens.camera(phone.at())
            camera.state.until { it.pictures.size == 1 }
            // How the phone stands is looked at in the background.
            phone.kit.phones.use { it.lookAround(false) }
            camera.actions.taken(photograph("Landscape_2.jpg"))
            assertEquals(
                "Máy hết chỗ chứa.",
                camera.state
                    .until { it.notice != null }
                    .notice!!
                    .happened,
            )
            phone.die()
        }
}
