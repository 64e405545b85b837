package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.core.communeOutlines
import vn.langnghe.core.locate
import vn.langnghe.core.searchCommunes
import vn.langnghe.kit.screen.CommuneMatch
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.kit.screen.MapPoint
import java.text.Collator
import java.util.Locale

/** The communes of the province. What takes long is done where it may, and the map only once. */
internal class Communes(
    private val work: CoroutineDispatcher,
) {
    private val reading = Mutex()
    private var read: List<CommuneShape>? = null

    /** Every commune, to be drawn. */
    suspend fun shapes(): List<CommuneShape> =
        reading.withLock {
            read ?: withContext(work) {
                communeOutlines().map { outline ->
                    val rings = outline.rings.map { ring -> ring.map { MapPoint(it.lat, it.lon) } }
                    CommuneShape(outline.code, outline.name, rings)
                }
            }.also { read = it }
        }

    /**
     * The communes that fit a query, the best first. An empty one fits all of them: [first] come
     * first, the others by their names.
     */
    suspend fun matching(
        query: String,
        first: List<String>,
    ): List<CommuneMatch> {
        if (query.isBlank()) return all(first)
        return withContext(work) {
            searchCommunes(query).map { found ->
                val former = listOfNotNull(found.formerName, found.formerDistrict).joinToString(", ")
                CommuneMatch(found.code, found.name, former.ifEmpty { null })
            }
        }
    }

    /** The commune at a point; none outside the province. */
    suspend fun at(point: MapPoint): String? =
        withContext(work) { (locate(point.lat, point.lon) as? WhereaboutsView.Commune)?.code }

    private suspend fun all(first: List<String>): List<CommuneMatch> {
        val shapes = shapes()
        return withContext(work) {
            val inOrder =
                compareBy<CommuneShape, String>(Collator.getInstance(Locale.forLanguageTag("vi"))) { it.ownName() }
            val (preferred, others) = shapes.partition { it.code in first }
            (preferred.sortedBy { first.indexOf(it.code) } + others.sortedWith(inOrder))
                .map { CommuneMatch(it.code, it.name, null) }
        }
    }
}

/** *Tam Tiến* of *Xã Tam Tiến*: nobody looks for a commune under X. */
private fun CommuneShape.ownName(): String = name.substringAfter(' ')
