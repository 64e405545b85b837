package vn.langnghe.kit.scenario

import com.fasterxml.jackson.databind.DeserializationFeature
import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ObjectNode
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.nameWithoutExtension
import kotlin.streams.asSequence

/*
 * Scenarios, as they are written: read strictly, so that a word nobody knows fails the test
 * instead of being passed over.
 */

internal val JSON: ObjectMapper =
    ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)

internal const val VOCABULARY = "vocabulary.json"
private val KEYS = setOf("name", "why", "first_start", "no_server", "server_without", "steps")

/** Where the table lies. */
internal val folder: Path get() = Path(System.getProperty("langnghe.scenarios"))

/** An event or an expectation, and what it says beside its name. */
internal class Words(
    val name: String,
    val fields: ObjectNode,
) {
    fun text(field: String): String = find(field, JsonNode::isTextual) { it.textValue() } ?: lacks(field)

    fun textOrNone(field: String): String? = find(field, JsonNode::isTextual) { it.textValue() }

    fun number(field: String): Int = numberOrNone(field) ?: lacks(field)

    fun numberOrNone(field: String): Int? = find(field, JsonNode::isInt) { it.intValue() }

    fun texts(field: String): List<String> = textsOrNone(field) ?: lacks(field)

    fun textsOrNone(field: String): List<String>? = find(field, JsonNode::isArray) { it.texts() }

    fun decimal(field: String): Double = find(field, JsonNode::isNumber) { it.doubleValue() } ?: lacks(field)

    fun flag(field: String): Boolean = flagOrNone(field) ?: lacks(field)

    fun flagOrNone(field: String): Boolean? = find(field, JsonNode::isBoolean) { it.booleanValue() }

    override fun toString() = "$name $fields"

    private fun <T> find(
        field: String,
        isOne: (JsonNode) -> Boolean,
        read: (JsonNode) -> T,
    ): T? =
        fields.get(field)?.let { value ->
            check(isOne(value)) { "$name says $field is $value" }
            read(value)
        }

    private fun lacks(field: String): Nothing = error("$name doesn't say its $field")
}

/** One line of a scenario. */
internal class Step(
    /** Whether it is an event; an expectation otherwise. */
    val isEvent: Boolean,
    val words: Words,
) {
    override fun toString() = "${if (isEvent) "do" else "see"} $words"
}

/** A scenario, each of its words known. */
internal class Scenario(
    val file: Path,
) {
    private val written = JSON.readTree(file.toFile()) as ObjectNode

    val name: String = written.get("name").asText()
    val firstStart = written.path("first_start").asBoolean()
    val noServer = written.path("no_server").asBoolean()
    val serverWithout = written.path("server_without").texts()
    val steps: List<Step>

    init {
        val strange = written.fieldNames().asSequence().toSet() - KEYS
        check(strange.isEmpty()) { "${file.name} says $strange" }
        check(name.isNotBlank() && written.get("why").asText().isNotBlank()) { "${file.name} doesn't say why" }
        steps = written.get("steps").map { step(it.deepCopy()) }
    }

    companion object {
        /** Every scenario of the table. */
        fun all(): List<Scenario> =
            Files.list(folder).use { files ->
                files
                    .asSequence()
                    .filter { it.extension == "json" && it.name != VOCABULARY }
                    .sortedBy { it.nameWithoutExtension }
                    .map(::Scenario)
                    .toList()
            }
    }
}

/** A step that says nothing but what the vocabulary has. */
internal fun step(fields: ObjectNode): Step {
    val event = fields.remove("do")
    val expectation = fields.remove("see")
    check((event == null) != (expectation == null)) { "neither an event nor an expectation: $fields" }
    val words = Words((event ?: expectation).textValue(), fields)
    if (event != null) checkEvent(words) else checkExpectation(words)
    return Step(event != null, words)
}

private fun checkEvent(words: Words) {
    val known = checkNotNull(Vocabulary.written.events[words.name]) { "there is no event ${words.name}" }
    val named = paths(words.fields)
    val strange = named - known.map { it.removeSuffix("?") }.toSet()
    check(strange.isEmpty()) { "${words.name} has no $strange" }
    val missing = known.filterNot { it.endsWith("?") } - named
    check(missing.isEmpty()) { "${words.name} needs its $missing" }
}

private fun checkExpectation(words: Words) {
    val known = checkNotNull(Vocabulary.written.expectations[words.name]) { "nobody can see ${words.name}" }
    val named = paths(words.fields)
    check((named - known).isEmpty()) { "${words.name} has no ${named - known}" }
    check(named.isNotEmpty()) { "${words.name} expects nothing" }
}

internal fun JsonNode.texts(): List<String> = map { it.textValue() }
