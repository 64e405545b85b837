package vn.langnghe.kit.scenario

import vn.langnghe.kit.screen.QuestionState
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.until

/*
 * What a category asks of its own: what the coordinator does about it, how the person answers, and
 * what is seen of that. Whoever reads a scenario reads what stands on a screen: a choice by its words.
 */

internal val ON_QUESTIONS =
    listOf(
        event("answer", "question", "values") { said ->
            val page = screens.page(phone.at())
            val asked = page.state.until { state -> state.questions.any { it.text == said.text("question") } }
            val question = asked.questions.first { it.text == said.text("question") }
            page.actions.answer(question.code, said.texts("values").map(question::given))
        },
        event("coordinator_asks", "category", "question", "kind", "english?", "required?", "choices?") { said ->
            val form =
                mapOf(
                    "vi" to said.text("question"),
                    "en" to said.textOrNone("english").orEmpty(),
                    "kind" to said.text("kind"),
                    "choices" to said.textsOrNone("choices").orEmpty().joinToString("\n"),
                )
            val required = if (said.flagOrNone("required") == true) mapOf("required" to "on") else emptyMap()
            coordinator.fillIn(questionsOf(said), "question", form + required)
        },
        event("coordinator_drops", "category", "question") { said ->
            coordinator.press(questionsOf(said), "no_question", said.text("question"))
        },
    )

/** Where a coordinator changes what a category asks. */
private fun questionsOf(said: Words) = "/console/settings/categories?edit=${said.text("category")}"

/** What is typed is given as it is; of what is chosen, its code. */
private fun QuestionState.given(shown: String) =
    if (choices.isEmpty()) shown else choices.first { (_, words) -> words == shown }.first

internal fun question(state: QuestionState): Map<String, Any?> {
    val words = state.choices.toMap()
    return mapOf(
        "text" to state.text,
        "kind" to state.kind.written(),
        "required" to state.required,
        "choices" to words.values,
        "values" to state.values.map { words[it] ?: it },
        "asked" to state.asked,
        "problem" to state.problem?.happened,
    )
}

/** What the officer reads of the answers of the report that the person opened or sent last. */
internal fun Person.desk(): Map<String, Any?> {
    val answers = officer.answersOn(caseOf(checkNotNull(about)))
    return mapOf("answers" to answers.map { (question, said) -> mapOf("question" to question, "said" to said) })
}
