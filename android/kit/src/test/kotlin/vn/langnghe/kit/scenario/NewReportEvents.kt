package vn.langnghe.kit.scenario

import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.support.PATIENCE
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.photograph
import vn.langnghe.kit.support.until

/*
 * From the camera to *GỬI*. Each comes back when the screens have done what was meant, or have said
 * why not: so that the next finger doesn't come too early.
 */

internal val ON_A_NEW_REPORT =
    listOf(
        event("capture") { screens.home().actions.capture() },
        event("photograph", "file") { take(it.text("file")) },
        event("no_camera") { screens.camera(phone.at()).actions.cameraFailed() },
        event("skip_photograph") {
            val at = phone.at<Route.Camera>()
            screens.camera(at).actions.skip()
            screens.route.until { it != at }
        },
        event("add_photograph", "file") { said ->
            when (val at = route) {
                is Route.Page -> screens.page(at).actions.addPhotograph()
                is Route.Report -> screens.report(at).actions.addPhotograph()
                else -> error("nothing to add a photograph to at $at")
            }
            take(said.text("file"))
        },
        event("remove_photograph", "number") { said ->
            val page = screens.page(phone.at())
            val number = said.number("number")
            val picture: PictureRef = page.state.until { it.pictures.size >= number }.pictures[number - 1]
            page.actions.removePhotograph(picture)
            page.state.until { picture !in it.pictures }
        },
        event("choose_category", "code") { said ->
            (route as? Route.Page)?.let { screens.page(it).actions.changeCategory() }
            screens.category(phone.at()).actions.choose(said.text("code"))
            phone.at<Route.Page>()
        },
        event("choose_commune", "named") { chooseCommune(it.text("named")) },
        event("look_for_place") { screens.page(phone.at()).actions.locate() },
        event("write", "text", "times?") {
            screens.page(phone.at()).actions.write(it.text("text").repeat(it.numberOrNone("times") ?: 1))
        },
        event("describe_place", "words") { screens.page(phone.at()).actions.describePlace(it.text("words")) },
        event("hide_name", "hidden") { screens.page(phone.at()).actions.hideName(it.flag("hidden")) },
        event("send") { send() },
        event("discard") {
            screens.page(phone.at()).actions.discard()
            phone.at<Route.Home>()
        },
    )

/** Takes a photograph with the camera that is open or opening. */
internal suspend fun Person.take(file: String) {
    val at = phone.at<Route.Camera>()
    val camera = screens.camera(at)
    camera.actions.taken(photograph(file))
    withTimeout(PATIENCE) {
        combine(screens.route, camera.state) { route, camera ->
            route != at || (!camera.busy && camera.notice != null)
        }.first { it }
    }
}

private suspend fun Person.chooseCommune(named: String) {
    val all = 99
    (route as? Route.Page)?.let { screens.page(it).actions.choosePlace() }
    val places = screens.place(phone.at())
    places.actions.search(named)
    // Before anything was searched for, the list has every commune.
    val found = places.state.until { it.query == named && it.matches.size in 1..<all }.matches
    places.actions.choose(found.first().code)
    phone.at<Route.Page>()
}

private suspend fun Person.send() {
    val at = phone.at<Route.Page>()
    val page = screens.page(at)
    page.actions.send()
    withTimeout(PATIENCE) {
        combine(screens.route, page.state) { route, page ->
            route != at || (!page.sending && page.problems.isNotEmpty())
        }.first { it }
    }
    (route as? Route.Saved)?.let { turnTo(it.report) }
}
