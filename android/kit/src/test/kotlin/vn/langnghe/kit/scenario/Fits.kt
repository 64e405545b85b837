package vn.langnghe.kit.scenario

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.JsonNodeFactory

/*
 * Whether what is seen is what was expected.
 */

/**
 * Where and how something differs from what was expected; nothing if it fits. What isn't named may
 * be anything; a list must have as many entries.
 */
internal fun difference(
    expected: JsonNode,
    actual: JsonNode,
): String? =
    when {
        expected.isObject && actual.isObject -> {
            expected.properties().firstNotNullOfOrNull { (name, value) ->
                val found = actual.get(name)
                val why = if (found == null) " isn't known to this runner" else difference(value, found)
                why?.let { ".$name$it" }
            }
        }

        expected.isArray && actual.isArray && expected.size() == actual.size() -> {
            expected.zip(actual).withIndex().firstNotNullOfOrNull { (place, pair) ->
                difference(pair.first, pair.second)?.let { "[$place]$it" }
            }
        }

        expected == actual -> {
            null
        }

        else -> {
            " is $actual, not $expected"
        }
    }

/** The paths to everything that a value names, such as `rows`, `rows[].title`, `rating.stars`. */
internal fun paths(
    value: JsonNode,
    at: String = "",
): Set<String> =
    when {
        value.isObject -> {
            value
                .properties()
                .flatMap { (name, inner) -> paths(inner, within(at, name)) + within(at, name) }
                .toSet()
        }

        value.isArray -> {
            value.flatMap { paths(it, "$at[]") }.toSet()
        }

        else -> {
            emptySet()
        }
    }

/** What is left of a value if only these paths may be named. */
internal fun only(
    value: JsonNode,
    mayBeNamed: Set<String>,
    at: String = "",
): JsonNode {
    val nodes = JsonNodeFactory.instance
    return when {
        value.isObject -> {
            nodes.objectNode().apply {
                value
                    .properties()
                    .filter { (name, _) -> within(at, name) in mayBeNamed }
                    .forEach { (name, inner) -> replace(name, only(inner, mayBeNamed, within(at, name))) }
            }
        }

        value.isArray -> {
            nodes.arrayNode().addAll(value.map { only(it, mayBeNamed, "$at[]") })
        }

        else -> {
            value
        }
    }
}

private fun within(
    at: String,
    name: String,
) = if (at.isEmpty()) name else "$at.$name"
