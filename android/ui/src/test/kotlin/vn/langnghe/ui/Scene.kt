package vn.langnghe.ui

import androidx.compose.runtime.Composable

/** A screen in one of its states. */
class Scene(
    val name: String,
    val content: @Composable () -> Unit,
) {
    override fun toString() = name
}
