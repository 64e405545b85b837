package vn.langnghe.kit.scenario

import kotlinx.coroutines.flow.MutableSharedFlow
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.support.FlakyLink
import vn.langnghe.kit.support.Handset
import vn.langnghe.kit.support.Officer
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.Server
import vn.langnghe.kit.support.World
import vn.langnghe.kit.support.start

/** Whoever has the phone in hand, with the phone and the world around them. */
internal class Person private constructor(
    val world: World,
    private val server: Server,
    val link: FlakyLink,
    val handset: Handset,
) {
    /** What the satellites say: the last of it to whoever asks, and what is new to whoever listens. */
    val sky = MutableSharedFlow<Fix>(replay = 1)

    private lateinit var running: Running

    val phone get() = running
    val screens get() = running.screens

    /** Where they are. */
    val route: Route get() = running.route

    /** The report that they opened or sent last. */
    var about: String? = null
        private set

    /** Every report that they opened or sent, the first first. */
    val known = mutableListOf<String>()

    fun turnTo(report: String) {
        about = report
        if (report !in known) known += report
    }

    val officer: Officer by lazy { server.officer() }
    val coordinator: Officer by lazy { server.coordinator() }

    /** Ends the process, if there is one, and begins another on the same disk, where they were. */
    suspend fun beginProcess() {
        val saved = if (::running.isInitialized) running.die() else emptyList()
        running = with(world) { handset.start(saved) }
    }

    companion object {
        /** At the home screen of an empty phone, after the first start, or before it. */
        suspend fun begin(
            world: World,
            scenario: Scenario,
        ): Person {
            val server = world.server(scenario.serverWithout)
            val link = world.linkTo(server)
            val handset = world.handset(link.url.takeUnless { scenario.noServer })
            if (!scenario.firstStart) handset.agreed()
            val person = Person(world, server, link, handset)
            handset.sky = { person.sky }
            person.beginProcess()
            return person
        }
    }
}
