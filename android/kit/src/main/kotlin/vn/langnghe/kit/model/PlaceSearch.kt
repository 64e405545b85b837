package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import vn.langnghe.core.DraftChange
import vn.langnghe.core.PlacePoint
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.PlaceFinder
import kotlin.time.Duration

/** As near as it needs to be: the width of a village road and the yards beside it. */
private const val NEAR_ENOUGH_METRES = 15.0

/**
 * Looks for the phone from the first tap on, while the person goes on to the camera and the
 * categories. What it finds goes into the draft as soon as there are both, each better fix in the
 * place of the last. Nobody waits for it.
 *
 * @param save puts a fix into a draft; whether the place was asked for on purpose is told as well.
 */
internal class PlaceSearch(
    private val scope: CoroutineScope,
    private val finder: PlaceFinder,
    private val limit: Duration,
    private val save: suspend (draft: String, fix: Fix.Found, onPurpose: Boolean) -> Unit,
) {
    /** How the search goes. */
    data class Progress(
        /** Whose place it is; none while that has not been begun. */
        val draft: String? = null,
        val searching: Boolean = false,
        val refused: Boolean = false,
        val best: Fix.Found? = null,
    )

    private val state = MutableStateFlow(Progress())
    private var jobs: List<Job> = emptyList()

    val progress: StateFlow<Progress> = state.asStateFlow()

    /** Begins anew, for a draft or for one that will be [begun][belongsTo]. */
    fun start(
        draft: String? = null,
        onPurpose: Boolean = false,
    ) {
        stop()
        val target = MutableStateFlow(draft)
        val found = MutableStateFlow<Fix.Found?>(null)
        this.target = target
        this.onPurpose = onPurpose
        state.value = Progress(draft, searching = true)
        jobs =
            listOf(
                scope.launch {
                    combine(target.filterNotNull(), found.filterNotNull(), ::Pair)
                        .collect { (draft, fix) -> save(draft, fix, this@PlaceSearch.onPurpose) }
                },
                scope.launch {
                    withTimeoutOrNull(limit) { search(found) }
                    state.value = state.value.copy(searching = false)
                },
            )
    }

    /** The draft has been begun for which the search goes on. */
    fun belongsTo(draft: String) {
        target?.value = draft
        state.value = state.value.copy(draft = draft)
    }

    /** The person has chosen by hand: no better fix overrules that. */
    fun overruled() {
        onPurpose = false
    }

    /** Ends it. What was found and saved stays. */
    fun stop() {
        jobs.forEach(Job::cancel)
        jobs = emptyList()
        target = null
        state.value = Progress()
    }

    private var target: MutableStateFlow<String?>? = null

    /** Whether the person asked for it, and hasn't chosen otherwise since. */
    private var onPurpose = false

    private suspend fun search(found: MutableStateFlow<Fix.Found?>) {
        finder
            .find()
            .onEach { fix ->
                when (fix) {
                    is Fix.Found -> {
                        if (fix isBetterThan found.value) {
                            found.value = fix
                            state.value = state.value.copy(best = fix, refused = false)
                        }
                    }

                    Fix.Refused -> {
                        state.value = state.value.copy(refused = true)
                    }

                    Fix.Unavailable -> {}
                }
            }.takeWhile { fix -> !(fix is Fix.Found && (fix.accuracyMetres ?: Double.MAX_VALUE) <= NEAR_ENOUGH_METRES) }
            .collect()
    }
}

/**
 * What a fix changes in a draft: nothing, where a person has chosen the commune by hand and didn't
 * ask for this. Who did ask gets the commune [there], in the place of the one that they chose.
 */
internal fun placeChange(
    whereabouts: WhereaboutsView,
    fix: Fix.Found,
    there: String?,
    onPurpose: Boolean,
): DraftChange? {
    val isChosen = (whereabouts as? WhereaboutsView.Commune)?.byHand ?: false
    val point = PlacePoint(fix.lat, fix.lon, fix.accuracyMetres)
    return when {
        !isChosen -> DraftChange(point = point)
        onPurpose -> DraftChange(point = point, commune = there)
        else -> null
    }
}

/** One that doesn't say how good it is is better than none. */
private infix fun Fix.Found.isBetterThan(other: Fix.Found?): Boolean =
    other == null || (accuracyMetres ?: Double.MAX_VALUE) < (other.accuracyMetres ?: Double.MAX_VALUE)
