package vn.langnghe.kit.model

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.core.DraftChange
import vn.langnghe.core.PlacePoint
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.port.Fix
import kotlin.time.Duration.Companion.minutes

class PlaceSearchTest {
    private val saved = mutableListOf<Pair<String, Fix.Found>>()
    private var sky = Channel<Fix>(Channel.UNLIMITED)
    private var ended = 0

    private fun TestScope.search(finder: () -> Flow<Fix> = { sky.consumeAsFlow().onCompletion { ended += 1 } }) =
        PlaceSearch(backgroundScope, { finder() }, 2.minutes) { draft, fix, _ -> saved += draft to fix }

    private fun fix(accuracy: Double?) = Fix.Found(21.5, 106.0, accuracy)

    @Test
    fun `what is found before there is a draft goes into it when it is begun`() =
        runTest {
            val search = search()
            search.start()
            sky.send(fix(80.0))
            runCurrent()
            assertEquals(emptyList<Pair<String, Fix.Found>>(), saved)
            search.belongsTo("a")
            runCurrent()
            assertEquals(listOf("a" to fix(80.0)), saved)
        }

    @Test
    fun `only what is better takes the place of what there is, and the best ends the search`() =
        runTest {
            val search = search()
            search.start("a")
            for (accuracy in listOf(80.0, 200.0, null, 40.0, 9.0, 3.0)) {
                sky.trySend(fix(accuracy))
                runCurrent()
            }
            assertEquals(listOf(80.0, 40.0, 9.0), saved.map { it.second.accuracyMetres })
            assertFalse(search.progress.value.searching)
            assertEquals(1, ended)
        }

    @Test
    fun `a commune that was chosen by hand stays, unless the person asks`() {
        fun commune(byHand: Boolean) = WhereaboutsView.Commune("07264", "Xã Tam Tiến", byHand)
        val point = PlacePoint(21.5, 106.0, 9.0)

        fun change(
            whereabouts: WhereaboutsView,
            onPurpose: Boolean,
        ) = placeChange(whereabouts, fix(9.0), "1", onPurpose)
        for (open in listOf(WhereaboutsView.Unknown, commune(byHand = false), WhereaboutsView.Outside("x", 1.0))) {
            for (onPurpose in listOf(true, false)) assertEquals(DraftChange(point = point), change(open, onPurpose))
        }
        assertEquals(null, change(commune(byHand = true), onPurpose = false))
        assertEquals(DraftChange(point = point, commune = "1"), change(commune(byHand = true), onPurpose = true))
    }

    @Test
    fun `it says that it may not look, and goes on if it may after all`() =
        runTest {
            val search = search()
            search.start("a")
            sky.send(Fix.Refused)
            runCurrent()
            assertTrue(search.progress.value.refused)
            sky.send(fix(30.0))
            runCurrent()
            assertFalse(search.progress.value.refused)
            assertEquals(1, saved.size)
        }

    @Test
    fun `it ends by itself, when there is no sky or no time left`() =
        runTest {
            val blind = search { emptyFlow() }
            blind.start("a")
            runCurrent()
            assertFalse(blind.progress.value.searching)
            val patient = search()
            patient.start("a")
            runCurrent()
            assertTrue(patient.progress.value.searching)
            advanceTimeBy(2.minutes)
            runCurrent()
            assertFalse(patient.progress.value.searching)
            assertEquals(1, ended)
        }

    @Test
    fun `a new search has nothing to do with the old one`() =
        runTest {
            val search = search()
            search.start("a")
            sky.send(fix(30.0))
            runCurrent()
            sky = Channel(Channel.UNLIMITED)
            search.start()
            runCurrent()
            assertEquals(null, search.progress.value.best)
            search.belongsTo("b")
            sky.send(fix(90.0))
            runCurrent()
            assertEquals(listOf("a" to fix(30.0), "b" to fix(90.0)), saved)
            search.stop()
            assertEquals(PlaceSearch.Progress(), search.progress.value)
        }
}
