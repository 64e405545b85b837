package vn.langnghe.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.withTransform
import androidx.compose.ui.text.TextMeasurer
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.drawText
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.ui.theme.Palette

/** With what the map is drawn. */
internal class MapLook(
    val palette: Palette,
    val names: TextStyle,
    val measurer: TextMeasurer,
)

/** The communes as paths of the unmoved picture, made once. */
internal class MapDrawing(
    shapes: List<CommuneShape>,
    projection: Projection,
) {
    private class Commune(
        val code: String,
        val name: String,
        val path: Path,
        rim: List<Offset>,
    ) {
        val frame: Rect = path.getBounds()

        /** Where its name stands. */
        val middle: Offset = middleOf(rim)
    }

    private val communes =
        shapes.map { shape ->
            val rings = shape.rings.map { ring -> ring.map(projection::toPicture) }
            val path = Path()
            rings.forEach { ring ->
                ring.forEachIndexed { i, at -> if (i == 0) path.moveTo(at.x, at.y) else path.lineTo(at.x, at.y) }
                path.close()
            }
            Commune(shape.code, shape.name, path, rings.maxBy { it.size })
        }

    fun draw(
        scope: DrawScope,
        view: View,
        chosen: String?,
        here: Offset?,
        look: MapLook,
    ) = with(scope) {
        val seen = view.seen(size)
        val visible = communes.filter { it.frame.overlaps(seen) }
        withTransform({
            translate(view.shift.x, view.shift.y)
            scale(view.scale, view.scale, Offset.Zero)
        }) {
            visible.forEach {
                drawPath(it.path, if (it.code == chosen) look.palette.hoe else look.palette.chamSoft)
                drawPath(it.path, look.palette.edge, style = Stroke(1.dp.toPx() / view.scale))
            }
            visible.find { it.code == chosen }?.let {
                drawPath(it.path, look.palette.cham, style = Stroke(3.dp.toPx() / view.scale))
            }
        }
        visible.forEach { name(it, view, it.code == chosen, look) }
        here?.let { dot(view.toScreen(it), look.palette) }
    }

    /** The name, where its commune has room for it. */
    private fun DrawScope.name(
        commune: Commune,
        view: View,
        isChosen: Boolean,
        look: MapLook,
    ) {
        val room = commune.frame.width * view.scale * ROOM
        val colour = if (isChosen) look.palette.onHoe else look.palette.ink
        if (room < NARROWEST.toPx()) return
        val text =
            look.measurer.measure(
                commune.name,
                look.names.copy(color = colour, textAlign = TextAlign.Center),
                constraints = Constraints(maxWidth = room.toInt()),
            )
        val broken = (0 until text.lineCount - 1).any { commune.name[text.getLineEnd(it) - 1] != ' ' }
        if (broken || text.size.height > commune.frame.height * view.scale * ROOM) return
        val middle = view.toScreen(commune.middle)
        drawText(text, topLeft = Offset(middle.x - text.size.width / 2f, middle.y - text.size.height / 2f))
    }

    private fun DrawScope.dot(
        at: Offset,
        palette: Palette,
    ) {
        drawCircle(palette.onCham, 10.dp.toPx(), at)
        drawCircle(palette.cham, 7.dp.toPx(), at)
    }

    private companion object {
        const val ROOM = 0.72f
        val NARROWEST = 44.dp
    }
}
