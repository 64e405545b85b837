package vn.langnghe.ui

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.ui.map.Bounds
import vn.langnghe.ui.map.Projection
import vn.langnghe.ui.map.View
import vn.langnghe.ui.map.middleOf

class MapTest {
    private val size = Size(336f, 250f)
    private val projection = Projection(Bounds.of(SampleMap.communes)!!, size, margin = 12f)

    @Test
    fun `the whole province is in the picture`() {
        assertEquals(99, SampleMap.communes.size)
        val points = SampleMap.communes.flatMap { it.rings }.flatten().map(projection::toPicture)
        assertTrue(points.all { it.x in 11.9f..324.1f && it.y in 11.9f..238.1f })
    }

    @Test
    fun `north is up and east is right`() {
        val (thisOne, other) = MapPoint(21.1, 106.0) to MapPoint(21.3, 106.4)
        assertTrue(projection.toPicture(other).y < projection.toPicture(thisOne).y)
        assertTrue(projection.toPicture(other).x > projection.toPicture(thisOne).x)
    }

    @Test
    fun `a finger finds the place that was drawn there`() {
        val place = MapPoint(21.18, 106.06)
        val view = View().moved(4f, Offset(100f, 80f), Offset(-30f, 10f), size)
        val back = projection.toMap(view.toPicture(view.toScreen(projection.toPicture(place))))
        assertEquals(place.lat, back.lat, 1e-4)
        assertEquals(place.lon, back.lon, 1e-4)
    }

    @Test
    fun `the map stays where the fingers are, and never leaves the frame`() {
        val centre = Offset(200f, 60f)
        val nearer = View().moved(3f, centre, Offset.Zero, size)
        val under = nearer.toPicture(centre)
        assertEquals(centre.x, under.x, 0.01f)
        assertEquals(centre.y, under.y, 0.01f)
        assertEquals(Offset.Zero, nearer.moved(1f, centre, Offset(9e3f, 9e3f), size).shift)
        assertEquals(View(), nearer.moved(0.01f, centre, Offset.Zero, size))
        assertEquals(View.LARGEST, nearer.moved(99f, centre, Offset.Zero, size).scale)
    }

    @Test
    fun `a name stands in the middle of its commune`() {
        val square = listOf(Offset(0f, 0f), Offset(4f, 0f), Offset(4f, 2f), Offset(0f, 2f))
        assertEquals(Offset(2f, 1f), middleOf(square))
        assertEquals(Offset(1f, 1f), middleOf(listOf(Offset(1f, 1f), Offset(1f, 1f))))
    }
}
