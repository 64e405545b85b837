package vn.langnghe.kit

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import vn.langnghe.core.Failure
import vn.langnghe.core.OpenFailure
import vn.langnghe.kit.model.Desk
import vn.langnghe.kit.model.Models
import vn.langnghe.kit.model.discardIfEmpty
import vn.langnghe.kit.model.shown
import vn.langnghe.kit.navigation.Navigator
import vn.langnghe.kit.phone.PhoneHolder
import vn.langnghe.kit.phone.surroundings
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.StartState
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.notice
import vn.langnghe.kit.words.trouble

/**
 * A window's hold on the phone.
 *
 * ```text
 * made ──resume──▶ opening ──▶ open ──pause──▶ in the background ──resume──▶ open …
 *                     └─▶ trouble ──retry, start clean──┘
 * ```
 *
 * In the background the phone stops, if nobody else needs it; the screens stay as they are.
 */
internal class Window(
    private val kit: Kit,
    private val scope: CoroutineScope,
    private val navigator: Navigator,
    private val models: Models,
    private val wording: StateFlow<Wording>,
) {
    private val opening = Mutex()
    private val standing = MutableStateFlow<Wording.() -> StartState>({ StartState.Opening })
    private var lease: PhoneHolder.Lease? = null

    /** What the screens work with; none before the store was open for the first time. */
    var desk: Desk? = null
        private set

    val start: StateFlow<StartState> = shown(scope, standing, wording) { standing, wording -> standing(wording) }

    suspend fun resume() =
        opening.withLock {
            if (lease == null) open()
        }

    suspend fun startClean() {
        opening.withLock {
            if (lease != null) return
            standing.value = { StartState.Opening }
            try {
                kit.startClean()
                open()
            } catch (failure: OpenFailure) {
                standing.value = { trouble(failure) }
            }
        }
    }

    suspend fun pause() {
        opening.withLock {
            val lease = lease ?: return
            this.lease = null
            kit.courier.onScreen = null
            desk?.search?.stop()
            try {
                models.flush()
                desk?.settle()
                if (kit.courier.showUnsent(lease.phone) > 0) kit.platform.background.stillWaiting()
            } catch (_: Failure) {
                // The disk is full. What was typed is still on its screen, which says so.
            } finally {
                lease.release()
            }
        }
    }

    private suspend fun open() {
        standing.value = { StartState.Opening }
        try {
            val lease = kit.phones.lease()
            this.lease = lease
            if (desk == null) begin(lease) else desk?.returned()
            lookedAt(navigator.top)
            standing.value = { StartState.Open }
        } catch (failure: OpenFailure) {
            standing.value = { trouble(failure) }
        } catch (failure: Failure) {
            letGo()
            standing.value = { StartState.Trouble(notice(failure), canStartClean = false, canRetry = true) }
        }
    }

    private suspend fun letGo() {
        lease?.release()
        lease = null
    }

    private suspend fun begin(lease: PhoneHolder.Lease) {
        val desk = Desk(kit, lease.phone, navigator, wording, scope)
        chooseFirstScreen(desk)
        throwAwayWhatIsEmpty(desk)
        this.desk = desk

        kit.platform
            .surroundings()
            .onEach { quietly { desk.lookAround() } }
            .launchIn(scope)
        desk.changes
            .conflate()
            .onEach { quietly { kit.courier.hideUnsentIfGone(desk.phone) } }
            .launchIn(scope)
        navigator.stack
            .onEach { lookedAt(it.last()) }
            .launchIn(scope)
    }

    /** Nothing is reported before the consent to what is in force was given. */
    private suspend fun chooseFirstScreen(desk: Desk) {
        val given = kit.platform.preferences.now.consent ?: 0u
        val isWelcome = navigator.top == Route.Welcome
        when {
            given < desk.catalogue().consentVersion -> navigator.welcome()
            isWelcome -> navigator.home()
        }
    }

    /** Drafts that were begun for a photograph which never came, because the process was killed. */
    private suspend fun throwAwayWhatIsEmpty(desk: Desk) {
        val wanted = navigator.stack.value.toString()
        desk.phone
            .drafts()
            .filter { it.id !in wanted }
            .forEach { desk.discardIfEmpty(it.id) }
    }

    private fun lookedAt(route: Route) {
        kit.courier.onScreen = (route as? Route.Report)?.report.takeIf { lease != null }
    }

    private suspend fun quietly(act: suspend () -> Unit) =
        try {
            act()
        } catch (_: Failure) {
            // In the background, most likely: it is done anew when the window is back.
        }
}
