package vn.langnghe.kit.scenario

import com.fasterxml.jackson.databind.node.ObjectNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/**
 * The table of scenarios (`tests/scenarios`), run on the state holders: events in, what is seen
 * out. The core and the other shell run the same table.
 */
class ScenariosTest {
    @TestFactory
    fun scenarios(): List<DynamicTest> =
        Scenario.all().map { scenario ->
            DynamicTest.dynamicTest(scenario.name, scenario.file.toUri()) { run(scenario) }
        }

    @Test
    fun `every event and expectation of the vocabulary is known here, with its fields, and no other`() {
        assertEquals(Vocabulary.written.events, EVENTS.associate { it.name to it.fields })
        assertEquals(EVENTS.size, Vocabulary.written.events.size)
        assertEquals(Vocabulary.written.expectations.keys, SCREENS.keys)
    }

    @Test
    fun `what nobody knows is refused`() {
        step("""{"do": "write", "text": "a"}""")
        step("""{"see": "home", "rows": [{"sent": 0}]}""")
        for (strange in STRANGE) assertThrows<IllegalStateException>(strange) { step(strange) }
    }

    @Test
    fun `what is not named may be anything, and a list must be as long`() {
        val actual = JSON.readTree("""{"waiting": 1, "rows": [{"rung": "draft", "sent": 0}]}""")
        for (fits in FITTING) assertNull(difference(JSON.readTree(fits), actual), fits)
        for (other in OTHERS) assertNotNull(difference(JSON.readTree(other), actual), other)
    }

    private fun step(text: String) = step(JSON.readTree(text) as ObjectNode)

    private companion object {
        val STRANGE =
            listOf(
                """{"do": "dance"}""",
                """{"do": "write"}""",
                """{"do": "write", "text": "a", "loud": true}""",
                """{"do": "send", "see": "home"}""",
                """{"see": "moon", "phase": 1}""",
                """{"see": "home"}""",
                """{"see": "home", "rows": [{"colour": "red"}]}""",
                """{"see": "report", "rating": {"moons": 1}}""",
                """{"say": "hello"}""",
            )
        val FITTING = listOf("{}", """{"rows": [{"rung": "draft"}]}""", """{"rows": [{}]}""")
        val OTHERS =
            listOf(
                """{"waiting": 0}""",
                """{"waiting": null}""",
                """{"waiting": "1"}""",
                """{"rows": []}""",
                """{"rows": [{}, {}]}""",
                """{"rows": [{"rung": "waiting"}]}""",
                """{"rows": [{"row": "draft"}]}""",
                """{"row": []}""",
            )
    }
}
