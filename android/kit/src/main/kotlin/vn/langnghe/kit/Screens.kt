package vn.langnghe.kit

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import vn.langnghe.kit.model.CameraModel
import vn.langnghe.kit.model.CategoryModel
import vn.langnghe.kit.model.Desk
import vn.langnghe.kit.model.HomeModel
import vn.langnghe.kit.model.Model
import vn.langnghe.kit.model.Models
import vn.langnghe.kit.model.PageModel
import vn.langnghe.kit.model.PlacePickerModel
import vn.langnghe.kit.model.ReportModel
import vn.langnghe.kit.model.SavedModel
import vn.langnghe.kit.model.SettingsModel
import vn.langnghe.kit.model.WelcomeModel
import vn.langnghe.kit.model.derived
import vn.langnghe.kit.model.shown
import vn.langnghe.kit.navigation.DeepLink
import vn.langnghe.kit.navigation.Navigator
import vn.langnghe.kit.screen.CameraActions
import vn.langnghe.kit.screen.CameraState
import vn.langnghe.kit.screen.CategoryActions
import vn.langnghe.kit.screen.CategoryState
import vn.langnghe.kit.screen.Held
import vn.langnghe.kit.screen.Holders
import vn.langnghe.kit.screen.HomeActions
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.Look
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
import vn.langnghe.kit.screen.WelcomeActions
import vn.langnghe.kit.screen.WelcomeState
import vn.langnghe.kit.words.Wording

/**
 * The screens of a window. Everything here belongs to the main thread.
 *
 * The window calls [resume] when it is seen and [pause] when it isn't any more. In between it
 * draws [start], and once that is open the screen of the [route].
 */
class Screens internal constructor(
    private val kit: Kit,
    private val scope: CoroutineScope,
    saved: List<String>,
) : Holders {
    private val models = Models(scope)

    /** Where the person is, and how they came there. */
    val navigator = Navigator(saved, models::leave)

    private val remembered =
        kit.platform.preferences.values
            .derived(scope, ::Remembered)
    private val wording =
        shown(scope, remembered, kit.platform.systemLanguage) { remembered, system ->
            Wording(language(remembered, system))
        }
    private val window = Window(kit, scope, navigator, models, wording)

    override val look: StateFlow<Look> =
        shown(scope, remembered, wording) { remembered, wording ->
            Look(wording.language, remembered.textSize, remembered.screensHidden)
        }

    override val route: StateFlow<Route> = navigator.stack.derived(scope) { it.last() }

    override val askForNotifications: StateFlow<Boolean> = remembered.derived(scope) { it.notificationsDue }

    override val start =
        Held(
            window.start,
            object : StartActions {
                override fun retry() {
                    scope.launch { window.resume() }
                }

                override fun startClean() {
                    scope.launch { window.startClean() }
                }
            },
        )

    /** The window is seen, or seen again. Returns when the store is open, or when it is clear that it can't be. */
    suspend fun resume() = window.resume()

    /** The window isn't seen any more, for now or for good. Returns when everything is on the disk. */
    suspend fun pause() = window.pause()

    /** The way to where the person is, to be given to [Kit.screens] after the process was ended. Ids only. */
    fun save(): List<String> = navigator.save()

    /** Follows an address from outside, such as a notification's. Before the first start has ended it leads nowhere. */
    fun follow(address: String) {
        val report = DeepLink.route(address) ?: return
        if (navigator.top != Route.Welcome) navigator.home(report)
    }

    override fun back(): Boolean = models[navigator.top]?.back?.invoke() ?: navigator.back()

    override fun notificationsAsked() = kit.platform.preferences.put(Remembered.Key.NOTIFICATIONS, Remembered.ASKED)

    override fun welcome(): Held<WelcomeState, WelcomeActions> =
        held(Route.Welcome) { desk, scope ->
            WelcomeModel(desk, scope).run { Model(Held(state, this), back = ::goBack) }
        }

    override fun home(): Held<HomeState, HomeActions> =
        held(Route.Home) { desk, scope ->
            HomeModel(desk, scope).run { Model(Held(state, this), back = { false }) }
        }

    override fun camera(at: Route.Camera): Held<CameraState, CameraActions> =
        held(at) { desk, scope ->
            CameraModel(desk, scope, at).run { Model(Held(state, this), back = going(::back)) }
        }

    override fun category(at: Route.Category): Held<CategoryState, CategoryActions> =
        held(at) { desk, scope ->
            CategoryModel(desk, scope, at).run { Model(Held(state, this), back = going(::back)) }
        }

    override fun page(at: Route.Page): Held<PageState, PageActions> =
        held(at) { desk, scope ->
            PageModel(desk, scope, at).run { Model(Held(state, this), back = going(::back), flush = ::flush) }
        }

    override fun place(at: Route.Place): Held<PlacePickerState, PlacePickerActions> =
        held(at) { desk, scope ->
            PlacePickerModel(desk, scope, at).run { Model(Held(state, this), back = going(::back)) }
        }

    override fun saved(at: Route.Saved): Held<SavedState, SavedActions> =
        held(at) { desk, scope ->
            SavedModel(desk, scope, at).run { Model(Held(state, this), back = going(::done)) }
        }

    override fun report(at: Route.Report): Held<ReportState, ReportActions> =
        held(at) { desk, scope ->
            ReportModel(desk, scope, at).run { Model(Held(state, this), back = going(::back)) }
        }

    override fun settings(): Held<SettingsState, SettingsActions> =
        held(Route.Settings) { desk, scope ->
            SettingsModel(desk, scope).run { Model(Held(state, this), back = going(::back)) }
        }

    private fun <S, A> held(
        route: Route,
        make: (Desk, CoroutineScope) -> Model<S, A>,
    ): Held<S, A> {
        val desk = checkNotNull(window.desk) { "no screen is drawn before the store is open" }
        return models.of(route, route in navigator) { own -> make(desk, own) }
    }
}

private fun going(back: () -> Unit): () -> Boolean =
    {
        back()
        true
    }
