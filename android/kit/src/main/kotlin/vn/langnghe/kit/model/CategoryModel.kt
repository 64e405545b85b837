package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.core.CatalogueView
import vn.langnghe.core.DraftChange
import vn.langnghe.core.DraftView
import vn.langnghe.kit.screen.CategoryActions
import vn.langnghe.kit.screen.CategoryState
import vn.langnghe.kit.screen.Route
import vn.langnghe.kit.words.Wording
import vn.langnghe.kit.words.ref
import vn.langnghe.kit.words.tile

/** Choosing what a draft is about. */
internal class CategoryModel(
    private val desk: Desk,
    scope: CoroutineScope,
    private val at: Route.Category,
) : CategoryActions {
    private val draft =
        Reading(scope, desk.changesOf(at.draft)) { desk.catalogue() to desk.draftAt(at, at.draft) }

    val state: StateFlow<CategoryState> = shown(scope, draft.value, desk.wording, ::show)

    override fun choose(code: String) {
        desk.act {
            desk.phone.changeDraft(at.draft, DraftChange(category = code))
            if (desk.navigator.top == at) desk.navigator.returnTo(Route.Page(at.draft))
        }
    }

    override fun back() = desk.navigator.backFrom(at)

    private fun show(
        read: Read<Pair<CatalogueView, DraftView>>,
        wording: Wording,
    ): CategoryState {
        val (catalogue, draft) = read.valueOrNull ?: return CategoryState(emptyList(), null, null)
        return CategoryState(
            tiles = catalogue.categories.map(wording::tile),
            chosen = draft.category,
            picture = draft.photographs.firstOrNull()?.ref(),
        )
    }
}
