package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharedFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.merge
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.shareIn
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.plus
import kotlinx.coroutines.withContext
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DraftChange
import vn.langnghe.core.Failure
import vn.langnghe.core.Phone
import vn.langnghe.kit.AppInfo
import vn.langnghe.kit.Kit
import vn.langnghe.kit.Patience
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.courier.Courier
import vn.langnghe.kit.navigation.Navigator
import vn.langnghe.kit.now
import vn.langnghe.kit.phone.changes
import vn.langnghe.kit.phone.leaving
import vn.langnghe.kit.phone.lookAround
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.kit.words.Dates
import vn.langnghe.kit.words.Wording

/**
 * What every screen works with: the open phone, the platform, and what is said in which language.
 *
 * @param scope lives as long as the window does. What a person did is finished in it, even if the
 * screen on which they did it is left meanwhile.
 */
internal class Desk(
    private val kit: Kit,
    val phone: Phone,
    val navigator: Navigator,
    val wording: StateFlow<Wording>,
    scope: CoroutineScope,
) {
    private val acting = SupervisorJob(scope.coroutineContext.job)
    private val returns = MutableStateFlow(0)

    val app: AppInfo get() = kit.app
    val platform: Platform get() = kit.platform
    val patience: Patience get() = kit.patience
    val courier: Courier get() = kit.courier
    val communes: Communes get() = kit.communes

    /** For what must be finished. */
    val acts: CoroutineScope = scope + acting

    val dates = Dates(platform.clock.zone)

    val remembered: StateFlow<Remembered> = platform.preferences.values.derived(scope, ::Remembered)

    /** The ids of reports that changed. */
    val changes: SharedFlow<String> = phone.changes().shareIn(scope, SharingStarted.Eagerly)

    /** How much of a report's photograph has left, while one leaves. */
    val leaving: StateFlow<Map<String, Float>>

    val search =
        PlaceSearch(scope, platform.places, patience.placeSearch) { draft, fix, onPurpose ->
            savePlace(draft, fix, onPurpose)
        }

    init {
        val parts = MutableStateFlow(emptyMap<String, Float>())
        phone.leaving().onEach { (report, part) -> parts.update { it + (report to part) } }.launchIn(scope)
        changes.onEach { report -> parts.update { it - report } }.launchIn(scope)
        leaving = parts.asStateFlow()
    }

    /** A report's changes, or all; and whenever the person comes back to the app. */
    fun changesOf(report: String? = null): Flow<*> = merge(changes.filter { report == null || it == report }, returns)

    /** The person is back: what is shown may be old. */
    fun returned() = returns.update { it + 1 }

    /** The catalogue in use. */
    suspend fun catalogue(): CatalogueView = withContext(kit.work) { phone.catalogue() }

    /** Has the core look at how the phone stands. */
    suspend fun lookAround() = phone.lookAround(platform, kit.work)

    /** Finishes [act], and tells if it could not be done. */
    fun act(
        failed: (Failure) -> Unit = {},
        act: suspend () -> Unit,
    ): Job =
        acts.launch {
            try {
                act()
            } catch (failure: Failure) {
                failed(failure)
            }
        }

    /** Returns when all that was begun is done. */
    suspend fun settle() = acting.children.forEach { it.join() }

    /** Begins a draft, with what every report must have from its start. */
    suspend fun beginDraft(): String {
        val draft = phone.beginDraft()
        phone.changeDraft(draft, DraftChange(consent = platform.preferences.now.consent))
        search.belongsTo(draft)
        return draft
    }

    /** Something waits to be sent now. */
    fun submitted() = platform.background.submitted()

    /** The place goes into the draft, if it should. */
    private suspend fun savePlace(
        draft: String,
        fix: Fix.Found,
        onPurpose: Boolean,
    ) {
        try {
            val there = communes.at(MapPoint(fix.lat, fix.lon))
            placeChange(
                phone.draft(draft).place.whereabouts,
                fix,
                there,
                onPurpose,
            )?.let { phone.changeDraft(draft, it) }
        } catch (_: Failure) {
            // Sent or thrown away meanwhile, or the disk is full, which its page says. The next
            // fix is a next try.
        }
    }
}

/** The state that follows from this one. */
internal fun <T, S> StateFlow<T>.derived(
    scope: CoroutineScope,
    show: (T) -> S,
): StateFlow<S> = shown(scope, this, MutableStateFlow(Unit)) { value, _ -> show(value) }

/** The state that follows from these. */
internal fun <A, B, S> shown(
    scope: CoroutineScope,
    a: StateFlow<A>,
    b: StateFlow<B>,
    show: (A, B) -> S,
): StateFlow<S> = combine(a, b, show).stateIn(scope, SharingStarted.Eagerly, show(a.value, b.value))

/** The state that follows from these. */
internal fun <A, B, C, S> shown(
    scope: CoroutineScope,
    a: StateFlow<A>,
    b: StateFlow<B>,
    c: StateFlow<C>,
    show: (A, B, C) -> S,
): StateFlow<S> = combine(a, b, c, show).stateIn(scope, SharingStarted.Eagerly, show(a.value, b.value, c.value))
