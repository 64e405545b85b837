package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.job
import kotlinx.coroutines.plus
import vn.langnghe.kit.screen.Held
import vn.langnghe.kit.screen.Route

/** A screen's state holder, and what else a window must know of it. */
internal class Model<S, A>(
    val held: Held<S, A>,
    /** The system's *back* on this screen. False where there is nothing to go back to. */
    val back: () -> Boolean,
    /** Saves what was typed there. */
    val flush: suspend () -> Unit = {},
)

/** The models of the routes on the stack. Each has a scope, which ends when its route is left. */
internal class Models(
    private val scope: CoroutineScope,
) {
    private class Living(
        val model: Model<*, *>,
        val scope: CoroutineScope,
    )

    private val living = HashMap<Route, Living>()

    /** Those that were left last: a screen that slides away is drawn to its end. */
    private val left = HashMap<Route, Living>()

    /** The model of a route, made at the first call. */
    fun <S, A> of(
        route: Route,
        isOnStack: Boolean,
        make: (CoroutineScope) -> Model<S, A>,
    ): Held<S, A> {
        val known = living[route] ?: left[route].takeUnless { isOnStack }
        val model = (known ?: begin(route, isOnStack, make)).model
        // A route has one kind of model for ever: the one that is made for it above.
        @Suppress("UNCHECKED_CAST")
        return model.held as Held<S, A>
    }

    operator fun get(route: Route): Model<*, *>? = living[route]?.model

    /** These routes are on the stack no longer. */
    fun leave(routes: Set<Route>) {
        left.clear()
        for (route in routes) {
            living.remove(route)?.let {
                it.scope.cancel()
                left[route] = it
            }
        }
    }

    /** Returns when all that was typed anywhere is on the disk. */
    suspend fun flush() = living.values.toList().forEach { it.model.flush() }

    private fun begin(
        route: Route,
        isOnStack: Boolean,
        make: (CoroutineScope) -> Model<*, *>,
    ): Living {
        val own = scope + SupervisorJob(scope.coroutineContext.job)
        val begun = Living(make(own), own)
        if (isOnStack) {
            living[route] = begun
        } else {
            own.cancel()
            left[route] = begun
        }
        return begun
    }
}
