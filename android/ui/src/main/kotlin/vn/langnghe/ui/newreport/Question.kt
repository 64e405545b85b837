package vn.langnghe.ui.newreport

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.AnswerKind
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.QuestionState
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.CheckRow
import vn.langnghe.ui.parts.Choices
import vn.langnghe.ui.parts.Field
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.theme.Look

/*
 * What a category asks of its own. Whether it must be answered is said in words, and what is wrong
 * with an answer right below it.
 */

@Composable
internal fun Question(
    question: QuestionState,
    actions: PageActions,
) {
    Column(
        Modifier.fillMaxWidth().semantics { isTraversalGroup = true },
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        when {
            question.asked -> Answer(question) { actions.answer(question.code, it) }
            else -> Dropped(question) { actions.answer(question.code, emptyList()) }
        }
        if (question.asked && question.kind == AnswerKind.MOMENT && question.values.isEmpty()) {
            val now = LocalTexts.current.page.answerNow
            QuietButton(now, { actions.answerNow(question.code) }, Modifier.fillMaxWidth(), sign = Signs.clock)
        }
        question.problem?.let { NoticeCard(it) }
    }
}

@Composable
private fun Answer(
    question: QuestionState,
    onAnswer: (List<String>) -> Unit,
) {
    when (question.kind) {
        AnswerKind.TEXT -> Typed(question, onAnswer, lines = 3)
        AnswerKind.LINE -> Typed(question, onAnswer)
        AnswerKind.NUMBER -> Typed(question, onAnswer, keyboard = KeyboardType.Decimal)
        AnswerKind.MOMENT -> Moment(question, onAnswer)
        AnswerKind.CHOICE -> One(question, onAnswer)
        AnswerKind.CHOICES -> Several(question, onAnswer)
    }
}

@Composable
private fun Typed(
    question: QuestionState,
    onAnswer: (List<String>) -> Unit,
    lines: Int = 1,
    keyboard: KeyboardType = KeyboardType.Text,
) {
    val typed = question.values.firstOrNull().orEmpty()
    Field(typed, { onAnswer(listOf(it)) }, question.name(), lines = lines, keyboard = keyboard)
}

/** A day and a time, typed: no calendar to leaf through fits a small phone with large text. */
@Composable
private fun Moment(
    question: QuestionState,
    onAnswer: (List<String>) -> Unit,
) {
    val texts = LocalTexts.current.page
    val day = question.values.firstOrNull().orEmpty()
    val time = question.values.getOrElse(1) { "" }
    Name(question)
    Field(day, { onAnswer(listOf(it, time)) }, texts.answerDay, hint = texts.answerDayHint)
    Field(time, { onAnswer(listOf(day, it)) }, texts.answerTime, hint = texts.answerTimeHint)
}

@Composable
private fun One(
    question: QuestionState,
    onAnswer: (List<String>) -> Unit,
) {
    Name(question)
    val all: List<Pair<String?, String>> = question.choices
    Choices(
        all,
        question.values.firstOrNull(),
        { onAnswer(listOfNotNull(it)) },
        Modifier.spokenAs(question.name()),
    )
    // A round button can't be let go of by itself.
    if (!question.required && question.values.isNotEmpty()) TakeBack { onAnswer(emptyList()) }
}

@Composable
private fun Several(
    question: QuestionState,
    onAnswer: (List<String>) -> Unit,
) {
    Name(question)
    Column(Modifier.spokenAs(question.name())) {
        question.choices.forEach { (code, name) ->
            val chosen = code in question.values
            val others = question.values - code
            CheckRow(name, chosen, { onAnswer(if (it) others + code else others) }, style = Look.type.body)
        }
    }
}

/** An answer to what isn't asked any more: it stays, unless it is taken back. */
@Composable
private fun Dropped(
    question: QuestionState,
    onTakeBack: () -> Unit,
) {
    val said = question.values.map { value -> question.choices.toMap()[value] ?: value }
    Column(Modifier.semantics(mergeDescendants = true) {}) {
        Text(question.text, style = Look.type.smallStrong)
        Text(said.joinToString(", "), style = Look.type.body)
        Text(LocalTexts.current.page.answerDropped, color = Look.palette.inkSoft, style = Look.type.small)
    }
    TakeBack(onTakeBack)
}

@Composable
private fun TakeBack(onTakeBack: () -> Unit) {
    val text = LocalTexts.current.page.answerBack
    QuietButton(text, onTakeBack, Modifier.fillMaxWidth(), sign = Signs.close, colour = Look.palette.inkSoft)
}

@Composable
private fun Name(question: QuestionState) = Text(question.name(), style = Look.type.smallStrong)

/** What is asked, and whether it must be answered. */
@Composable
private fun QuestionState.name(): String {
    val texts = LocalTexts.current.page
    return if (required) texts.answerRequired(question = text) else texts.answerOptional(question = text)
}

/** What belongs together is announced by what it answers. */
private fun Modifier.spokenAs(name: String) = semantics { contentDescription = name }
