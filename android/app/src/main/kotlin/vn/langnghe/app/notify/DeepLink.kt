package vn.langnghe.app.notify

import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import vn.langnghe.app.MainActivity
import java.util.UUID

/**
 * Links into the app: `langnghe://report/<id>`.
 *
 * Anybody's app or page can hand us one, so a link only ever *shows*; and what isn't exactly a
 * report's id is no link at all.
 */
object DeepLink {
    private const val SCHEME = "langnghe"
    private const val REPORT = "report"

    /** The link to a report. */
    fun toReport(id: String): Uri =
        Uri
            .Builder()
            .scheme(SCHEME)
            .authority(REPORT)
            .appendPath(id)
            .build()

    /** The report that an intent leads to; none if it leads to no report. */
    fun reportIn(intent: Intent?): String? {
        val link = intent?.data ?: return null
        val id = link.pathSegments.singleOrNull()
        val leadsToReport = link.scheme == SCHEME && link.authority == REPORT
        return id?.takeIf { leadsToReport && it.isReportId() }
    }

    /** What a notification does when it is tapped: opens the app, at the report if there is one. */
    internal fun whenTapped(
        context: Context,
        report: String? = null,
    ): PendingIntent {
        val open =
            Intent(context, MainActivity::class.java)
                .setAction(Intent.ACTION_VIEW)
                .setData(report?.let(::toReport))
                .addFlags(Intent.FLAG_ACTIVITY_SINGLE_TOP or Intent.FLAG_ACTIVITY_CLEAR_TOP)
        return PendingIntent.getActivity(
            context,
            0,
            open,
            PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
        )
    }

    // The JDK takes short forms too; an id has one form only.
    private fun String.isReportId(): Boolean =
        try {
            UUID.fromString(this).toString() == this
        } catch (_: IllegalArgumentException) {
            false
        }
}
