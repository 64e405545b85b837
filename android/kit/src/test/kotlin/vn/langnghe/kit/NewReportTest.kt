package vn.langnghe.kit

import kotlinx.coroutines.flow.flowOf
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.support.Handset
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until

/** A dyke in Xã Tam Tiến. */
internal val IN_TAM_TIEN = Fix.Found(21.5025, 106.0760, 12.0)

class NewReportTest {
    /** Counts what a person touches. */
    private class Finger {
        var taps = 0

        inline fun tap(touch: () -> Unit) {
            taps += 1
            touch()
        }
    }

    @Test
    fun `with satellites it takes four taps`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            handset.sky = { flowOf(IN_TAM_TIEN) }
            val phone = handset.start()
            val finger = Finger()
            finger.tap {
                phone.screens
                    .home()
                    .actions
                    .capture()
            }
            finger.tap {
                phone.screens
                    .camera(phone.at())
                    .actions
                    .taken(photograph())
            }
            finger.tap {
                phone.screens
                    .category(phone.at())
                    .actions
                    .choose("dyke")
            }
            val page = phone.screens.page(phone.at())
            page.state.until { it.place == PlaceState.Found("Xã Tam Tiến", 12) }
            finger.tap { page.actions.send() }
            val saved = phone.screens.saved(phone.at())
            saved.state.until { it.ladder.rung == Rung.WAITING || it.ladder.rung == Rung.SENDING }
            assertEquals(4, finger.taps)
            assertEquals(1, handset.submitted.get())
            phone.die()
        }

    @Test
    fun `without satellites it takes six, by the list of communes`() =
        onAPhone {
            val handset = handset().apply { agreed() }
            val phone = handset.start()
            val finger = Finger()
            finger.tap {
                phone.screens
                    .home()
                    .actions
                    .capture()
            }
            finger.tap {
                phone.screens
                    .camera(phone.at())
                    .actions
                    .taken(photograph())
            }
            finger.tap {
                phone.screens
                    .category(phone.at())
                    .actions
                    .choose("dyke")
            }
            val page = phone.screens.page(phone.at())
            page.state.until { it.place == PlaceState.Unknown(permissionRefused = false) }
            finger.tap { page.actions.choosePlace() }
            val places = phone.screens.place(phone.at())
            val commune =
                places.state
                    .until { it.matches.size > 90 }
                    .matches
                    .first { it.name == "Xã Tam Tiến" }
            finger.tap { places.actions.choose(commune.code) }
            phone.at<Route.Page>()
            page.state.until { it.place == PlaceState.Chosen("Xã Tam Tiến") }
            finger.tap { page.actions.send() }
            phone.at<Route.Saved>()
            assertTrue(finger.taps <= 6, "${finger.taps}")
            phone.die()
        }
}
