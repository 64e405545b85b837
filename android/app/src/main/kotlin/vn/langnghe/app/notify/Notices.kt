package vn.langnghe.app.notify

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Notification
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.os.Build
import androidx.core.app.NotificationChannelCompat
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import androidx.core.content.ContextCompat
import vn.langnghe.app.R
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.port.UnsentNotice

/**
 * What the app tells while nobody looks at it: answers, and that something still waits to be sent.
 *
 * On a locked screen, which lies on tables and is read by neighbours, each says only that there is
 * something, unless the person has told Android to hide nothing there. Without the permission to
 * notify nothing is shown, and nothing else changes.
 */
class Notices(
    private val context: Context,
) {
    private val manager = NotificationManagerCompat.from(context)

    /** Makes the channels, or gives them names in the language of now. */
    fun prepareChannels() {
        manager.createNotificationChannelsCompat(
            listOf(
                channel(ANSWERS, NotificationManagerCompat.IMPORTANCE_DEFAULT, R.string.channel_answers),
                // Silent: it is there to be seen, not to be heard.
                channel(UNSENT, NotificationManagerCompat.IMPORTANCE_LOW, R.string.channel_unsent),
            ),
        )
    }

    /** Shows what is new about a report, in the place of what was shown of it before. */
    fun showNews(news: NewsNotice) {
        val notification =
            draft(ANSWERS, news.title)
                .setContentText(news.text)
                .setStyle(NotificationCompat.BigTextStyle().bigText(news.text))
                .setContentIntent(DeepLink.whenTapped(context, news.report))
                .setPublicVersion(draft(ANSWERS, news.onLockScreen).build())
                .setAutoCancel(true)
                .build()
        post(news.report, ANSWER_ID, notification)
    }

    /** Takes it away, because the person has seen the report. */
    fun newsSeen(report: String) = manager.cancel(report, ANSWER_ID)

    /** Shows that reports wait to be sent, for as long as there are any. */
    fun showUnsent(notice: UnsentNotice?) {
        if (notice == null) manager.cancel(UNSENT_ID) else post(null, UNSENT_ID, unsent(notice))
    }

    /** That something is being sent: Android 11 and older wants to see it while it lasts. */
    internal fun sending(): Notification =
        unsent(UnsentNotice(context.getString(R.string.sending_title), context.getString(R.string.sending_text)))

    private fun unsent(notice: UnsentNotice): Notification =
        draft(UNSENT, notice.title)
            .setContentText(notice.text)
            .setContentIntent(DeepLink.whenTapped(context))
            .setPublicVersion(draft(UNSENT, context.getString(R.string.unsent_public)).build())
            // Stays until the work is gone, not until it is swiped at.
            .setOngoing(true)
            .setOnlyAlertOnce(true)
            .build()

    private fun draft(
        channel: String,
        title: String,
    ) = NotificationCompat
        .Builder(context, channel)
        .setSmallIcon(R.drawable.ic_notice)
        .setColor(ContextCompat.getColor(context, R.color.brand))
        .setContentTitle(title)
        .setVisibility(NotificationCompat.VISIBILITY_PRIVATE)

    private fun post(
        tag: String?,
        id: Int,
        notification: Notification,
    ) {
        if (mayPost()) manager.notify(tag, id, notification)
    }

    private fun mayPost(): Boolean =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
            ContextCompat.checkSelfPermission(context, POST_NOTIFICATIONS) == PERMISSION_GRANTED

    private fun channel(
        id: String,
        importance: Int,
        name: Int,
    ) = NotificationChannelCompat.Builder(id, importance).setName(context.getString(name)).build()

    internal companion object {
        const val ANSWERS = "answers"
        const val UNSENT = "unsent"
        const val ANSWER_ID = 1
        const val UNSENT_ID = 2

        /** Another than that of what is unsent: Android takes it away with the worker, which may have failed. */
        const val SENDING_ID = 3
    }
}
