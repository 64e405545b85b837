package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.launchIn
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.stateIn
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.Failure
import vn.langnghe.core.ReportView
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.RatingView
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.ReportState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.WayOut
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.action
import vn.langnghe.kit.words.answer
import vn.langnghe.kit.words.clocks
import vn.langnghe.kit.words.entry
import vn.langnghe.kit.words.ladder
import vn.langnghe.kit.words.notice
import vn.langnghe.kit.words.outcome
import vn.langnghe.kit.words.parked
import vn.langnghe.kit.words.ref
import vn.langnghe.kit.words.status
import vn.langnghe.kit.words.title

/** A report: how it stands, what was said, and what can be done about it. */
internal class ReportModel(
    private val desk: Desk,
    scope: CoroutineScope,
    private val at: Route.Report,
) : ReportActions {
    private val report =
        Reading(scope, desk.changesOf(at.report)) { desk.phone.report(at.report) to desk.catalogue() }
    private val problem = MutableStateFlow<(Wording.() -> Notice)?>(null)

    val state: StateFlow<ReportState> =
        combine(
            report.value,
            problem,
            desk.wording,
            desk.platform.network.link,
            desk.leaving,
        ) { report, problem, wording, link, leaving ->
            ReportState(
                id = at.report,
                content =
                    when (report) {
                        Read.Loading -> Loaded.Loading
                        is Read.Failed -> Loaded.Failed(wording.notice(report.failure))
                        is Read.Ready -> Loaded.Ready(wording.content(report.value, leaving[at.report]))
                    },
                link = link,
                notice = problem?.invoke(wording),
            )
        }.stateIn(
            scope,
            SharingStarted.Eagerly,
            ReportState(at.report, Loaded.Loading, desk.platform.network.link.value),
        )

    init {
        // What is on the screen is seen: nobody need be told of it any more.
        report.value
            .mapNotNull { it.valueOrNull?.first?.summary?.told }
            .distinctUntilChanged()
            .onEach { told -> desk.courier.seen(at.report, told) }
            .launchIn(scope)
    }

    override fun reply(text: String) = send { desk.phone.reply(at.report, text) }

    override fun addText(text: String) = send { desk.phone.addText(at.report, text) }

    override fun addPhotograph() = desk.navigator.go(Route.Camera(at.report))

    override fun confirm() = send { desk.phone.confirm(at.report) }

    /** The words are kept before the camera opens: whatever becomes of it, they are said. */
    override fun reopen(
        why: String,
        withPhotograph: Boolean,
    ) = send {
        desk.phone.reopen(at.report, why)
        if (withPhotograph && desk.navigator.top == at) addPhotograph()
    }

    override fun rate(
        stars: Int,
        words: String,
    ) = send { desk.phone.rate(at.report, stars.coerceIn(0, UByte.MAX_VALUE.toInt()).toUByte(), words) }

    override fun withdraw() = send { desk.phone.withdraw(at.report) }

    override fun takeWayOut(way: WayOut) =
        when (way) {
            WayOut.RETRY -> send { desk.phone.retry(at.report) }
            WayOut.LET_GO -> send { desk.phone.letGo(at.report) }
            WayOut.WITHDRAW -> withdraw()
            WayOut.COPY -> copy()
        }

    override fun dismissNotice() {
        problem.value = null
    }

    override fun reload() = report.again()

    override fun back() = desk.navigator.backFrom(at)

    private fun copy() {
        desk.act(::failed) {
            val draft = desk.phone.copyIntoDraft(at.report)
            if (desk.navigator.top == at) desk.navigator.go(Route.Page(draft))
        }
    }

    /** Does something that has to travel. */
    private fun send(act: suspend () -> Unit) {
        problem.value = null
        desk.act(::failed) {
            act()
            desk.submitted()
        }
    }

    private fun failed(failure: Failure) {
        problem.value = { notice(failure) }
    }

    private fun Wording.content(
        read: Pair<ReportView, CatalogueView>,
        progress: Float?,
    ): ReportContent {
        val (report, catalogue) = read
        val summary = report.summary
        val case = summary.case
        return ReportContent(
            title = title(summary.category, catalogue),
            reference = case?.reference,
            where = where(summary.whereabouts),
            detail = report.place.detail,
            text = report.text,
            answers = report.answers.map { answer(it, desk.dates) },
            noticedAt = desk.dates.moment(report.noticedAt),
            nameHidden = report.nameHidden,
            pictures = report.photographs.map { it.ref() },
            after = report.after.map { it.ref() },
            ladder = ladder(summary, progress),
            status = case?.let(::status),
            outcome = case?.let(::outcome),
            answerBy = case?.answerBy?.let(desk.dates::moment),
            clocks = case?.let { clocks(it, desk.dates, desk.platform.clock.instant()) }.orEmpty(),
            timeline = case?.timeline.orEmpty().map { entry(it, desk.dates) },
            rating = report.rating?.let { RatingView(it.stars.toInt(), it.text) },
            parked = summary.parked.map(::parked),
            pending = report.unheard,
            can = report.acts.map { it.action() }.toSet(),
            hasRoom = report.photographs.size < MOST_PHOTOGRAPHS,
            stale = case?.stale ?: false,
        )
    }
}
