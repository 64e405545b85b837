package vn.langnghe.kit.navigation

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import vn.langnghe.kit.screen.Route
import kotlin.random.Random

private const val A = "019aa1b2-0000-7000-8000-00000000000a"
private const val B = "019aa1b2-0000-7000-8000-00000000000b"

private val ROUTES =
    listOf(Route.Welcome, Route.Home, Route.Settings, Route.Camera()) +
        listOf(A, B).flatMap {
            listOf(
                Route.Camera(it),
                Route.Category(it),
                Route.Page(it),
                Route.Place(it),
                Route.Saved(it),
                Route.Report(it),
            )
        }

class NavigatorTest {
    @Test
    fun `whatever is done, the way back leads home and never twice to the same`() {
        repeat(200) { seed ->
            val random = Random(seed)
            val gone = mutableSetOf<Route>()
            val navigator = Navigator { gone += it }
            val before = mutableSetOf<Route>()
            repeat(50) {
                before += navigator.stack.value
                gone.clear()
                val was = navigator.stack.value.toSet()
                navigator.doSomething(random)
                val stack = navigator.stack.value
                assertTrue(stack.first() == Route.Home || stack == listOf(Route.Welcome), "seed $seed: $stack")
                assertEquals(stack.distinct(), stack, "seed $seed")
                assertEquals(was - stack.toSet(), gone, "seed $seed: who left is told of, and nobody else")
                assertEquals(stack, Navigator(navigator.save()).stack.value, "seed $seed: saved and found again")
            }
            while (navigator.back()) Unit
            assertEquals(1, navigator.stack.value.size)
        }
    }

    @Test
    fun `who goes on comes back here, and who returns is there`() {
        val navigator = Navigator()
        navigator.go(Route.Camera(A))
        navigator.go(Route.Page(A))
        navigator.go(Route.Camera(A))
        assertEquals(listOf(Route.Home, Route.Page(A), Route.Camera(A)), navigator.stack.value)
        navigator.returnTo(Route.Page(A))
        assertEquals(listOf(Route.Home, Route.Page(A)), navigator.stack.value)
        navigator.returnTo(Route.Place(A))
        assertEquals(Route.Place(A), navigator.top)
        assertTrue(Route.Page(A) in navigator)
        assertFalse(Route.Camera(A) in navigator)
    }

    @Test
    fun `what comes too late changes nothing`() {
        val navigator = Navigator()
        navigator.go(Route.Page(A))
        navigator.backFrom(Route.Camera(A))
        assertEquals(Route.Page(A), navigator.top)
    }

    @Test
    fun `what was saved by another release, or by nobody, is left out`() {
        val saved = listOf("home", "page/$A", "page/../../etc", "moon/$B", "page", "", "camera/", "report/$B")
        assertEquals(listOf(Route.Home, Route.Page(A), Route.Report(B)), Navigator(saved).stack.value)
        assertEquals(listOf(Route.Home), Navigator(emptyList()).stack.value)
        assertEquals(listOf(Route.Welcome), Navigator(listOf("welcome", "report/$B")).stack.value)
    }

    @Test
    fun `every route is saved as its name and an id`() {
        for (route in ROUTES) {
            assertEquals(route, routeOf(route.saved()))
            assertTrue(Regex("[a-z]+(/[0-9a-f-]{36})?").matches(route.saved()), route.saved())
        }
    }

    @Test
    fun `an address leads to a report or nowhere`() {
        assertEquals(Route.Report(A), DeepLink.route(DeepLink.to(A)))
        val nowhere =
            listOf(
                "langnghe://report/",
                "langnghe://page/$A",
                "https://report/$A",
                "langnghe://report/$A/x",
                "langnghe:$A",
                "langnghe://report/${A.uppercase()}",
                "not an address",
                "",
                "langnghe://report/%2e%2e",
                "langnghe://u@report/$A",
            )
        for (address in nowhere) assertNull(DeepLink.route(address), address)
    }

    private fun Navigator.doSomething(random: Random) {
        val route = ROUTES.filter { it != Route.Welcome && it != Route.Home }.random(random)
        val done = random.nextInt(9)
        when {
            // Before the first start has ended, nothing else is done.
            top == Route.Welcome -> home()

            done == 0 -> back()

            done == 1 -> backFrom(route)

            done == 2 -> if (top != Route.Home) replace(top, route)

            done == 3 -> remove(route)

            done == 4 -> home(route)

            done == 5 -> if (random.nextInt(10) == 0) welcome()

            done == 6 -> returnTo(route)

            else -> go(route)
        }
    }
}
