package vn.langnghe.kit.scenario

import vn.langnghe.core.PortFailure
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.SettingsActions
import vn.langnghe.kit.support.PATIENCE
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.opened
import vn.langnghe.kit.support.until
import kotlin.time.Duration.Companion.days

/*
 * The first start, the settings, *back*; and what the phone does.
 */

internal val ON_THE_PHONE =
    listOf(
        event("agree") {
            val welcome = screens.welcome()
            welcome.state.until { it.consent.isNotEmpty() }
            welcome.actions.next()
            welcome.actions.agree(true)
            welcome.actions.begin()
        },
        event("go_back") {
            val before = route
            if (screens.back()) screens.route.until { it != before }
        },
        event("choose_language", "language") { said ->
            inSettings { language(LanguageChoice.valueOf(said.text("language").uppercase())) }
        },
        event("photos_on_wifi_only", "only") { said -> inSettings { photosOnWifiOnly(said.flag("only")) } },
        event("start_clean") {
            screens.start.actions.startClean()
            phone.opened()
        },
        event("signal", "link") { said ->
            val now = Link.valueOf(said.text("link").uppercase())
            link.set(now != Link.OFFLINE)
            handset.link.value = now
        },
        event("found_place", "lat", "lon", "metres") {
            sky.emit(Fix.Found(it.decimal("lat"), it.decimal("lon"), it.decimal("metres")))
        },
        event("refuse_place") { sky.emit(Fix.Refused) },
        event("days_pass", "days") { handset.clock.ahead += it.number("days").days },
        event("leave_app") { screens.pause() },
        event("come_back") { screens.resume() },
        event("work_in_background") { phone.kit.courier.run(PATIENCE) },
        event("end_process") { beginProcess() },
        event("lose_key") { handset.keys.broken = PortFailure.Lost() },
    )

/** Goes to the settings from wherever the person is, and back there. */
private suspend fun Person.inSettings(act: SettingsActions.() -> Unit) {
    screens.navigator.go(Route.Settings)
    phone.at<Route.Settings>()
    screens.settings().actions.act()
    screens.back()
}
