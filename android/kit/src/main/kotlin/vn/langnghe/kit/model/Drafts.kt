package vn.langnghe.kit.model

import vn.langnghe.core.DraftView
import vn.langnghe.core.Failure
import vn.langnghe.kit.screen.Route

/**
 * The draft of a screen. If there is none any more, the person is led on: a process can be killed
 * between the moment that a report is submitted, or a draft thrown away, and the one in which the
 * way there is remembered.
 */
internal suspend fun Desk.draftAt(
    route: Route,
    draft: String,
): DraftView =
    try {
        phone.draft(draft)
    } catch (failure: Failure.Refused) {
        if (failure.code == "not_a_draft") navigator.home(Route.Saved(draft))
        throw failure
    } catch (failure: Failure.NotFound) {
        navigator.remove(route)
        throw failure
    }
