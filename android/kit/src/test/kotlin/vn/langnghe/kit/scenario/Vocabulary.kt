package vn.langnghe.kit.scenario

import com.fasterxml.jackson.databind.JsonNode

/** What scenarios may say. */
internal class Vocabulary(
    /** Events, each with its fields; one that ends in `?` may be left out. */
    val events: Map<String, List<String>>,
    /** Expectations, each with all of the fields that it may name. */
    val expectations: Map<String, Set<String>>,
    /** The same, with those alone that shells know. */
    val shells: Map<String, Set<String>>,
) {
    companion object {
        /** The one there is. */
        val written: Vocabulary by lazy {
            val text = JSON.readTree(folder.resolve(VOCABULARY).toFile())
            check(text.keys() == setOf("events", "expectations")) { "another vocabulary: ${text.keys()}" }
            val fields = text.get("expectations").properties().associate { it.key to it.value }
            fields.forEach { (name, by) -> check(by.keys() == setOf("both", "shells", "core")) { name } }
            Vocabulary(
                events = text.get("events").properties().associate { it.key to it.value.texts() },
                expectations = fields.mapValues { (_, by) -> by.flatMap { it.texts() }.toSet() },
                shells = fields.mapValues { (_, by) -> by.get("both").texts().toSet() + by.get("shells").texts() },
            )
        }
    }
}

private fun JsonNode.keys() = fieldNames().asSequence().toSet()
