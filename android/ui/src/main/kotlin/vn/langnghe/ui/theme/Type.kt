package vn.langnghe.ui.theme

import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.sp

/*
 * The sizes of text. Nothing is smaller than 14 sp, what is read is 17, and lines stand wide apart,
 * because Vietnamese has marks above and below its letters. Sizes are few and close to each other,
 * and as text grows, what is large already grows less, as Android's own scale does it: so twice as
 * large still fits on a narrow screen, and no word is broken.
 */

/** The styles of text in one typeface, for text that is [scale] times as large as usual. */
class Type(
    typeface: FontFamily,
    scale: Float = 1f,
) {
    /** The one great word of a screen. */
    val display = style(typeface, 27.sp, 36.sp, FontWeight.SemiBold, held(scale, growth = 0.6f))

    /** What a screen is about. */
    val title = style(typeface, 21.sp, 29.sp, FontWeight.SemiBold, held(scale, growth = 0.8f))

    /** What a part of a screen is about. */
    val heading = style(typeface, 18.sp, 26.sp, FontWeight.SemiBold)
    val body = style(typeface, 17.sp, 26.sp, FontWeight.Normal)
    val strong = style(typeface, 17.sp, 26.sp, FontWeight.SemiBold)

    /** What a button says. */
    val action = style(typeface, 17.sp, 24.sp, FontWeight.SemiBold)
    val small = style(typeface, 14.sp, 21.sp, FontWeight.Normal)
    val smallStrong = style(typeface, 14.sp, 21.sp, FontWeight.SemiBold)

    /** Numbers to dial. */
    val number = style(typeface, 22.sp, 28.sp, FontWeight.SemiBold)

    private fun style(
        typeface: FontFamily,
        size: TextUnit,
        line: TextUnit,
        weight: FontWeight,
        held: Float = 1f,
    ) = TextStyle(
        fontFamily = typeface,
        fontSize = size * held,
        lineHeight = line * held,
        fontWeight = weight,
        lineBreak = LineBreak.Simple,
    )

    /** What a size is taken by so that it grows by only [growth] of what other text grows. */
    private fun held(
        scale: Float,
        growth: Float,
    ) = if (scale <= 1f) 1f else (1 + (scale - 1) * growth) / scale
}
