package vn.langnghe.kit

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import vn.langnghe.kit.screen.AnswerKind
import vn.langnghe.kit.screen.AnswerView
import vn.langnghe.kit.screen.PageField
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.support.Officer
import vn.langnghe.kit.support.Running
import vn.langnghe.kit.support.Server
import vn.langnghe.kit.support.World
import vn.langnghe.kit.support.at
import vn.langnghe.kit.support.choosePlace
import vn.langnghe.kit.support.onAPhone
import vn.langnghe.kit.support.ready
import vn.langnghe.kit.support.reportUpToThePage
import vn.langnghe.kit.support.send
import vn.langnghe.kit.support.start
import vn.langnghe.kit.support.until

/** What a coordinator has a category ask, on a phone: against the real server. */
class QuestionsTest {
    private fun Officer.ask(
        category: String,
        words: String,
        kind: String,
        required: Boolean = false,
    ) = fillIn(
        "/console/settings/categories?edit=$category",
        "question",
        mapOf("vi" to words, "kind" to kind) + if (required) mapOf("required" to "on") else emptyMap(),
    )

    private suspend fun Running.report(
        id: String,
        condition: (ReportContent) -> Boolean,
    ) = screens.report(Route.Report(id)).state.ready({ it.content }, condition)

    /** A phone that has sent something: the catalogue comes with that. */
    private suspend fun World.phoneThatKnowsWhatIsAsked(server: Server): Running {
        val phone = handset(server.url).apply { agreed() }.start()
        phone.send()
        val saved = phone.screens.saved(phone.at())
        saved.state.until { it.ladder.rung == Rung.COMPLETE }
        saved.actions.done()
        phone.at<Route.Home>()
        return phone
    }

    private fun PageState.values(question: String) = questions.single { it.text == question }.values

    private fun PageState.code(question: String) = questions.single { it.text == question }.code

    @Test
    fun `a required answer is asked for beside its question, and all of them arrive with the report`() =
        onAPhone {
            val server = server()
            val coordinator = server.coordinator()
            coordinator.ask("road", "Rộng mấy mét?", "number", required = true)
            coordinator.ask("road", "Có đèn không?", "yes_no")
            val phone = phoneThatKnowsWhatIsAsked(server)
            phone.reportUpToThePage(category = "road")
            phone.choosePlace()
            val page = phone.screens.page(phone.at())
            val asked = page.state.until { it.questions.size == 2 }
            val kinds = asked.questions.map { it.kind to it.required }
            assertEquals(listOf(AnswerKind.NUMBER to true, AnswerKind.CHOICE to false), kinds)
            assertNull(asked.questions.first().problem)
            page.actions.send()
            val refused = page.state.until { PageField.ANSWERS in it.problems && !it.sending }
            assertEquals(listOf(true, false), refused.questions.map { it.problem != null })

            page.actions.answer(asked.code("Rộng mấy mét?"), listOf("2,5"))
            page.actions.answer(asked.code("Có đèn không?"), listOf("no"))
            page.state.until { state -> state.questions.none { it.problem != null } }
            // Another category asks nothing, and on the way back the answers are there.
            page.actions.changeCategory()
            phone.screens.category(phone.at()).actions.choose("dyke")
            page.state.until { it.questions.isEmpty() }
            page.actions.changeCategory()
            phone.screens.category(phone.at()).actions.choose("road")
            val back = page.state.until { it.questions.size == 2 }
            assertEquals(listOf("2,5"), back.values("Rộng mấy mét?"))
            page.actions.send()
            val sent = phone.at<Route.Saved>().report
            phone.screens.saved(phone.at()).actions.open()
            val shown = phone.report(sent) { it.ladder.rung == Rung.COMPLETE }
            val answers = listOf(AnswerView("Rộng mấy mét?", "2,5"), AnswerView("Có đèn không?", "Không"))
            assertEquals(answers, shown.answers)
            val read = server.officer().answersOn("/console/cases/$sent")
            assertEquals(answers.map { it.question to it.said }, read)
            phone.die()
        }

    @Test
    fun `the moment that a phone shows is an answer, and reaches the officer`() =
        onAPhone {
            val server = server()
            server.coordinator().ask("road", "Thấy từ lúc nào?", "moment", required = true)
            val phone = phoneThatKnowsWhatIsAsked(server)
            phone.reportUpToThePage(category = "road")
            phone.choosePlace()
            val page = phone.screens.page(phone.at())
            val asked = page.state.until { it.questions.size == 1 }.questions.single()
            assertEquals(AnswerKind.MOMENT to true, asked.kind to asked.required)
            page.actions.send()
            page.state.until { state -> state.questions.single().problem != null && !state.sending }
            page.actions.answerNow(asked.code)
            val answered = page.state.until { it.questions.single().problem == null }
            val (day, time) = answered.values("Thấy từ lúc nào?")
            page.actions.send()
            val sent = phone.at<Route.Saved>().report
            phone.screens.saved(phone.at()).actions.open()
            val shown = phone.report(sent) { it.ladder.rung == Rung.COMPLETE }
            assertEquals(listOf(AnswerView("Thấy từ lúc nào?", "$day $time")), shown.answers)
            val read = server.officer().answersOn("/console/cases/$sent")
            assertEquals(listOf("Thấy từ lúc nào?" to "$time, $day"), read)
            phone.die()
        }
}
