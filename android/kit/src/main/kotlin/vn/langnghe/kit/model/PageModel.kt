package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.langnghe.core.AnswerChange
import vn.langnghe.core.DraftChange
import vn.langnghe.core.Failure
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.wantNotifications
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.kept
import vn.langnghe.kit.words.notice
import java.time.Duration
import kotlin.time.toJavaDuration

/**
 * The one page of a draft. Everything on it is in the store as soon as it is there: words shortly
 * after they are typed, and before anything else is done with the page.
 */
internal class PageModel(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val at: Route.Page,
) : PageActions {
    private val draft =
        Reading(scope, desk.changesOf(at.draft)) { Draft(desk.draftAt(at, at.draft), desk.catalogue()) }
    private val doing = MutableStateFlow(Doing())
    private val text = typed<String> { desk.phone.changeDraft(at.draft, DraftChange(text = it)) }
    private val detail = typed<String> { desk.phone.changeDraft(at.draft, DraftChange(detail = it)) }
    private val answers = typed(::keepAnswers)

    val state: StateFlow<PageState> =
        combine(
            draft.value,
            shown(scope, words(), answers.text, doing) { (text, detail), answers, doing ->
                Written(text, detail, answers.orEmpty(), doing)
            },
            desk.wording,
            shown(scope, desk.platform.network.link, desk.remembered, ::Pair),
            desk.search.progress,
        ) { draft, written, wording, (link, remembered), search ->
            wording.page(at.draft, draft, written, around(link, remembered.photosOnWifiOnly, search))
        }.stateIn(scope, SharingStarted.Eagerly, first())

    init {
        scope.launch { draft.value.collect { read -> read.valueOrNull?.let(::lookForPlace) } }
    }

    override fun addPhotograph() = leaveFor(Route.Camera(at.draft))

    override fun removePhotograph(picture: PictureRef) {
        act {
            desk.phone.removePhotograph(picture.id)
            draft.again()
        }
    }

    override fun changeCategory() =
        leaveFor(Route.Category(at.draft)) {
            // Another category asks other things; what fits comes along in the core.
            answers.forget()
        }

    override fun answer(
        question: String,
        values: List<String>,
    ) = answers.write(answers.text.value.orEmpty() + (question to values))

    override fun answerNow(question: String) {
        val now = desk.platform.clock.instant()
        answer(question, listOf(desk.dates.day(now), desk.dates.time(now)))
    }

    override fun choosePlace() = leaveFor(Route.Place(at.draft))

    override fun locate() = desk.search.start(at.draft, onPurpose = true)

    override fun write(text: String) = this.text.write(text)

    override fun describePlace(detail: String) = this.detail.write(detail)

    override fun hideName(hidden: Boolean) {
        act { desk.phone.changeDraft(at.draft, DraftChange(nameHidden = hidden)) }
    }

    override fun photosOnWifiOnly(only: Boolean) =
        desk.platform.preferences.put(Remembered.Key.WIFI_ONLY, only.toString())

    override fun call(number: String) = desk.platform.dialer.dial(number)

    override fun send() {
        if (doing.value.sending) return
        doing.update { it.copy(sending = true, tried = true) }
        act {
            flush()
            try {
                desk.phone.submit(at.draft)
            } catch (_: Failure.Incomplete) {
                // The page shows, field by field, what the core says of the draft.
                draft.again()
                return@act
            }
            desk.platform.preferences.wantNotifications()
            desk.submitted()
            if (at in desk.navigator) desk.navigator.home(Route.Saved(at.draft))
        }.invokeOnCompletion { doing.update { it.copy(sending = false) } }
    }

    override fun discard() {
        act {
            desk.phone.discardDraft(at.draft)
            desk.navigator.home()
        }
    }

    override fun back() {
        act {
            try {
                flush()
            } catch (failure: Failure) {
                // Once it was said that the last words can't be kept, a person may go all the same.
                if (doing.value.problem == null) throw failure
            }
            desk.navigator.backFrom(at)
        }
    }

    /** Returns when all that was typed is on the disk. */
    suspend fun flush() {
        text.flush()
        detail.flush()
        answers.flush()
    }

    private fun words() = shown(scope, text.text, detail.text, ::Pair)

    private suspend fun keepAnswers(answers: Map<String, List<String>>) {
        val kinds = desk.phone.draft(at.draft).questions.associate { it.question.code to it.question.kind }
        val changes =
            answers.mapNotNull { (question, values) ->
                kinds[question]?.let { AnswerChange(question, kept(it, values, desk.dates)) }
            }
        desk.phone.changeDraft(at.draft, DraftChange(answers = changes))
    }

    private fun leaveFor(
        route: Route,
        leaving: () -> Unit = {},
    ) {
        act {
            flush()
            leaving()
            if (desk.navigator.top == at) desk.navigator.go(route)
        }
    }

    /**
     * A draft that has no place and was begun just now, right here, looks for one by itself: after
     * the process was killed, too. One that is found again at home must not be put there.
     */
    private fun lookForPlace(draft: Draft) {
        val search = desk.search.progress.value
        val age = Duration.between(draft.view.noticedAt, desk.platform.clock.instant())
        val isHere = age < desk.patience.stillThere.toJavaDuration()
        val hasNone = draft.view.place.whereabouts == WhereaboutsView.Unknown && draft.view.place.point == null
        if (hasNone && isHere && search.draft != at.draft) desk.search.start(at.draft)
    }

    private fun act(act: suspend () -> Unit) = desk.act(::failed, act)

    private fun failed(failure: Failure) = doing.update { it.copy(problem = { notice(failure) }) }

    private fun <T : Any> typed(save: suspend (T) -> Unit) = Typed(desk.acts, desk.patience.typing, ::failed, save)

    private fun first(): PageState {
        val around =
            around(desk.platform.network.link.value, desk.remembered.value.photosOnWifiOnly, desk.search.progress.value)
        return desk.wording.value.page(at.draft, Read.Loading, Written(null, null, emptyMap(), Doing()), around)
    }

    private fun around(
        link: Link,
        photosOnWifiOnly: Boolean,
        search: PlaceSearch.Progress,
    ) = Around(link, photosOnWifiOnly, search, desk.dates)

    /** What the person is doing on the page. */
    internal data class Doing(
        /** They have tried to send it: from now on it is said what is missing. */
        val tried: Boolean = false,
        val sending: Boolean = false,
        val problem: (Wording.() -> Notice)? = null,
    )
}
