package vn.langnghe.ui

import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.semantics.ScrollAxisRange
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.SemanticsPropertyKey
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.text.TextLayoutResult
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized
import vn.langnghe.texts.Language

/**
 * What holds for every screen in every state, in both languages, on a usual phone, on its side, and
 * on a narrow one with text twice as large: fingers hit what they aim at, everything that can be
 * done is reached and has a name, and no text is cut.
 */
@OptIn(ExperimentalTestApi::class)
@RunWith(Parameterized::class)
class EveryScreenTest(
    private val name: String,
    private val phone: Phone,
    private val language: Language,
) {
    private val faults = mutableListOf<String>()

    @Test
    fun `everything can be touched, reached and read`() {
        val all = scenes(language)
        var shown by mutableStateOf(all.first())
        onPhone(phone, language, content = { key(shown) { shown.content() } }) {
            all.forEach { scene ->
                runOnIdle { shown = scene }
                waitForIdle()
                seenWhileScrolling(scene) { look(scene) }
            }
        }
        assertTrue("$name:\n" + faults.distinct().joinToString("\n"), faults.isEmpty())
    }

    private fun ComposeUiTest.look(scene: Scene) {
        val touched = nodes(merged = true) { it.config.contains(SemanticsActions.OnClick) }
        if (touched.isEmpty() && scene.name != "start") faults += "$scene: nothing can be done"
        touched.forEach { node ->
            val label = labelOf(node)
            val what = "$scene: “$label”"
            val size = node.size
            if (label.isBlank()) faults += "$scene: something without a name at ${node.boundsInRoot}"
            if (SemanticsProperties.Role !in node.config && SemanticsActions.SetText !in node.config) {
                faults += "$what has no role"
            }
            if (size.width < FINGER || size.height < FINGER) faults += "$what is only ${size.width} × ${size.height}"
        }
        nodes(merged = false) { SemanticsActions.GetTextLayoutResult in it.config }.forEach { checkText(scene, it) }
    }

    private fun checkText(
        scene: Scene,
        node: SemanticsNode,
    ) {
        // What is typed scrolls within its field.
        if (SemanticsProperties.EditableText in node.config) return
        val layouts = mutableListOf<TextLayoutResult>()
        node.config[SemanticsActions.GetTextLayoutResult].action?.invoke(layouts)
        layouts.forEach { layout ->
            val text = layout.layoutInput.text.text
            if (layout.isCut()) faults += "$scene: “$text” is cut"
            if (layout.size.width > phone.width) faults += "$scene: “$text” is wider than the phone"
            val broken =
                (0 until layout.lineCount - 1).map(layout::getLineEnd).any {
                    text[it - 1].isLetterOrDigit() &&
                        text[it].isLetterOrDigit()
                }
            if (broken) faults += "$scene: a word of “$text” is broken"
        }
    }

    /** Lines that don't fit into their frame; half a point is only rounding. */
    private fun TextLayoutResult.isCut() =
        multiParagraph.didExceedMaxLines ||
            multiParagraph.height > size.height + 1 ||
            (0 until lineCount).any { getLineRight(it) - getLineLeft(it) > size.width + 1 || isLineEllipsized(it) }

    /** Calls [look] at each place that the screen scrolls to, and holds that all of it comes into sight. */
    private fun ComposeUiTest.seenWhileScrolling(
        scene: Scene,
        look: () -> Unit,
    ) {
        val wanted = mutableMapOf<Int, String>()
        val seen = mutableSetOf<Int>()
        do {
            look()
            val shown =
                nodes(merged = true) { SemanticsActions.OnClick in it.config } +
                    nodes(merged = false) { SemanticsProperties.Text in it.config }
            shown.forEach { node ->
                wanted[node.id] = labelOf(node)
                if (isInSight(node)) seen += node.id
            }
            val moved = scrollOn()
            waitForIdle()
        } while (moved)
        val missed = wanted - seen
        if (missed.isNotEmpty()) faults += "$scene: can't be brought into sight: ${missed.values}"
    }

    /** All of it, or as much as the screen has room for. */
    private fun isInSight(node: SemanticsNode): Boolean {
        val (seen, size) = node.boundsInRoot to node.size
        val high = minOf(size.height.toFloat(), phone.height / 2f)
        return seen.height >= high - 1 && seen.width >= size.width - 1
    }

    /** Scrolls on by half of what is seen, sideways first; says whether there was more. */
    private fun ComposeUiTest.scrollOn(): Boolean {
        val scrolling = nodes(merged = false) { SemanticsActions.ScrollBy in it.config && it.boundsInRoot.height > 0 }
        val whole = scrolling.filter { isInSight(it) }
        return whole.any { it.scrollOn(SemanticsProperties.HorizontalScrollAxisRange, it.size.width / 2f, 0f) } ||
            scrolling.any { it.scrollOn(SemanticsProperties.VerticalScrollAxisRange, 0f, it.size.height / 2f) }
    }

    private fun SemanticsNode.scrollOn(
        axis: SemanticsPropertyKey<ScrollAxisRange>,
        x: Float,
        y: Float,
    ): Boolean {
        val range = config.getOrNull(axis) ?: return false
        val more = range.value() < range.maxValue()
        return more && config[SemanticsActions.ScrollBy].action?.invoke(x, y) == true
    }

    private fun ComposeUiTest.nodes(
        merged: Boolean,
        wanted: (SemanticsNode) -> Boolean,
    ) = onAllNodes(SemanticsMatcher("wanted", wanted), useUnmergedTree = !merged).fetchSemanticsNodes()

    private fun labelOf(node: SemanticsNode): String {
        val said = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val written = node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (said + written).joinToString(" ")
    }

    companion object {
        private const val FINGER = 48

        @JvmStatic
        @Parameterized.Parameters(name = "{0}")
        fun phones() =
            listOf(
                "a phone" to Phone.USUAL,
                "on its side" to Phone.ON_ITS_SIDE,
                "narrow, large text" to Phone.SMALL_LARGE_TEXT,
            ).flatMap { (name, phone) -> Language.entries.map { arrayOf<Any>("$name, $it", phone, it) } }
    }
}
