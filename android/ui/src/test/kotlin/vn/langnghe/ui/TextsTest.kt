package vn.langnghe.ui

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The catalogue of texts: both languages, the same placeholders, nothing that nobody says. */
class TextsTest {
    private val texts: Map<String, JsonNode> =
        ObjectMapper()
            .readTree(File(projectRoot, "bindings/texts/screens.json"))
            .properties()
            .flatMap { (screen, keys) ->
                keys.properties().map { (key, text) -> "$screen.$key" to text }
            }.toMap()

    /** Of both shells: the catalogue is one, and a few of its texts are Apple's alone. */
    private val sources =
        (listOf("kit", "ui", "desktop", "app").map { "android/$it/src/main/kotlin" } + "ios/App/Sources")
            .map { File(projectRoot, it) }
            .flatMap { it.walk() }
            .filter { it.extension in setOf("kt", "swift") }
            .map { it.readText() }

    @Test
    fun `every text is in both languages`() =
        texts.forEach { (name, text) ->
            assertEquals(name, setOf("vi", "en"), text.fieldNames().asSequence().toSet())
            text.forEach { assertTrue("$name is empty", it.asText().isNotBlank()) }
        }

    @Test
    fun `both languages have the same placeholders`() =
        texts.forEach { (name, text) ->
            val (vietnamese, english) = listOf("vi", "en").map { placeholders(text[it].asText()) }
            assertEquals(name, vietnamese, english)
        }

    @Test
    fun `texts are written as people write them`() =
        texts.forEach { (name, text) ->
            text.forEach {
                val words = it.asText()
                assertEquals("$name has space around it or two spaces", words, words.trim().replace("  ", " "))
                assertTrue("$name has typewriter's marks: $words", words.none { c -> c == '"' } && "..." !in words)
            }
        }

    @Test
    fun `every text is said somewhere`() = assertEquals(emptyList<String>(), texts.keys.filterNot { said(it) })

    /** A screen's texts are often held as `texts` before one of them is taken, so a file is read as a whole. */
    private fun said(name: String): Boolean {
        val (screen, key) = name.split('.')
        val speaks = Regex("""\.$screen\b|\bTexts\.${screen.replaceFirstChar(Char::uppercase)}\b""")
        val says = Regex("""\b(texts|$screen)\.$key\b""")
        val within = Regex("""\bwith\([\w.]*\b$screen\)""")
        val alone = Regex("""\b$key\b""")
        return sources.any { source ->
            listOf(speaks to says, within to alone).any { (first, then) -> first in source && then in source }
        }
    }

    private operator fun String.contains(regex: Regex) = regex.containsMatchIn(this)

    private fun placeholders(text: String) = Regex("""\{(\w+)}""").findAll(text).map { it.groupValues[1] }.toSet()
}
