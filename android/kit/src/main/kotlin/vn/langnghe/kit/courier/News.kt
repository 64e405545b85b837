package vn.langnghe.kit.courier

import vn.langnghe.core.NewsView
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.words.Wording

/*
 * What a person doesn't know yet about their reports, in words. What that is decides the core.
 */

/** News in words, of which only that there is some is for everybody's eyes. */
internal fun Wording.notice(
    report: String,
    category: String,
    news: NewsView,
): NewsNotice =
    with(texts.kit) {
        val (what, text) =
            when (news) {
                is NewsView.Answer -> newsAnswer to news.text
                is NewsView.Question -> newsQuestion to news.why.orEmpty()
                is NewsView.Paused -> newsPaused to news.reason
                is NewsView.Unit -> newsUnit to unit(news)
                is NewsView.Status -> invoke(news.words) to news.why.orEmpty()
                is NewsView.Followed -> followed(invoke(news.words)) to news.reference
            }
        NewsNotice(report, newsOnLockScreen, newsTitle(category, what), text)
    }

private fun Wording.unit(news: NewsView.Unit): String {
    val unit = invoke(news.unit)
    return news.why?.let { why -> texts.kit.newsUnitWhy(unit, why) } ?: unit
}
