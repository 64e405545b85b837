package vn.langnghe.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.Dp
import vn.langnghe.ui.theme.Look

/** The mark of the app: a voice, and the rings that reach somebody. */
@Composable
fun Mark(
    size: Dp,
    modifier: Modifier = Modifier,
) {
    val palette = Look.palette
    Canvas(modifier.size(size)) {
        val centre = Offset(this.size.width * CENTRE, this.size.height * (1 - CENTRE))
        val unit = this.size.minDimension
        drawCircle(palette.hoe, unit * DISC, centre)
        RINGS.forEach { ring ->
            drawArc(
                palette.cham,
                startAngle = START,
                sweepAngle = SWEEP,
                useCenter = false,
                topLeft = Offset(centre.x - unit * ring, centre.y - unit * ring),
                size = Size(unit * ring * 2, unit * ring * 2),
                style = Stroke(unit * LINE, cap = StrokeCap.Round),
            )
        }
    }
}

private const val CENTRE = 0.26f
private const val DISC = 0.17f
private const val LINE = 0.085f
private const val START = -92f
private const val SWEEP = 94f
private val RINGS = listOf(0.3f, 0.47f, 0.64f)
