package vn.langnghe.kit.support

import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import vn.langnghe.kit.Kit
import vn.langnghe.kit.Screens
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.StartState
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors
import kotlin.io.path.Path
import kotlin.time.Duration.Companion.seconds

/** Longer than anything takes on a busy machine; only a failure waits so long. */
internal val PATIENCE = 60.seconds

internal const val MAIN_THREAD = "the main thread"

/** What a test has. */
internal class World(
    val folder: Path,
) {
    private val open = mutableListOf<AutoCloseable>()

    /** What went wrong in windows, where nobody waits for it. */
    val uncaught = CopyOnWriteArrayList<Throwable>()

    fun server(without: List<String> = emptyList()) = Server(folder.resolve("server"), without).also(open::add)

    /** A way to the server that can be gone. */
    fun linkTo(server: Server) = FlakyLink(server.url).also(open::add)

    fun handset(
        server: String? = NOBODY,
        name: String = "phone",
    ) = Handset(Files.createDirectories(folder.resolve(name)), server)

    fun close() = open.forEach(AutoCloseable::close)

    private companion object {
        /** An address at which nobody listens. */
        const val NOBODY = "http://127.0.0.1:9"
    }
}

/**
 * Runs a test on a main thread of its own, in a folder of its own, in real time: the core's threads
 * and the server's process know no other.
 */
internal fun onAPhone(test: suspend World.() -> Unit) {
    val main = Executors.newSingleThreadExecutor { Thread(it, MAIN_THREAD) }.asCoroutineDispatcher()
    val world = World(Files.createTempDirectory("langnghe-kit"))
    try {
        runBlocking(main) { withTimeout(PATIENCE * 2) { world.test() } }
        world.uncaught.firstOrNull()?.let { throw AssertionError("nobody caught this", it) }
    } finally {
        world.close()
        main.close()
        world.folder.toFile().deleteRecursively()
    }
}

/** A process with a window. */
internal class Running(
    val kit: Kit,
    val screens: Screens,
    private val scope: CoroutineScope,
) {
    val route get() = screens.navigator.top

    /** Ends the process as the system does: from one moment to the next, whatever it was doing. Only the saved way stays. */
    suspend fun die(): List<String> {
        val saved = screens.save()
        scope.cancel()
        kit.end()
        return saved
    }
}

/** Starts a process and opens its window. */
context(world: World)
internal suspend fun Handset.start(
    saved: List<String> = emptyList(),
    kit: Kit = kit(),
): Running {
    val failed = CoroutineExceptionHandler { _, failure -> world.uncaught += failure }
    val dispatcher = currentCoroutineContext()[kotlin.coroutines.ContinuationInterceptor]!!
    val scope = CoroutineScope(dispatcher + SupervisorJob() + failed)
    val screens = kit.screens(scope, saved)
    screens.resume()
    return Running(kit, screens, scope)
}

/** Waits until the state is such, and answers with it. */
internal suspend fun <T> StateFlow<T>.until(condition: (T) -> Boolean): T =
    try {
        withTimeout(PATIENCE) { first(condition) }
    } catch (failure: kotlinx.coroutines.TimeoutCancellationException) {
        throw AssertionError("waited in vain; it stayed $value", failure)
    }

/** Waits until it was read, and answers with it. */
internal suspend fun <S, T> StateFlow<S>.ready(
    part: (S) -> Loaded<T>,
    condition: (T) -> Boolean = { true },
): T =
    (
        part(
            until { state ->
                (part(state) as? Loaded.Ready)?.let { condition(it.value) } ?: false
            },
        ) as Loaded.Ready
    ).value

/** Waits until the person is on such a screen. */
internal suspend inline fun <reified R : Route> Running.at(): R = screens.route.until { it is R } as R

internal suspend fun Running.opened() = screens.start.state.until { it == StartState.Open }

/** A photograph of the fixtures. */
internal fun photograph(name: String = "Landscape_1.jpg"): ByteArray =
    Files.readAllBytes(Path(System.getProperty("langnghe.photographs"), name))
