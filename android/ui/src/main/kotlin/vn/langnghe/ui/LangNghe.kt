package vn.langnghe.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.Modifier
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.StartState
import vn.langnghe.ui.home.HomeScreen
import vn.langnghe.ui.newreport.CameraScreen
import vn.langnghe.ui.newreport.CategoryScreen
import vn.langnghe.ui.newreport.PageScreen
import vn.langnghe.ui.newreport.PlaceScreen
import vn.langnghe.ui.newreport.SavedScreen
import vn.langnghe.ui.report.ReportScreen
import vn.langnghe.ui.settings.SettingsScreen
import vn.langnghe.ui.start.StartScreen
import vn.langnghe.ui.start.WelcomeScreen
import vn.langnghe.ui.theme.Look

/**
 * The whole app: the screen of this [route], once the store is open.
 *
 * Stands inside the theme and the platform's slots. What a screen keeps to itself, such as a
 * position in a list or a reply half written, is kept by its route and comes back with it.
 */
@Composable
fun LangNghe(
    route: Route,
    screens: Screens,
    modifier: Modifier = Modifier,
) {
    val kept = rememberSaveableStateHolder()
    Box(modifier.fillMaxSize().background(Look.palette.paper).windowInsetsPadding(WindowInsets.safeDrawing)) {
        val start = screens.start()
        if (start.state == StartState.Open) {
            kept.SaveableStateProvider(route.key) { ScreenOf(route, screens) }
        } else {
            StartScreen(start.state, start.actions)
        }
    }
}

@Composable
private fun ScreenOf(
    route: Route,
    screens: Screens,
) = when (route) {
    is Route.Welcome -> screens.welcome().run { WelcomeScreen(state, actions) }
    is Route.Home -> screens.home().run { HomeScreen(state, actions) }
    is Route.Camera -> screens.camera(route).run { CameraScreen(state, actions) }
    is Route.Category -> screens.category(route).run { CategoryScreen(state, actions) }
    is Route.Page -> screens.page(route).run { PageScreen(state, actions) }
    is Route.Place -> screens.place(route).run { PlaceScreen(state, actions) }
    is Route.Saved -> screens.saved(route).run { SavedScreen(state, actions) }
    is Route.Report -> screens.report(route).run { ReportScreen(state, actions) }
    is Route.Settings -> screens.settings().run { SettingsScreen(state, actions) }
}

/** By what a screen's own state is found again; ids only. */
private val Route.key: String
    get() =
        when (this) {
            is Route.Welcome -> "welcome"
            is Route.Home -> "home"
            is Route.Camera -> "camera ${report.orEmpty()}"
            is Route.Category -> "category $draft"
            is Route.Page -> "page $draft"
            is Route.Place -> "place $draft"
            is Route.Saved -> "saved $report"
            is Route.Report -> "report $report"
            is Route.Settings -> "settings"
        }
