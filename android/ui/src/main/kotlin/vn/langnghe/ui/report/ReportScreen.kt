package vn.langnghe.ui.report

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.ReportState
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Banner
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.Waiting

/*
 * A report, from top to bottom: what needs the person, how it stands, what was reported, what has
 * happened since, and what else can be done.
 */

/** What the person is writing; a rotation doesn't lose it. */
internal enum class Writing { REPLY, ADD, REOPEN, RATE }

@Composable
fun ReportScreen(
    state: ReportState,
    actions: ReportActions,
) {
    val texts = LocalTexts.current
    var writing by rememberSaveable { mutableStateOf<Writing?>(null) }
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    val title = (state.content as? Loaded.Ready)?.value?.title ?: texts.report.title
    Frame(title, actions::back) {
        if (state.link == Link.OFFLINE) Banner(texts.report.offline, Signs.noSignal)
        state.notice?.let {
            NoticeCard(it) { QuietButton(texts.common.understood, actions::dismissNotice) }
        }
        when (val content = state.content) {
            is Loaded.Loading -> {
                Waiting(texts.report.loading)
            }

            is Loaded.Failed -> {
                NoticeCard(content.notice) {
                    QuietButton(texts.common.retry, actions::reload, sign = Signs.again)
                }
            }

            is Loaded.Ready -> {
                Content(content.value, actions) { writing = it }
            }
        }
    }
    val content = (state.content as? Loaded.Ready)?.value ?: return
    writing?.let { WritingPanel(it, content, actions) { writing = null } }
}

@Composable
private fun ColumnScope.Content(
    content: ReportContent,
    actions: ReportActions,
    onWrite: (Writing) -> Unit,
) {
    val texts = LocalTexts.current.report
    if (content.stale) Banner(texts.stale, Signs.clock)
    content.parked.forEach { ParkedCard(it, actions) }
    if (content.status?.asked == true && ReportAction.REPLY in content.can) {
        AskedQuestion(content.status?.reason, onWrite)
    }
    if (ReportAction.CONFIRM in content.can) FixedQuestion(content, actions, onWrite)
    Standing(content)
    content.outcome?.let { Outcome(it) }
    content.rating?.let { Rated(it) }
    if (content.clocks.isNotEmpty()) Clocks(content.clocks)
    What(content)
    if (content.timeline.isNotEmpty()) Timeline(content.timeline)
    if (content.pending.isNotEmpty()) Pending(content.pending)
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        MoreActions(content, actions, onWrite)
    }
}
