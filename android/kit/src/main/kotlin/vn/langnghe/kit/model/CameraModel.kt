package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import vn.langnghe.core.DeliveryStep
import vn.langnghe.core.Failure
import vn.langnghe.core.ReportView
import vn.langnghe.kit.screen.CameraActions
import vn.langnghe.kit.screen.CameraState
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.noCamera
import vn.langnghe.kit.words.notice
import vn.langnghe.kit.words.ref

/** As many photographs as a report may have; the core refuses more. */
internal const val MOST_PHOTOGRAPHS = 6

/**
 * The camera: of a new draft, of one that has been begun, or of a report that gets one more.
 *
 * A draft begins with its first photograph. Nothing that was taken is lost, however quickly the
 * person goes on or back.
 */
internal class CameraModel(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val at: Route.Camera,
) : CameraActions {
    private data class Doing(
        val busy: Int = 0,
        val problem: (Wording.() -> Notice)? = null,
    )

    private val known = MutableStateFlow(at.report)
    private val doing = MutableStateFlow(Doing())
    private val oneAtATime = Mutex()
    private val report = Reading(scope, desk.changesOf()) { known.value?.let { desk.phone.report(it) } }

    val state: StateFlow<CameraState> = shown(scope, report.value, doing, desk.wording, ::show)

    override fun taken(jpeg: ByteArray) {
        doing.update { it.copy(busy = it.busy + 1, problem = null) }
        desk
            .act(failed = { failure -> say { notice(failure) } }) {
                oneAtATime.withLock { keep(jpeg) }
            }.invokeOnCompletion { doing.update { it.copy(busy = it.busy - 1) } }
    }

    override fun cameraFailed() = say { noCamera() }

    override fun skip() {
        desk.act(failed = { failure -> say { notice(failure) } }) {
            oneAtATime.withLock {
                val draft = known.value ?: begin()
                goOn(desk.phone.report(draft))
            }
        }
    }

    override fun back() {
        desk.navigator.backFrom(at)
        // A draft that was begun for a photograph that could not be used holds nothing.
        desk.act { oneAtATime.withLock { if (at.report == null) known.value?.let { desk.discardIfEmpty(it) } } }
    }

    private suspend fun keep(jpeg: ByteArray) {
        val id = known.value ?: begin()
        val isDraft = desk.phone.report(id).isDraft
        if (isDraft) {
            desk.phone.addPhotograph(id, Pieces(jpeg))
        } else {
            desk.phone.attach(id, Pieces(jpeg))
            desk.submitted()
        }
        goOn(desk.phone.report(id))
    }

    private suspend fun begin(): String = desk.beginDraft().also { known.value = it }

    /** Goes on to what the report still lacks, unless the person went elsewhere meanwhile. */
    private fun goOn(report: ReportView) {
        val navigator = desk.navigator
        if (navigator.top != at) return
        val id = report.summary.id
        if (at.report == null) navigator.replace(at, Route.Camera(id))
        when {
            !report.isDraft -> navigator.returnTo(Route.Report(id))
            Route.Page(id) in navigator || report.summary.category.isNotEmpty() -> navigator.returnTo(Route.Page(id))
            else -> navigator.go(Route.Category(id))
        }
    }

    private fun say(problem: Wording.() -> Notice) = doing.update { it.copy(problem = problem) }

    private fun show(
        read: Read<ReportView?>,
        doing: Doing,
        wording: Wording,
    ): CameraState {
        val report = read.valueOrNull
        val problem = (read as? Read.Failed)?.failure
        val pictures = report?.photographs.orEmpty().map { it.ref() }
        return CameraState(
            pictures = pictures,
            busy = doing.busy > 0,
            hasRoom = pictures.size < MOST_PHOTOGRAPHS,
            notice = doing.problem?.invoke(wording) ?: problem?.let(wording::notice),
            canSkip = at.report == null || (report?.isDraft ?: false && Route.Page(at.report) !in desk.navigator),
        )
    }
}

private val ReportView.isDraft get() = summary.delivery.step == DeliveryStep.DRAFT

/** Throws a draft away in which there is nothing. */
internal suspend fun Desk.discardIfEmpty(draft: String) {
    try {
        val kept = phone.draft(draft)
        val isEmpty =
            kept.category == null && kept.text.isBlank() && kept.photographs.isEmpty() && kept.place.detail.isBlank()
        if (isEmpty) phone.discardDraft(draft)
    } catch (_: Failure) {
        // What can't be read is not thrown away.
    }
}
