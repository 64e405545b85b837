package vn.langnghe.kit.scenario

import com.fasterxml.jackson.databind.JsonNode
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withTimeout
import vn.langnghe.kit.support.PATIENCE
import vn.langnghe.kit.support.onAPhone
import kotlin.io.path.name

/** Runs a scenario, step by step. */
internal fun run(scenario: Scenario) =
    onAPhone {
        val person = Person.begin(this, scenario)
        scenario.steps.forEachIndexed { place, step ->
            try {
                if (step.isEvent) person.happens(step.words) else person.sees(step.words)
            } catch (failure: TimeoutCancellationException) {
                throw AssertionError("step $place of ${scenario.file.name}: $step", failure)
            } catch (failure: AssertionError) {
                throw AssertionError("step $place of ${scenario.file.name}: $step: ${failure.message}", failure)
            }
        }
        person.phone.die()
    }

private suspend fun Person.happens(words: Words) = EVENTS.first { it.name == words.name }.happen(this, words)

/** Waits until it is seen. */
private suspend fun Person.sees(words: Words) {
    val mine = Vocabulary.written.shells.getValue(words.name)
    val expected = only(words.fields, mine)
    var latest: JsonNode? = null
    try {
        withTimeout(PATIENCE) {
            SCREENS
                .getValue(words.name)(this@sees)
                .map { JSON.valueToTree<JsonNode>(it) }
                .first { actual ->
                    latest = actual
                    val strange = paths(actual) - mine
                    check(strange.isEmpty()) { "the vocabulary doesn't give $strange to shells" }
                    difference(expected, actual) == null
                }
        }
    } catch (failure: TimeoutCancellationException) {
        val why = latest?.let { difference(expected, it) } ?: " wasn't seen"
        throw AssertionError("${words.name}$why\nit was $latest\nat $route", failure)
    }
}
