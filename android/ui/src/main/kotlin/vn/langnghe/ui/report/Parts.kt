package vn.langnghe.ui.report

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Ask
import vn.langnghe.ui.parts.Beside
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.theme.Look

/** What was reported: photographs, words, place, and what stays hidden. */
@Composable
internal fun What(content: ReportContent) {
    val texts = LocalTexts.current.report
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Heading(texts.what)
        BeforeAndAfter(content)
        if (content.text.isNotEmpty()) Text(content.text, style = Look.type.body)
        content.answers.forEach { Fact(Signs.check, texts.answer(question = it.question, said = it.said)) }
        Fact(Signs.pin, listOf(content.where, content.detail).filter(String::isNotEmpty).joinToString("\n"))
        Fact(Signs.clock, texts.noticed(at = content.noticedAt))
        if (content.nameHidden) Fact(Signs.hidden, texts.nameHidden)
        content.reference?.let { Fact(Signs.words, texts.reference(reference = it.breakable())) }
    }
}

/** A reference is long: it may go on in a new line after each of its dashes. */
internal fun String.breakable() = replace("-", "-\u200B")

/** A sign, and what there is to know. */
@Composable
internal fun Fact(
    sign: ImageVector,
    text: String,
) {
    Beside(
        { Sign(sign, Modifier.padding(top = 2.dp), size = 20.dp, tint = Look.palette.inkSoft) },
        Modifier.semantics(mergeDescendants = true) {},
        gap = 10.dp,
    ) { Text(text, it, style = Look.type.body) }
}

/** Words that have not left the phone. */
@Composable
internal fun Pending(pending: List<String>) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Heading(LocalTexts.current.report.pending)
        pending.forEach { Fact(Signs.clock, it) }
    }
}

/** What else can be done now. */
@Composable
internal fun MoreActions(
    content: ReportContent,
    actions: ReportActions,
    onWrite: (Writing) -> Unit,
) {
    val texts = LocalTexts.current.report
    var withdrawing by rememberSaveable { mutableStateOf(false) }
    val wide = Modifier.fillMaxWidth()

    @Composable
    fun offer(
        action: ReportAction,
        text: String,
        sign: ImageVector,
        onClick: () -> Unit,
    ) {
        if (action in content.can) QuietButton(text, onClick, wide, sign)
    }
    // What is asked for above isn't offered a second time.
    if (content.status?.asked != true) offer(ReportAction.REPLY, texts.reply, Signs.words) { onWrite(Writing.REPLY) }
    offer(ReportAction.ADD_TEXT, texts.addText, Signs.edit) { onWrite(Writing.ADD) }
    offer(ReportAction.ADD_PHOTOGRAPH, texts.addPhotograph, Signs.camera, actions::addPhotograph)
    if (ReportAction.CONFIRM !in content.can) {
        offer(ReportAction.REOPEN, content.reopen(), Signs.reopen) { onWrite(Writing.REOPEN) }
    }
    offer(ReportAction.RATE, texts.rate, Signs.star) { onWrite(Writing.RATE) }
    if (ReportAction.WITHDRAW in content.can) {
        QuietButton(texts.withdraw, { withdrawing = true }, wide, Signs.bin, Look.palette.inkSoft)
    }
    if (withdrawing) {
        Ask(
            texts.withdrawTitle,
            if (content.status?.merged == null) texts.withdrawBody else texts.withdrawMergedBody,
            texts.withdraw,
            onYes = {
                withdrawing = false
                actions.withdraw()
            },
            onNo = { withdrawing = false },
        )
    }
}
