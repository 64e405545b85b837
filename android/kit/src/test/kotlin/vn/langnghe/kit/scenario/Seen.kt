package vn.langnghe.kit.scenario

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapNotNull
import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.StartState
import vn.langnghe.kit.support.at

/*
 * What is seen: the state of every screen of the vocabulary, as a value that is held against what
 * a scenario expects.
 */

/** What a screen shows, and goes on to show. */
internal typealias See = suspend Person.() -> Flow<Map<String, Any?>>

/** All of them. */
internal val SCREENS: Map<String, See> =
    mapOf(
        "start" to { screens.start.state.map(::start) },
        "route" to { screens.route.map { mapOf("at" to it.name()) } },
        "home" to {
            phone.at<Route.Home>()
            screens.home().state.mapNotNull(::home)
        },
        "camera" to {
            screens.camera(phone.at()).state.map {
                mapOf(
                    "photographs" to it.pictures.size,
                    "busy" to it.busy,
                    "has_room" to it.hasRoom,
                    "can_skip" to it.canSkip,
                )
            }
        },
        "page" to { screens.page(phone.at()).state.mapNotNull(::page) },
        "saved" to {
            screens.saved(phone.at()).state.map {
                ladder(it.ladder) + ("photos_wait_for_wifi" to it.photosWaitForWifi)
            }
        },
        "report" to { screens.report(phone.at()).state.mapNotNull(::report) },
        "desk" to { flowOf(desk()) },
        "refusal" to { refusals().map { mapOf("happened" to it) } },
        "told" to { told() },
    )

/** A route by its name, without the ids in it. */
private fun Route.name() = this::class.simpleName!!.lowercase()

/** A name of an enumeration, as scenarios write it. */
internal fun Enum<*>.written() = name.lowercase()

private fun start(state: StartState): Map<String, Any?> {
    val trouble = state as? StartState.Trouble
    return mapOf(
        "state" to state::class.simpleName!!.lowercase(),
        "happened" to trouble?.notice?.happened,
        "can_start_clean" to trouble?.canStartClean,
        "can_retry" to trouble?.canRetry,
    )
}

private fun home(state: HomeState): Map<String, Any?>? {
    val items = (state.items as? Loaded.Ready)?.value ?: return null
    return mapOf(
        "waiting" to state.waiting,
        "why" to state.why,
        "emergency" to state.emergency.map { it.number },
        "rows" to items.map(::row),
    )
}

private fun row(item: HomeItem): Map<String, Any?> =
    ladder(item.ladder) +
        mapOf(
            "draft" to item.isDraft,
            "title" to item.title,
            "where" to item.where,
            "first_line" to item.firstLine,
            "picture" to (item.picture != null),
            "status" to item.status,
            "accepted" to item.ladder.accepted,
            "needs_you" to item.needsYou,
        )

internal fun ladder(ladder: Ladder): Map<String, Any?> =
    mapOf(
        "rung" to ladder.rung.written(),
        "words" to ladder.words,
        "sent" to ladder.photosSent,
        "total" to ladder.photosTotal,
    )

/** What is said, where the person is, of what could not be done. */
private suspend fun Person.refusals(): Flow<String?> =
    when (val at = route) {
        is Route.Camera -> screens.camera(at).state.map { it.notice?.happened }
        is Route.Page -> screens.page(at).state.map { it.notice?.happened }
        is Route.Report -> screens.report(at).state.map { it.notice?.happened }
        else -> error("nothing is refused at $at")
    }

private fun Person.told(): Flow<Map<String, Any?>> =
    combine(handset.notifications.unsent, screens.askForNotifications) { unsent, asks ->
        mapOf(
            "unsent" to unsent?.title,
            "news" to
                handset.notifications.news.map {
                    mapOf("on_lock_screen" to it.onLockScreen, "title" to it.title, "text" to it.text)
                },
            "asks_to_tell" to asks,
        )
    }
