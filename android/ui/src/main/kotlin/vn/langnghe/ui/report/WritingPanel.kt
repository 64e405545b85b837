package vn.langnghe.ui.report

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.texts.Texts
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Field
import vn.langnghe.ui.parts.Panel
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.theme.Look

/** Where the person writes a reply, more of the report, why it isn't fixed, or a rating. */
@Composable
internal fun WritingPanel(
    writing: Writing,
    content: ReportContent,
    actions: ReportActions,
    onClose: () -> Unit,
) {
    val texts = LocalTexts.current
    var words by rememberSaveable(writing) { mutableStateOf("") }
    var stars by rememberSaveable(writing) { mutableIntStateOf(0) }
    val asks = asks(writing, content, texts.report)
    Panel(asks.title, onClose) {
        if (writing == Writing.RATE) Stars(stars) { stars = it }
        if (writing == Writing.REOPEN && content.status?.merged != null) {
            Text(texts.report.reopenMergedMore, style = Look.type.body)
        }
        Field(words, { words = it }, asks.field, lines = 3)
        QuietButton(texts.common.cancel, onClose, Modifier.fillMaxWidth(), colour = Look.palette.inkSoft)
        if (writing == Writing.REOPEN && content.hasRoom) {
            Reopening(enabled = words.isNotBlank()) { withPhotograph ->
                actions.reopen(words, withPhotograph)
                onClose()
            }
            return@Panel
        }
        StrongButton(
            texts.report.send,
            {
                when (writing) {
                    Writing.REPLY -> actions.reply(words)
                    Writing.ADD -> actions.addText(words)
                    Writing.REOPEN -> actions.reopen(words, withPhotograph = false)
                    Writing.RATE -> actions.rate(stars, words)
                }
                onClose()
            },
            sign = Signs.send,
            enabled = if (writing == Writing.RATE) stars > 0 else words.isNotBlank(),
        )
    }
}

/** What isn't fixed is best shown; who can't take a photograph says it in words. */
@Composable
private fun Reopening(
    enabled: Boolean,
    onReopen: (withPhotograph: Boolean) -> Unit,
) {
    val texts = LocalTexts.current.report
    QuietButton(texts.sendWithout, { onReopen(false) }, Modifier.fillMaxWidth(), Signs.send, enabled = enabled)
    StrongButton(texts.sendAndShow, { onReopen(true) }, sign = Signs.camera, enabled = enabled)
}

private class Asks(
    val title: String,
    val field: String,
)

@Composable
private fun asks(
    writing: Writing,
    content: ReportContent,
    texts: Texts.Report,
) = when (writing) {
    Writing.REPLY -> Asks(texts.reply, texts.replyField)
    Writing.ADD -> Asks(texts.addText, texts.addField)
    Writing.REOPEN -> Asks(content.reopen(), texts.reopenField)
    Writing.RATE -> Asks(texts.rate, texts.rateField)
}

/** One to five. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Stars(
    given: Int,
    onGive: (Int) -> Unit,
) {
    val texts = LocalTexts.current.report
    FlowRow(Modifier.fillMaxWidth().selectableGroup(), Arrangement.SpaceBetween) {
        for (n in 1..MOST) {
            val label = texts.stars(n = "$n")
            Sign(
                if (n <=
                    given
                ) {
                    Signs.starFull
                } else {
                    Signs.star
                },
                Modifier.selectable(n == given, role = Role.RadioButton) { onGive(n) }.semantics {
                    contentDescription =
                        label
                },
                size = 48.dp,
                tint = if (n <= given) Look.palette.cham else Look.palette.edge,
            )
        }
    }
    if (given > 0) Text(texts.stars(n = "$given"), style = Look.type.smallStrong)
}

private const val MOST = 5
