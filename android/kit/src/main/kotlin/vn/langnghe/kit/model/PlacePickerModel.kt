package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.mapLatest
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DraftChange
import vn.langnghe.core.DraftView
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.now
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.rememberCommune
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.kit.screen.PlacePickerActions
import vn.langnghe.kit.screen.PlacePickerState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.words.Wording

/** Choosing a commune, from the list or on the map. */
@OptIn(ExperimentalCoroutinesApi::class)
internal class PlacePickerModel(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val at: Route.Place,
) : PlacePickerActions {
    private val draft =
        Reading(scope, desk.changesOf(at.draft)) { desk.draftAt(at, at.draft) to desk.catalogue() }
    private val query = MutableStateFlow("")
    private val marked = MutableStateFlow<String?>(null)
    private val map = MutableStateFlow<List<CommuneShape>>(emptyList())
    private val matches =
        query
            .mapLatest { desk.communes.matching(it, first = nearOrUsedBefore()) }
            .stateIn(scope, SharingStarted.Eagerly, emptyList())

    val state: StateFlow<PlacePickerState> =
        combine(
            draft.value,
            shown(scope, query, matches, ::Pair),
            shown(scope, map, marked, ::Pair),
            desk.wording,
            desk.search.progress,
        ) { draft, (query, matches), (map, marked), wording, search ->
            PlacePickerState(
                query = query,
                matches = matches,
                map = map,
                chosen = marked ?: draft.valueOrNull?.first?.commune(),
                here = search.best?.point() ?: draft.valueOrNull?.first?.point(),
                boundaryNotice = draft.valueOrNull?.let { (_, catalogue) -> wording.notice(catalogue) }.orEmpty(),
            )
        }.stateIn(scope, SharingStarted.Eagerly, PlacePickerState("", emptyList(), emptyList(), null, null, ""))

    init {
        scope.launch { map.value = desk.communes.shapes() }
    }

    override fun search(query: String) {
        this.query.value = query
    }

    override fun choose(code: String) {
        desk.search.overruled()
        desk.act {
            desk.phone.changeDraft(at.draft, DraftChange(commune = code))
            desk.platform.preferences.rememberCommune(code)
            if (desk.navigator.top == at) desk.navigator.returnTo(Route.Page(at.draft))
        }
    }

    override fun tap(point: MapPoint) {
        scope.launch { desk.communes.at(point)?.let { marked.value = it } }
    }

    override fun back() = desk.navigator.backFrom(at)

    private suspend fun nearOrUsedBefore(): List<String> {
        val here =
            desk.search.progress.value.best
                ?.let { desk.communes.at(it.point()) }
        return (listOfNotNull(here) + desk.platform.preferences.now.recentCommunes).distinct()
    }
}

private fun Wording.notice(catalogue: CatalogueView) = invoke(catalogue.boundaryNotice)

private fun Fix.Found.point() = MapPoint(lat, lon)

private fun DraftView.point() = place.point?.let { MapPoint(it.lat, it.lon) }

private fun DraftView.commune() = (place.whereabouts as? WhereaboutsView.Commune)?.code
