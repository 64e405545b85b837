package vn.langnghe.ui.report

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.MergedView
import vn.langnghe.kit.screen.OutcomeView
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.StatusView
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.theme.Look

/*
 * What the unit says of the case, and what it asks.
 */

/** What the unit asks, with the answer as the one strong action. */
@Composable
internal fun AskedQuestion(
    question: String?,
    onWrite: (Writing) -> Unit,
) {
    val texts = LocalTexts.current.report
    Asking(texts.asked) {
        question?.let { Text(it, style = Look.type.body) }
        StrongButton(texts.reply, { onWrite(Writing.REPLY) }, sign = Signs.words)
    }
}

/** *Đã xong* or *Chưa xong*: only the person who lives there can say, and until when. */
@Composable
internal fun FixedQuestion(
    content: ReportContent,
    actions: ReportActions,
    onWrite: (Writing) -> Unit,
) {
    val texts = LocalTexts.current.report
    Asking(texts.fixedQuestion) {
        content.answerBy?.let { Text(texts.answerBy(at = it), style = Look.type.body) }
        StrongButton(texts.confirm, actions::confirm, sign = Signs.check)
        if (ReportAction.REOPEN in content.can) {
            QuietButton(
                content.reopen(),
                { onWrite(Writing.REOPEN) },
                Modifier.fillMaxWidth(),
                sign = Signs.reopen,
                colour = Look.palette.ink,
            )
        }
    }
}

/** *Chưa xong*; of a report that goes on elsewhere, for this person. */
@Composable
internal fun ReportContent.reopen(): String {
    val texts = LocalTexts.current.report
    return if (status?.merged == null) texts.reopen else texts.reopenMerged
}

/** Something that waits for the person. */
@Composable
private fun Asking(
    title: String,
    content: @Composable () -> Unit,
) {
    Surface(Modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = Look.palette.hoeSoft) {
        Column(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp)) {
            Heading(title)
            content()
        }
    }
}

/** What there is to know beside the status: where it belongs or goes on, why it stands still, how pressing it is. */
@Composable
internal fun Circumstances(
    status: StatusView,
    modifier: Modifier = Modifier,
) {
    val texts = LocalTexts.current.report
    val merged = status.merged
    val facts =
        listOfNotNull(
            status.belongs?.let { Signs.office to texts.belongs(place = it) },
            merged?.let { Signs.gallery to merged(it) },
            status.pause?.let { Signs.clock to it },
            status.level?.let { Signs.attention to lines(texts.level(level = it.words), it.reason) },
            texts.unanswered.takeIf { status.unanswered }?.let { Signs.clock to it },
        )
    if (facts.isEmpty()) return
    Column(modifier, Arrangement.spacedBy(10.dp)) {
        facts.forEach { (sign, text) -> Fact(sign, text) }
    }
}

@Composable
private fun merged(merged: MergedView): String {
    val texts = LocalTexts.current.report
    val standing = merged.status?.let { texts.mergedStanding(status = it) }.orEmpty()
    val more = if (merged.agreed) texts.mergedAgreed else texts.mergedMore
    return lines(texts.merged(reference = merged.reference.breakable()), standing, more)
}

/** What was done, why it had come to this, whether it will last; and why nothing of it is shown, if so. */
@Composable
internal fun Outcome(outcome: OutcomeView) {
    val texts = LocalTexts.current.report
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        Heading(texts.outcome)
        Fact(Signs.check, outcome.remedy)
        // What the office has erased since is empty.
        outcome.cause.ifEmpty { null }?.let { Fact(Signs.search, texts.cause(cause = it)) }
        outcome.withoutPhotograph?.ifEmpty { null }?.let { Fact(Signs.picture, texts.withoutPhotograph(why = it)) }
    }
}

private fun lines(vararg lines: String) = lines.filter(String::isNotEmpty).joinToString("\n")
