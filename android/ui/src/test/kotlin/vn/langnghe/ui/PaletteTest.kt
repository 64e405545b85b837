package vn.langnghe.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import vn.langnghe.ui.theme.Palette

/** Contrast as WCAG 2.2 computes it, of every pair of colours that is drawn together. */
class PaletteTest {
    private val palettes = mapOf("light" to Palette.Light, "dark" to Palette.Dark)

    @Test
    fun `contrast is what the standard says it is`() {
        assertEquals(21.0, contrast(Color.White, Color.Black), 0.01)
        assertEquals(1.0, contrast(Color.Red, Color.Red), 0.01)
        assertEquals(4.54, contrast(Color(0xFF767676), Color.White), 0.01)
    }

    @Test
    fun `texts are AA`() = palettes.forEach { (name, palette) -> hold(name, palette.textPairs, least = 4.5) }

    @Test
    fun `shapes that mean something are AA`() =
        palettes.forEach { (name, palette) ->
            hold(name, palette.shapePairs, least = 3.0)
        }

    private fun hold(
        name: String,
        pairs: List<Pair<Color, Color>>,
        least: Double,
    ) = pairs.forEach { (on, ground) ->
        val contrast = contrast(on, ground)
        assertTrue("$name: $on on $ground has only $contrast", contrast >= least)
    }

    private fun contrast(
        one: Color,
        other: Color,
    ): Double {
        val (dark, light) = listOf(one.luminance() + 0.05, other.luminance() + 0.05).sorted()
        return light / dark
    }
}
