package vn.langnghe.ui

import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Color
import org.jetbrains.skia.Image
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized
import vn.langnghe.texts.Language
import java.io.File
import kotlin.math.abs

/**
 * The pictures under `docs/screens` show the screens as they are. They are made anew with
 *
 *     mvn -pl ui -Dtest=SheetTest -Dsheets.write=true test
 *
 * and compared in blocks, so that another machine's way of smoothing an edge doesn't count, but a
 * word or a button that moved does.
 */
@RunWith(Parameterized::class)
class SheetTest(
    private val language: Language,
    private val dark: Boolean,
) {
    private val file =
        File(projectRoot, "docs/screens/${language.name.lowercase()}-${if (dark) "dark" else "light"}.jpg")

    @Test
    fun `the contact sheet is current`() {
        val sheet = contactSheet(scenes(language).map { it.draw(language, dark) }, COLUMNS, WIDTH)
        if (System.getProperty("sheets.write").toBoolean()) {
            file.parentFile.mkdirs()
            file.writeBytes(sheet.jpeg(QUALITY))
        }
        assertTrue("$file is missing", file.exists())
        assertTrue("$file is too large to be looked at quickly", file.length() < LARGEST)
        val (now, then) = blocks(sheet) to blocks(Image.makeFromEncoded(file.readBytes()))
        assertEquals("$file shows another number of screens", now.size, then.size)
        val changed = now.indices.count { abs(now[it] - then[it]) > TOLERANCE }
        assertTrue(
            "$file is out of date in $changed of ${now.size} places; this test's story says how to renew it",
            changed == 0,
        )
    }

    /** How light the picture is, block by block. */
    private fun blocks(image: Image): List<Double> {
        val pixels = Bitmap.makeFromImage(image)
        val (across, down) = image.width / BLOCK to image.height / BLOCK
        return (0 until across * down).map { block ->
            val (left, top) = block % across * BLOCK to block / across * BLOCK
            (0 until BLOCK * BLOCK).sumOf { light(pixels.getColor(left + it % BLOCK, top + it / BLOCK)) } /
                (BLOCK * BLOCK)
        }
    }

    private fun light(colour: Int) = (Color.getR(colour) + 2.0 * Color.getG(colour) + Color.getB(colour)) / 4

    companion object {
        private const val COLUMNS = 11
        private const val WIDTH = 184
        private const val QUALITY = 62
        private const val LARGEST = 420_000L
        private const val BLOCK = 12

        /** Of 255: above what JPEG and smoothing do to a block, below what a changed word does. */
        private const val TOLERANCE = 9.0

        @JvmStatic
        @Parameterized.Parameters(name = "{0}, dark: {1}")
        fun sheets() = Language.entries.flatMap { language -> listOf(false, true).map { arrayOf<Any>(language, it) } }
    }
}
