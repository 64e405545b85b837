package vn.langnghe.kit

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.support.Handset
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.World
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.choosePlace
import vn.langnghe.kit.support.items
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.opened
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.reportUpToThePage
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until

/** A process that the system ends at any step of a new report: the next one goes on where it was. */
class ProcessDeathTest {
    private class Dying(
        val handset: Handset,
        var phone: Running,
    )

    private fun dying(test: suspend context(World) Dying.() -> Unit) =
        onAPhone {
            val handset = handset().apply { agreed() }
            val dying = Dying(handset, handset.start())
            test(this, dying)
            dying.phone.die()
        }

    context(world: World)
    private suspend fun Dying.die() {
        val saved = phone.die()
        assertTrue(saved.all { Regex("[a-z]+(/[0-9a-f-]{36})?").matches(it) }, "ids only: $saved")
        phone = handset.start(saved)
        phone.opened()
    }

    @Test
    fun `at the camera, before anything was taken`() =
        dying {
            phone.screens
                .home()
                .actions
                .capture()
            die()
            phone.screens
                .camera(phone.at())
                .actions
                .taken(photograph())
            phone.at<Route.Category>()
        }

    @Test
    fun `while the photograph is made ready`() =
        dying {
            phone.screens
                .home()
                .actions
                .capture()
            phone.screens
                .camera(phone.at())
                .actions
                .taken(photograph())
            die()
            // It came in time or it didn't; a draft without anything in it is never left over.
            val items = phone.items()
            assertTrue(items.all { it.picture != null }, "$items")
            if (phone.route is Route.Camera) {
                phone.screens
                    .camera(phone.at())
                    .actions
                    .taken(photograph())
            }
            phone.at<Route.Category>()
        }

    @Test
    fun `before the photograph for which a draft was begun was kept`() =
        dying {
            val begun = phone.kit.phones.use { it.beginDraft() }
            val another = phone.reportUpToThePage()
            die()
            val items = phone.items { it.isNotEmpty() }.map { it.id }
            assertEquals(listOf(another.draft), items, "$begun holds nothing")
        }

    @Test
    fun `at the categories`() =
        dying {
            phone.screens
                .home()
                .actions
                .capture()
            phone.screens
                .camera(phone.at())
                .actions
                .taken(photograph())
            val at = phone.at<Route.Category>()
            die()
            assertEquals(at, phone.route)
            phone.screens
                .category(at)
                .state
                .until { it.picture != null && it.tiles.isNotEmpty() }
            phone.screens
                .category(at)
                .actions
                .choose("dyke")
            phone.at<Route.Page>()
        }

    @Test
    fun `on the page, with words that were typed`() =
        dying {
            val at = phone.reportUpToThePage()
            val page = phone.screens.page(at)
            page.actions.write("Đê sạt lở")
            page.actions.describePlace("Thôn Trại Nhì")
            page.actions.hideName(false)
            // Everything up to the last pause is on the disk.
            page.state.until { it.bytes > it.photoBytes }
            val draft = untilWritten(at.draft)
            page.actions.write("$draft, cứu với")
            die()
            val again =
                phone.screens
                    .page(phone.at())
                    .state
                    .until { it.pictures.isNotEmpty() && it.category != null }
            assertTrue(again.text.startsWith("Đê sạt lở"), again.text)
            assertEquals("Thôn Trại Nhì", again.detail)
            assertEquals(false, again.nameHidden)
        }

    @Test
    fun `at the places, and after one was chosen`() =
        dying {
            val at = phone.reportUpToThePage()
            phone.screens
                .page(at)
                .actions
                .choosePlace()
            phone.at<Route.Place>()
            die()
            phone.screens
                .place(phone.at())
                .actions
                .choose("07264")
            phone.at<Route.Page>()
            die()
            phone.screens
                .page(phone.at())
                .state
                .until { it.place == PlaceState.Chosen("Xã Tam Tiến") }
        }

    @Test
    fun `between sending and being told so`() =
        dying {
            val at = phone.reportUpToThePage()
            phone.choosePlace()
            val saved = phone.screens.save()
            phone.screens
                .page(at)
                .actions
                .send()
            phone.at<Route.Saved>()
            phone.die()
            // The way that the system remembered is older than what was done.
            phone = handset.start(saved)
            phone.screens.page(at)
            assertEquals(at.draft, phone.at<Route.Saved>().report)
        }

    @Test
    fun `after the draft was thrown away`() =
        dying {
            val at = phone.reportUpToThePage()
            val saved = phone.screens.save()
            phone.screens
                .page(at)
                .actions
                .discard()
            phone.at<Route.Home>()
            phone.die()
            phone = handset.start(saved)
            phone.screens.page(at)
            phone.screens.category(Route.Category(at.draft))
            phone.screens.route.until { it != at && it !is Route.Category }
        }

    @Test
    fun `in the background nothing that was typed is lost at all`() =
        dying {
            val at = phone.reportUpToThePage()
            phone.screens
                .page(at)
                .actions
                .write("Đê sạt lở, cứu với")
            phone.screens.pause()
            die()
            assertEquals(
                "Đê sạt lở, cứu với",
                phone.screens
                    .page(at)
                    .state
                    .until { it.text.isNotEmpty() }
                    .text,
            )
        }

    /** Waits until the words are in the store itself. */
    private suspend fun Dying.untilWritten(draft: String): String {
        val items = phone.items { items -> items.any { it.id == draft && it.firstLine == "Đê sạt lở" } }
        return items.first { it.id == draft }.firstLine
    }
}
