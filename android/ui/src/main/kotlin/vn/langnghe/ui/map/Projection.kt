package vn.langnghe.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.kit.screen.MapPoint
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.min

/*
 * Degrees to points of the picture and back. A province is small enough for the earth to be flat:
 * a degree of longitude is shorter than one of latitude by the cosine of the latitude, and that
 * is all.
 */

/** The rectangle of degrees that a picture shows. */
internal class Bounds(
    val south: Double,
    val west: Double,
    val north: Double,
    val east: Double,
) {
    val middleLat get() = (south + north) / 2
    val middleLon get() = (west + east) / 2

    companion object {
        /** What holds all of these; none if there is nothing to hold. */
        fun of(shapes: List<CommuneShape>): Bounds? {
            val points = shapes.flatMap { it.rings }.flatten()
            if (points.isEmpty()) return null
            return Bounds(
                points.minOf { it.lat },
                points.minOf { it.lon },
                points.maxOf { it.lat },
                points.maxOf { it.lon },
            )
        }
    }
}

/** [bounds] in the middle of a picture of [size], as large as fits. */
internal class Projection(
    private val bounds: Bounds,
    private val size: Size,
    margin: Float,
) {
    private val narrowing = cos(bounds.middleLat * PI / HALF_TURN)
    private val perDegree =
        min(
            (size.width - 2 * margin) / ((bounds.east - bounds.west) * narrowing),
            (size.height - 2 * margin) / (bounds.north - bounds.south),
        )

    fun toPicture(point: MapPoint) =
        Offset(
            (size.width / 2 + (point.lon - bounds.middleLon) * narrowing * perDegree).toFloat(),
            (size.height / 2 - (point.lat - bounds.middleLat) * perDegree).toFloat(),
        )

    fun toMap(at: Offset) =
        MapPoint(
            bounds.middleLat - (at.y - size.height / 2) / perDegree,
            bounds.middleLon + (at.x - size.width / 2) / (narrowing * perDegree),
        )

    private companion object {
        const val HALF_TURN = 180
    }
}

/** Where a finger has moved the map: first made larger by [scale], then moved by [shift]. */
internal data class View(
    val scale: Float = 1f,
    val shift: Offset = Offset.Zero,
) {
    /** A point of the unmoved picture on the screen. */
    fun toScreen(at: Offset) = at * scale + shift

    /** A point of the screen on the unmoved picture. */
    fun toPicture(at: Offset) = (at - shift) / scale

    /** Made larger by [factor] around [centre] and moved by [pan], without leaving the picture. */
    fun moved(
        factor: Float,
        centre: Offset,
        pan: Offset,
        size: Size,
    ): View {
        val larger = (scale * factor).coerceIn(1f, LARGEST)
        val shifted = centre - (centre - shift) * (larger / scale) + pan
        val most = Offset(size.width * (1 - larger), size.height * (1 - larger))
        return View(larger, Offset(shifted.x.coerceIn(most.x, 0f), shifted.y.coerceIn(most.y, 0f)))
    }

    /** With [at] of the unmoved picture in the middle, [larger] times as large. */
    fun showing(
        at: Offset,
        larger: Float,
        size: Size,
    ): View {
        val middle = Offset(size.width / 2, size.height / 2)
        return View(larger, middle - at * larger).moved(1f, middle, Offset.Zero, size)
    }

    /** What of the unmoved picture is seen. */
    fun seen(size: Size) = Rect(toPicture(Offset.Zero), toPicture(Offset(size.width, size.height)))

    companion object {
        const val LARGEST = 12f
    }
}

/** The middle of what a line around it encloses. */
internal fun middleOf(rim: List<Offset>): Offset {
    var area = 0f
    var sum = Offset.Zero
    rim.indices.forEach { i ->
        val (from, to) = rim[i] to rim[(i + 1) % rim.size]
        val cross = from.x * to.y - to.x * from.y
        area += cross
        sum += (from + to) * cross
    }
    // A line that encloses nothing has no middle but its points'.
    return if (area == 0f) rim.fold(Offset.Zero, Offset::plus) / rim.size.toFloat() else sum / (area * CORNERS)
}

private const val CORNERS = 3
