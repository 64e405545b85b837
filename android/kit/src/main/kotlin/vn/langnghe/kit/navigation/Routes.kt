package vn.langnghe.kit.navigation

import vn.langnghe.kit.screen.Route
import java.net.URI
import java.net.URISyntaxException

/** An id as the core makes them. Nothing else is ever looked for in the store. */
private val ID = Regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

private const val SCHEME = "langnghe"
private const val REPORT = "report"

/** A route as a string. */
internal fun Route.saved(): String =
    when (this) {
        Route.Welcome -> "welcome"
        Route.Home -> "home"
        Route.Settings -> "settings"
        is Route.Camera -> report?.let { "camera/$it" } ?: "camera"
        is Route.Category -> "category/$draft"
        is Route.Page -> "page/$draft"
        is Route.Place -> "place/$draft"
        is Route.Saved -> "saved/$report"
        is Route.Report -> "report/$report"
    }

/** The route that was saved as this string; none if it says nothing that is understood. */
internal fun routeOf(saved: String): Route? {
    val id = saved.substringAfter('/', "").takeIf(ID::matches)
    return when (if (id == null) saved else saved.substringBefore('/')) {
        "welcome" -> Route.Welcome
        "home" -> Route.Home
        "settings" -> Route.Settings
        "camera" -> Route.Camera(id)
        "category" -> id?.let(Route::Category)
        "page" -> id?.let(Route::Page)
        "place" -> id?.let(Route::Place)
        "saved" -> id?.let(Route::Saved)
        "report" -> id?.let(Route::Report)
        else -> null
    }
}

/** Addresses that lead into the app from outside it: from its notifications, for a start. */
object DeepLink {
    /** The address of a report. */
    fun to(report: String): String = "$SCHEME://$REPORT/$report"

    /** Where an address leads; none if it isn't one of ours. Anybody can send one: it may only show. */
    fun route(address: String): Route.Report? {
        val uri =
            try {
                URI(address)
            } catch (_: URISyntaxException) {
                return null
            }
        val leadsToReport = uri.scheme == SCHEME && uri.authority == REPORT
        val id = uri.rawPath?.removePrefix("/")?.takeIf(ID::matches)
        return if (leadsToReport) id?.let(Route::Report) else null
    }
}
