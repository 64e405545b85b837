package vn.langnghe.app.platform

import vn.langnghe.app.notify.Notices
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.port.Notifications
import vn.langnghe.kit.port.UnsentNotice

/** What the courier tells, as Android shows it. */
class AndroidNotifications(
    private val notices: Notices,
) : Notifications {
    override fun tell(news: NewsNotice) = notices.showNews(news)

    override fun withdraw(report: String) = notices.newsSeen(report)

    override fun unsent(notice: UnsentNotice?) = notices.showUnsent(notice)
}
