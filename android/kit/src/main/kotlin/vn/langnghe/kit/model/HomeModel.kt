package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import vn.langnghe.core.ActName
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DraftView
import vn.langnghe.core.Failure
import vn.langnghe.core.ReportSummary
import vn.langnghe.core.UnsentView
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.screen.HomeActions
import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.words.RESOLVED
import vn.langnghe.kit.words.Waiting
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.ladder
import vn.langnghe.kit.words.notice
import vn.langnghe.kit.words.ref
import vn.langnghe.kit.words.rung
import vn.langnghe.kit.words.title
import vn.langnghe.kit.words.whyItWaits
import kotlin.time.toJavaDuration

/** The home screen. */
internal class HomeModel(
    private val desk: Desk,
    private val scope: CoroutineScope,
) : HomeActions {
    /** What it shows, as the core has it. */
    internal data class Home(
        val drafts: List<DraftView>,
        val reports: List<ReportSummary>,
        /** Reports that wait for a word of the person's. */
        val asking: Set<String>,
        val unsent: UnsentView,
        val catalogue: CatalogueView,
    )

    private val home = Reading(scope, desk.changesOf(), ::read)

    val state: StateFlow<HomeState> =
        combine(
            home.value,
            desk.wording,
            desk.leaving,
            shown(scope, desk.platform.network.link, desk.platform.battery.saving, ::Pair),
            desk.remembered,
        ) { home, wording, leaving, (link, saving), remembered ->
            show(home, wording, leaving, Surroundings(link, saving, remembered))
        }.stateIn(
            scope,
            SharingStarted.Eagerly,
            show(home.value.value, desk.wording.value, emptyMap(), Surroundings(desk.platform.network.link.value)),
        )

    override fun capture() {
        // The satellites are looked for while the person goes on.
        desk.search.start()
        desk.navigator.go(Route.Camera())
    }

    override fun open(item: HomeItem) {
        val draft =
            home.value.value.valueOrNull
                ?.drafts
                ?.firstOrNull { it.id == item.id }
        val route =
            when {
                draft == null -> Route.Report(item.id)
                draft.category == null -> Route.Category(item.id)
                else -> Route.Page(item.id)
            }
        desk.navigator.go(route)
    }

    override fun call(number: String) = desk.platform.dialer.dial(number)

    override fun settings() = desk.navigator.go(Route.Settings)

    override fun sync() {
        scope.launch {
            try {
                desk.lookAround()
                desk.phone.syncNow(desk.patience.sync.toJavaDuration())
            } catch (_: Failure) {
                // The list says what waits, and reading it says what is wrong with the store.
            }
            home.again()
        }
    }

    override fun reload() = home.again()

    private suspend fun read(): Home {
        val reports = desk.phone.reports()
        return Home(
            drafts = desk.phone.drafts(),
            reports = reports,
            asking = reports.filter { needsAWord(it) }.map { it.id }.toSet(),
            unsent = desk.phone.unsent(),
            catalogue = desk.catalogue(),
        )
    }

    /** Whether the unit asks something to which the person hasn't answered, on this phone at least. */
    private suspend fun needsAWord(report: ReportSummary): Boolean {
        val case = report.case ?: return false
        if (!case.asked && case.status != RESOLVED) return false
        val whole = desk.phone.report(report.id)
        return if (case.asked) whole.unheard.isEmpty() else ActName.CONFIRM in whole.acts
    }

    private data class Surroundings(
        val link: Link,
        val savingPower: Boolean = false,
        val remembered: Remembered = Remembered(emptyMap()),
    )

    private fun show(
        read: Read<Home>,
        wording: Wording,
        leaving: Map<String, Float>,
        surroundings: Surroundings,
    ): HomeState {
        val home = read.valueOrNull
        val waiting =
            Waiting(
                photographsOnly = home?.onlyPhotographsWait() ?: false,
                sending = home?.reports.orEmpty().any { it.delivery.step.rung() == Rung.SENDING },
                link = surroundings.link,
                savingPower = surroundings.savingPower,
                photosOnWifiOnly = surroundings.remembered.photosOnWifiOnly,
                unproven = home?.unsent?.isUnproven ?: false,
            )
        val unsent = home?.unsent?.reports?.toInt() ?: 0
        return HomeState(
            link = surroundings.link,
            items =
                when (read) {
                    Read.Loading -> Loaded.Loading
                    is Read.Failed -> Loaded.Failed(wording.notice(read.failure))
                    is Read.Ready -> Loaded.Ready(wording.items(read.value, leaving))
                },
            waiting = unsent,
            why = if (unsent == 0) "" else wording.whyItWaits(waiting),
            emergency = wording.emergency(home?.catalogue?.emergency.orEmpty()),
        )
    }

    private fun Wording.items(
        home: Home,
        leaving: Map<String, Float>,
    ): List<HomeItem> =
        home.drafts.map { item(it, home.catalogue) } + home.reports.map { item(it, home, leaving[it.id]) }

    private fun Wording.item(
        draft: DraftView,
        catalogue: CatalogueView,
    ) = HomeItem(
        id = draft.id,
        isDraft = true,
        title = title(draft.category, catalogue),
        where = where(draft.place.whereabouts),
        firstLine =
            draft.text
                .trim()
                .lineSequence()
                .first(),
        date = desk.dates.day(draft.noticedAt),
        picture = draft.photographs.firstOrNull()?.ref(),
        ladder = Ladder(Rung.DRAFT, texts.kit.draft, 0, draft.photographs.size),
        status = null,
        needsYou = false,
    )

    private fun Wording.item(
        report: ReportSummary,
        home: Home,
        progress: Float?,
    ) = HomeItem(
        id = report.id,
        isDraft = false,
        title = title(report.category, home.catalogue),
        where = where(report.whereabouts),
        firstLine = report.firstLine,
        date = desk.dates.day(report.createdAt),
        picture = report.picture?.ref(),
        ladder = ladder(report, progress),
        status = report.case?.let { invoke(it.words) },
        needsYou = report.parked.isNotEmpty() || report.id in home.asking,
    )
}

/** Whether all words have arrived, and photographs alone are still to go. */
private fun HomeModel.Home.onlyPhotographsWait(): Boolean =
    unsent.photographs > 0u && unsent.bytes == unsent.photographBytes
