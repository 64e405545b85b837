package vn.langnghe.ui.icons

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/*
 * Pictures are drawn as a woodcut is printed: first blocks of colour, then the black line over
 * them, a little out of register.
 */

/** A picture on a field of 48 by 48: a block of colour, and the line over it. */
internal class Woodcut(
    private val name: String,
    private val block: String,
    private val line: String,
) {
    /** The picture in these colours. */
    fun print(
        ink: Color,
        colour: Color,
    ): ImageVector =
        ImageVector
            .Builder(name, FIELD.dp, FIELD.dp, FIELD, FIELD)
            .addGroup(translationX = REGISTER, translationY = REGISTER)
            .addPath(addPathNodes(block), PathFillType.NonZero, fill = SolidColor(colour))
            .clearGroup()
            .addPath(
                addPathNodes(line),
                stroke = SolidColor(ink),
                strokeLineWidth = LINE,
                strokeLineCap = StrokeCap.Round,
                strokeLineJoin = StrokeJoin.Round,
            ).build()

    private companion object {
        const val FIELD = 48f
        const val LINE = 2.6f
        const val REGISTER = 2f
    }
}

/** A sign on a field of 24 by 24, drawn with one line; it takes the colour of the text beside it. */
internal fun sign(
    name: String,
    line: String,
    filled: Boolean = false,
): ImageVector =
    ImageVector
        .Builder(name, SIGN_FIELD.dp, SIGN_FIELD.dp, SIGN_FIELD, SIGN_FIELD)
        .addPath(
            addPathNodes(line),
            fill = if (filled) SolidColor(Color.Black) else null,
            stroke = SolidColor(Color.Black),
            strokeLineWidth = SIGN_LINE,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
        ).build()

private const val SIGN_FIELD = 24f
private const val SIGN_LINE = 2f
