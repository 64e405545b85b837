package vn.langnghe.kit.words

import vn.langnghe.core.AnsweredView
import vn.langnghe.core.AskedView
import vn.langnghe.core.QuestionKindName
import vn.langnghe.core.QuestionView
import vn.langnghe.kit.screen.AnswerKind
import vn.langnghe.kit.screen.AnswerView
import vn.langnghe.kit.screen.QuestionState

/*
 * What a category asks of its own, as screens show it, and what is answered, as the core keeps it.
 */

private const val YES = "yes"
private const val NO = "no"

internal fun QuestionKindName.answerKind(): AnswerKind =
    when (this) {
        QuestionKindName.TEXT -> AnswerKind.TEXT
        QuestionKindName.LINE -> AnswerKind.LINE
        QuestionKindName.NUMBER -> AnswerKind.NUMBER
        QuestionKindName.MOMENT -> AnswerKind.MOMENT
        QuestionKindName.YES_NO, QuestionKindName.CHOICE -> AnswerKind.CHOICE
        QuestionKindName.CHOICES -> AnswerKind.CHOICES
    }

/**
 * @param typed what was typed here, which is newer than what the core has; none if nothing was.
 * @param tried whether it is said what is wrong.
 */
internal fun Wording.question(
    asked: AskedView,
    typed: List<String>?,
    tried: Boolean,
    dates: Dates,
): QuestionState =
    with(asked.question) {
        QuestionState(
            code = code,
            text = invoke(text),
            kind = kind.answerKind(),
            required = required,
            choices = choices(this),
            values = typed ?: shown(kind, asked.values, dates),
            asked = asked.isAsked,
            problem = asked.problem?.takeIf { tried }?.let { notice(it.guidance) },
        )
    }

private fun Wording.choices(question: QuestionView): List<Pair<String, String>> =
    when (question.kind) {
        QuestionKindName.YES_NO -> listOf(YES to texts.page.answerYes, NO to texts.page.answerNo)
        else -> question.choices.map { it.code to invoke(it.text) }
    }

/** An answer as the core keeps it, from what a person sees of it. */
internal fun kept(
    kind: QuestionKindName,
    values: List<String>,
    dates: Dates,
): List<String> {
    if (values.all(String::isBlank)) return emptyList()
    if (kind != QuestionKindName.MOMENT) return values
    val (day, time) = values.first() to values.getOrElse(1) { "" }
    // What isn't a moment yet is kept as it was typed, and the core says that it isn't.
    return listOf(dates.written(day, time) ?: "$day $time")
}

private fun shown(
    kind: QuestionKindName,
    values: List<String>,
    dates: Dates,
): List<String> {
    val value = values.singleOrNull()
    if (kind != QuestionKindName.MOMENT || value == null) return values
    val moment = dates.read(value)
    return if (moment == null) value.split(' ', limit = 2) else listOf(dates.day(moment), dates.time(moment))
}

/** What was answered, on the report's own page. */
internal fun Wording.answer(
    answered: AnsweredView,
    dates: Dates,
): AnswerView {
    val isMoment = answered.question.kind == QuestionKindName.MOMENT
    val moment = answered.values.singleOrNull()?.takeIf { isMoment }?.let(dates::read)
    val said = moment?.let(dates::moment) ?: answered.said.joinToString(", ") { invoke(it) }
    return AnswerView(invoke(answered.question.text), said)
}
