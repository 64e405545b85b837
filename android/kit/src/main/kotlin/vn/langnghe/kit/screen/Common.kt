package vn.langnghe.kit.screen

/*
 * What the screens show, and what can be done on them.
 *
 * Each screen has a state, an immutable value that says everything about it, and an interface of
 * the things that a person can do there. Screens are drawn from the one and call the other; they
 * know neither the core nor the platform. Every text in a state is in the person's language
 * already: it comes from the core's catalogues. What a screen says of itself it takes from the
 * texts of the screens.
 */

/** Something that is read from the phone's store before it can be shown. */
sealed interface Loaded<out T> {
    /** It is being read. */
    data object Loading : Loaded<Nothing>

    /** Here it is. */
    data class Ready<T>(
        val value: T,
    ) : Loaded<T>

    /** It can't be read; the notice says why and what to do. */
    data class Failed(
        val notice: Notice,
    ) : Loaded<Nothing>
}

/** What happened, what of it is safe, and what to do: one sentence each; empty where there is none. */
data class Notice(
    val happened: String,
    val safe: String = "",
    val wayOut: String = "",
)

/** A photograph in the store, by which its pixels are asked for. */
data class PictureRef(
    val id: Long,
    val width: Int,
    val height: Int,
)

/** How the phone reaches the world. */
enum class Link {
    /** There is no network. */
    OFFLINE,

    /** A network that costs by the byte. */
    METERED,

    /** A network that costs nothing more. */
    FREE,
}

/** A number to dial. */
data class EmergencyNumber(
    val number: String,
    val name: String,
)

/** A category, as a picture that is tapped. */
data class CategoryTile(
    /** Also the name of its picture. */
    val code: String,
    val name: String,
    /** Whether a call may be needed before a report. */
    val dangerous: Boolean,
)

/** How far a report has come on its way to the server. */
data class Ladder(
    val rung: Rung,
    /** The rung in words, numbers filled in. */
    val words: String,
    val photosSent: Int,
    val photosTotal: Int,
    /** How much of the photograph that is leaving right now has left, from 0 to 1. */
    val progress: Float? = null,
    /** The last step: the commune has taken the case, or is past that. */
    val accepted: Boolean = false,
)

/** The rungs, from the bottom. [PARKED] and [WITHDRAWN] stand beside the ladder. */
enum class Rung { DRAFT, WAITING, SENDING, TEXT_RECEIVED, COMPLETE, PARKED, WITHDRAWN }

/** Where a person can be. Only ids are in it, so that it can be saved and found again. */
sealed interface Route {
    /** First start: what this is, and the consent. */
    data object Welcome : Route

    data object Home : Route

    /** The camera; [report] is the draft or report that gets another photograph, none for a new draft. */
    data class Camera(
        val report: String? = null,
    ) : Route

    data class Category(
        val draft: String,
    ) : Route

    /** The one page of a draft. */
    data class Page(
        val draft: String,
    ) : Route

    /** Choosing a place by name or on the map. */
    data class Place(
        val draft: String,
    ) : Route

    /** *Đã lưu an toàn.* */
    data class Saved(
        val report: String,
    ) : Route

    data class Report(
        val report: String,
    ) : Route

    data object Settings : Route
}
