package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.stateIn
import vn.langnghe.core.ReportView
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.screen.SavedActions
import vn.langnghe.kit.screen.SavedState
import vn.langnghe.kit.words.ladder

/** *Đã lưu an toàn.* */
internal class SavedModel(
    private val desk: Desk,
    scope: CoroutineScope,
    private val at: Route.Saved,
) : SavedActions {
    private val report = Reading(scope, desk.changesOf(at.report)) { desk.phone.report(at.report) }

    val state: StateFlow<SavedState> =
        combine(
            report.value,
            desk.wording,
            desk.leaving,
            desk.platform.network.link,
            desk.remembered,
        ) { report, wording, leaving, link, remembered ->
            val summary = report.valueOrNull?.summary
            val photosAreLeft = summary != null && summary.photosSent < summary.photosTotal
            SavedState(
                report = at.report,
                ladder = summary?.let { wording.ladder(it, leaving[at.report]) } ?: SAVED,
                link = link,
                photosWaitForWifi = photosAreLeft && link != Link.FREE && remembered.photosOnWifiOnly,
            )
        }.stateIn(scope, SharingStarted.Eagerly, SavedState(at.report, SAVED, desk.platform.network.link.value, false))

    override fun done() = desk.navigator.home()

    override fun open() = desk.navigator.home(Route.Report(at.report))

    private companion object {
        /** What is certain before anything has been read: this screen is only seen after that. */
        val SAVED = Ladder(Rung.WAITING, "", 0, 0)
    }
}
