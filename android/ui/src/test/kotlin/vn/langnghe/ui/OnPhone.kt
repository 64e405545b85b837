package vn.langnghe.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.MutableState
import androidx.compose.runtime.saveable.LocalSaveableStateRegistry
import androidx.compose.runtime.saveable.SaveableStateRegistry
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import vn.langnghe.texts.Language

/** What the system keeps of a window that goes, and gives to the one that comes after it. */
class Kept {
    var values: Map<String, List<Any?>>? = null

    /** As Android's bundles: plain values only, so that no object of a screen is kept by accident. */
    fun takes(value: Any): Boolean =
        when (value) {
            is String, is Number, is Boolean, is Enum<*> -> true
            is Map<*, *> -> value.values.all { it == null || takes(it) }
            is Iterable<*> -> value.all { it == null || takes(it) }
            is MutableState<*> -> value.value?.let(::takes) ?: true
            else -> false
        }
}

/** Runs [block] on a phone of this size that shows [content]; what it keeps goes to [kept]. */
@OptIn(ExperimentalTestApi::class)
fun onPhone(
    phone: Phone = Phone.USUAL,
    language: Language = Language.VIETNAMESE,
    kept: Kept = Kept(),
    viewfinder: Viewfinder = FakeViewfinder(),
    back: SystemBack = FakeBack(),
    content: @Composable () -> Unit,
    block: ComposeUiTest.() -> Unit,
) = runDesktopComposeUiTest(phone.width, phone.height) {
    val registry = SaveableStateRegistry(kept.values, kept::takes)
    setContent {
        CompositionLocalProvider(
            LocalSaveableStateRegistry provides registry,
            LocalDensity provides Density(1f, phone.fontScale),
        ) {
            Stage(language, viewfinder = viewfinder, back = back) { content() }
        }
    }
    block()
    kept.values = runOnIdle { registry.performSave() }
}

/** Shows [content] on a usual phone, then, as the system does it when that is turned, in a new window on its side. */
@OptIn(ExperimentalTestApi::class)
fun turned(
    content: @Composable () -> Unit,
    before: ComposeUiTest.() -> Unit,
    after: ComposeUiTest.() -> Unit,
) {
    val kept = Kept()
    onPhone(Phone.USUAL, kept = kept, content = content, block = before)
    onPhone(Phone.ON_ITS_SIDE, kept = kept, content = content, block = after)
}
