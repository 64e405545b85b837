package vn.langnghe.kit.model

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import vn.langnghe.core.Failure
import kotlin.time.Duration.Companion.milliseconds

class TypedTest {
    private val saved = mutableListOf<String>()
    private val failures = mutableListOf<Failure>()
    private var disk: suspend () -> Unit = {}

    private fun TestScope.typed() =
        Typed<String>(backgroundScope, 300.milliseconds, { failures += it }) {
            disk()
            saved += it
        }

    @Test
    fun `it is saved in the first pause, and not at every key`() =
        runTest {
            val typed = typed()
            for (text in listOf("Đ", "Đê", "Đê s")) {
                typed.write(text)
                advanceTimeBy(100)
            }
            assertEquals(emptyList<String>(), saved)
            advanceTimeBy(201)
            runCurrent()
            assertEquals(listOf("Đê s"), saved)
            assertEquals("Đê s", typed.text.value)
        }

    @Test
    fun `flushing saves at once, and only what is new`() =
        runTest {
            val typed = typed()
            typed.flush()
            typed.write("Đê sạt")
            typed.flush()
            typed.flush()
            assertEquals(listOf("Đê sạt"), saved)
            advanceTimeBy(1_000)
            runCurrent()
            assertEquals(listOf("Đê sạt"), saved)
        }

    @Test
    fun `what is typed while the disk is slow is saved after it`() =
        runTest {
            val slow = CompletableDeferred<Unit>()
            disk = { slow.await() }
            val typed = typed()
            typed.write("một")
            advanceTimeBy(301)
            runCurrent()
            typed.write("một hai")
            val flushed = launch { typed.flush() }
            runCurrent()
            slow.complete(Unit)
            flushed.join()
            assertEquals(listOf("một", "một hai"), saved)
        }

    @Test
    fun `a full disk is told, and forgets nothing`() =
        runTest {
            val typed = typed()
            disk = { throw Failure.DiskFull() }
            typed.write("một")
            assertThrows<Failure.DiskFull> { typed.flush() }
            typed.write("một hai")
            advanceTimeBy(301)
            runCurrent()
            assertEquals(1, failures.size)
            disk = {}
            typed.flush()
            assertEquals(listOf("một hai"), saved)
        }
}
