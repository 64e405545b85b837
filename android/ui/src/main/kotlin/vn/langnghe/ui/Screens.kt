package vn.langnghe.ui

import androidx.compose.runtime.Composable
import vn.langnghe.kit.screen.CameraActions
import vn.langnghe.kit.screen.CameraState
import vn.langnghe.kit.screen.CategoryActions
import vn.langnghe.kit.screen.CategoryState
import vn.langnghe.kit.screen.HomeActions
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PlacePickerActions
import vn.langnghe.kit.screen.PlacePickerState
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.SavedActions
import vn.langnghe.kit.screen.SavedState
import vn.langnghe.kit.screen.SettingsActions
import vn.langnghe.kit.screen.SettingsState
import vn.langnghe.kit.screen.StartActions
import vn.langnghe.kit.screen.StartState
import vn.langnghe.kit.screen.WelcomeActions
import vn.langnghe.kit.screen.WelcomeState

/** What a screen shows now, and whom it tells what was done. */
class Shown<out S, out A>(
    val state: S,
    val actions: A,
)

/**
 * Where the screens get both from. Each function is called while its screen is drawn, and may
 * collect a flow and hold what collects it: it goes when the screen goes.
 */
interface Screens {
    @Composable
    fun start(): Shown<StartState, StartActions>

    @Composable
    fun welcome(): Shown<WelcomeState, WelcomeActions>

    @Composable
    fun home(): Shown<HomeState, HomeActions>

    @Composable
    fun camera(route: Route.Camera): Shown<CameraState, CameraActions>

    @Composable
    fun category(route: Route.Category): Shown<CategoryState, CategoryActions>

    @Composable
    fun page(route: Route.Page): Shown<PageState, PageActions>

    @Composable
    fun place(route: Route.Place): Shown<PlacePickerState, PlacePickerActions>

    @Composable
    fun saved(route: Route.Saved): Shown<SavedState, SavedActions>

    @Composable
    fun report(route: Route.Report): Shown<ReportState, ReportActions>

    @Composable
    fun settings(): Shown<SettingsState, SettingsActions>
}
