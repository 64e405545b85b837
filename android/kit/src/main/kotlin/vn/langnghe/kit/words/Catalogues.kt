package vn.langnghe.kit.words

import vn.langnghe.core.CatalogueView
import vn.langnghe.core.CategoryView
import vn.langnghe.kit.screen.CategoryTile

/** The category's name, or that there is none. */
internal fun Wording.title(
    category: String?,
    catalogue: CatalogueView,
): String = catalogue.category(category)?.let { invoke(it.name) } ?: category ?: texts.kit.noCategory

internal fun Wording.tile(category: CategoryView): CategoryTile =
    CategoryTile(category.code, invoke(category.name), category.dangerous)

internal fun CatalogueView.category(code: String?): CategoryView? = categories.firstOrNull { it.code == code }
