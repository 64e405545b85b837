package vn.langnghe.kit.screen

import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.texts.Language

/** A screen's state holder: what it shows, and what can be done there. */
data class Held<out S, out A>(
    val state: StateFlow<S>,
    val actions: A,
)

/** How everything looks, whatever screen is shown. */
data class Look(
    val language: Language,
    val textSize: TextSize,
    /** Whether screens are kept out of screenshots and the list of recent apps. */
    val screensHidden: Boolean,
)

/**
 * The state holders of all screens, for whatever draws them.
 *
 * Asking for that of a route twice gives the same one as long as the route is on the stack: a
 * rotated or recreated window goes on where it was. To be used on the main thread.
 */
interface Holders {
    val look: StateFlow<Look>

    /** Seen as long as it isn't [StartState.Open]; then [route] is. */
    val start: Held<StartState, StartActions>

    /** Where the person is. */
    val route: StateFlow<Route>

    /** Whether notifications should be asked for now: after the first report was sent, once. */
    val askForNotifications: StateFlow<Boolean>

    fun welcome(): Held<WelcomeState, WelcomeActions>

    fun home(): Held<HomeState, HomeActions>

    fun camera(at: Route.Camera): Held<CameraState, CameraActions>

    fun category(at: Route.Category): Held<CategoryState, CategoryActions>

    fun page(at: Route.Page): Held<PageState, PageActions>

    fun place(at: Route.Place): Held<PlacePickerState, PlacePickerActions>

    fun saved(at: Route.Saved): Held<SavedState, SavedActions>

    fun report(at: Route.Report): Held<ReportState, ReportActions>

    fun settings(): Held<SettingsState, SettingsActions>

    /** The system's *back*. False where there is nothing to go back to: the window closes. */
    fun back(): Boolean

    /** The person was asked about notifications, whatever they answered. */
    fun notificationsAsked()
}
