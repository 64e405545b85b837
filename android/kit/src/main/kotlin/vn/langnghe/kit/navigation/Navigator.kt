package vn.langnghe.kit.navigation

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import vn.langnghe.kit.screen.Route

/**
 * Where the person is, and the way back from there.
 *
 * The stack is never empty, begins with [Route.Home] or is [Route.Welcome] alone, and has no route
 * twice. It belongs to the main thread.
 *
 * @param saved what [save] gave before the process ended; what can't be understood of it is left out.
 * @param left told of routes that are on the stack no longer, before anybody sees the new one.
 */
class Navigator(
    saved: List<String> = emptyList(),
    private val left: (Set<Route>) -> Unit = {},
) {
    private val routes = MutableStateFlow(restored(saved))

    /** From the bottom to where the person is. */
    val stack: StateFlow<List<Route>> = routes.asStateFlow()

    /** Where the person is. */
    val top: Route get() = routes.value.last()

    /** Goes on to [route]. From there, back leads here, even if it lay behind before. */
    fun go(route: Route) = if (route == Route.Home) home() else change(routes.value - route + route)

    /** Goes back to [route] if it lies behind; on to it, otherwise. */
    fun returnTo(route: Route) {
        val stack = routes.value
        val behind = stack.indexOf(route)
        change(if (behind < 0) stack + route else stack.take(behind + 1))
    }

    /** Goes one step back. False at the bottom, where nothing changes. */
    fun back(): Boolean {
        val stack = routes.value
        if (stack.size > 1) change(stack.dropLast(1))
        return stack.size > 1
    }

    /** Goes back from [route] if the person is still there: what took long may come too late. */
    fun backFrom(route: Route) {
        if (top == route) back()
    }

    /** Puts [replacement] in the place of [route], wherever that is. */
    fun replace(
        route: Route,
        replacement: Route,
    ) = change(routes.value.map { if (it == route) replacement else it }.distinct())

    /** Takes a route out, such as that of a draft which is no more. */
    fun remove(route: Route) = change(routes.value - route)

    /** Starts over at the home screen, with [above] on it. */
    fun home(vararg above: Route) = change(listOf(Route.Home) + above)

    /** Starts over before the first start. */
    fun welcome() = change(listOf(Route.Welcome))

    /** Whether [route] lies behind where the person is, or is there. */
    operator fun contains(route: Route): Boolean = route in routes.value

    /** The stack as strings, in which nothing but ids is to be found. */
    fun save(): List<String> = routes.value.map(Route::saved)

    private fun change(wished: List<Route>) {
        val before = routes.value
        val now = wished.ifEmpty { listOf(Route.Home) }
        val gone = before.toSet() - now.toSet()
        if (gone.isNotEmpty()) left(gone)
        routes.value = now
    }
}

private fun restored(saved: List<String>): List<Route> {
    val routes = saved.mapNotNull(::routeOf).distinct()
    return when {
        routes.firstOrNull() == Route.Welcome -> listOf(Route.Welcome)
        else -> listOf(Route.Home) + routes.filter { it != Route.Home && it != Route.Welcome }
    }
}
