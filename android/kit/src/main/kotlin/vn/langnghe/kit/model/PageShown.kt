package vn.langnghe.kit.model

import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DraftView
import vn.langnghe.core.FieldName
import vn.langnghe.core.PlaceView
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.PageField
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.words.Dates
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.category
import vn.langnghe.kit.words.notice
import vn.langnghe.kit.words.question
import vn.langnghe.kit.words.ref
import vn.langnghe.kit.words.tile
import kotlin.math.ceil
import kotlin.math.roundToInt

/*
 * The page of a draft, from what is known.
 */

private const val METRES_PER_KILOMETRE = 1000

/** A draft, as the core has it. */
internal data class Draft(
    val view: DraftView,
    val catalogue: CatalogueView,
)

/** What was written on the page, and what is being done there. What was typed is newer than what was read. */
internal data class Written(
    val text: String?,
    val detail: String?,
    val answers: Map<String, List<String>>,
    val doing: PageModel.Doing,
)

/** What there is around the page. */
internal data class Around(
    val link: Link,
    val photosOnWifiOnly: Boolean,
    val search: PlaceSearch.Progress,
    val dates: Dates,
)

internal fun Wording.page(
    id: String,
    read: Read<Draft>,
    written: Written,
    around: Around,
): PageState {
    val draft = read.valueOrNull?.view
    val category = read.valueOrNull?.run { catalogue.category(view.category) }
    val pictures = draft?.photographs.orEmpty()
    val notice = written.doing.problem?.invoke(this) ?: (read as? Read.Failed)?.let { notice(it.failure) }
    return PageState(
        draft = id,
        loading = read == Read.Loading,
        pictures = pictures.map { it.ref() },
        category = category?.let(::tile),
        questions =
            draft?.questions.orEmpty().map {
                question(it, written.answers[it.question.code], written.doing.tried, around.dates)
            },
        place = place(id, draft?.place, around.search),
        detail = written.detail ?: draft?.place?.detail.orEmpty(),
        text = written.text ?: draft?.text.orEmpty(),
        readySentence = category?.let { invoke(it.readySentence) }.orEmpty(),
        nameHidden = draft?.nameHidden ?: true,
        danger = emergency(category?.takeIf { it.dangerous }?.emergency.orEmpty()),
        problems = if (written.doing.tried) problems(draft) else emptyMap(),
        bytes = draft?.bytes?.toLong() ?: 0,
        photoBytes = pictures.sumOf { it.bytes.toLong() },
        link = around.link,
        photosOnWifiOnly = around.photosOnWifiOnly,
        sending = written.doing.sending,
        hasRoom = pictures.size < MOST_PHOTOGRAPHS,
        notice = notice,
    )
}

private fun Wording.problems(draft: DraftView?): Map<PageField, Notice> =
    draft
        ?.problems
        .orEmpty()
        .reversed()
        // Of two about the same field, the first is said.
        .associate { it.field.onPage() to notice(it.guidance) }

private fun FieldName.onPage(): PageField =
    when (this) {
        FieldName.CATEGORY -> PageField.CATEGORY
        FieldName.ANSWERS -> PageField.ANSWERS
        FieldName.TEXT -> PageField.TEXT
        FieldName.PLACE, FieldName.DETAIL -> PageField.PLACE
        FieldName.PHOTOGRAPHS -> PageField.PHOTOGRAPHS
    }

private fun place(
    draft: String,
    place: PlaceView?,
    search: PlaceSearch.Progress,
): PlaceState {
    val isSearchedFor = search.draft == draft
    return when (val whereabouts = place?.whereabouts) {
        is WhereaboutsView.Commune -> {
            if (whereabouts.byHand) {
                PlaceState.Chosen(whereabouts.name)
            } else {
                PlaceState.Found(whereabouts.name, place.point?.accuracy?.roundToInt())
            }
        }

        is WhereaboutsView.Outside -> {
            PlaceState.Outside(whereabouts.nearest, ceil(whereabouts.metres / METRES_PER_KILOMETRE).toInt())
        }

        WhereaboutsView.Unknown, null -> {
            if (isSearchedFor && search.searching && !search.refused) {
                PlaceState.Searching
            } else {
                PlaceState.Unknown(permissionRefused = isSearchedFor && search.refused)
            }
        }
    }
}
