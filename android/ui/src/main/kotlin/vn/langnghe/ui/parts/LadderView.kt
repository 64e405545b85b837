package vn.langnghe.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Palette

/*
 * The delivery ladder, drawn as steps from left to right: on the phone, the words have arrived, the
 * photographs have arrived, the commune has taken it. It is read aloud as one sentence.
 */

private val Dot = 30.dp
private val LargeDot = 40.dp

/** The steps without their names, for a list. */
@Composable
fun LadderStrip(
    ladder: Ladder,
    modifier: Modifier = Modifier,
) {
    val steps = ladder.steps()
    if (steps.isEmpty()) return
    val spoken = spoken(ladder)
    Row(
        modifier.fillMaxWidth().clearAndSetSemantics {
            contentDescription = spoken
        },
        Arrangement.Start,
        Alignment.CenterVertically,
    ) {
        steps.forEachIndexed { i, (step, state) ->
            if (i > 0) Rail(ladder.wayInto(step, state), Modifier.weight(1f))
            StepDot(step, state, Dot)
        }
    }
}

/** The steps with their names, for the report itself. */
@Composable
fun LadderSteps(
    ladder: Ladder,
    modifier: Modifier = Modifier,
) {
    val steps = ladder.steps()
    if (steps.isEmpty()) return
    val spoken = spoken(ladder)
    val described = modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = spoken }
    if (Look.textScale > LARGE_TEXT) {
        Column(described, Arrangement.spacedBy(8.dp)) {
            steps.forEach { (step, state) ->
                Row(
                    horizontalArrangement = Arrangement.spacedBy(12.dp),
                    verticalAlignment = Alignment.CenterVertically,
                ) {
                    StepDot(step, state, LargeDot)
                    StepName(step, state, ladder, TextAlign.Start, Modifier.weight(1f))
                }
            }
        }
    } else {
        Row(described) {
            steps.forEachIndexed { i, (step, state) ->
                Column(Modifier.weight(1f), horizontalAlignment = Alignment.CenterHorizontally) {
                    Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically) {
                        val next = steps.getOrNull(i + 1)
                        Rail(
                            if (i ==
                                0
                            ) {
                                null
                            } else {
                                half(ladder.wayInto(step, state), first = false)
                            },
                            Modifier.weight(1f),
                        )
                        StepDot(step, state, LargeDot)
                        Rail(next?.let { (s, st) -> half(ladder.wayInto(s, st), first = true) }, Modifier.weight(1f))
                    }
                    StepName(
                        step,
                        state,
                        ladder,
                        TextAlign.Center,
                        Modifier.padding(top = 6.dp, start = 1.dp, end = 1.dp),
                    )
                }
            }
        }
    }
}

/** Of a way that is drawn in two halves, how much of this half lies behind. */
private fun half(
    way: Float,
    first: Boolean,
): Float = (if (first) way * 2 else way * 2 - 1).coerceIn(0f, 1f)

@Composable
private fun spoken(ladder: Ladder): String {
    val steps = ladder.steps()
    val done = steps.count { (_, state) -> state == StepState.DONE }
    return LocalTexts.current.ladder.spoken(done = "$done", total = "${steps.size}", words = ladder.words)
}

/** The line between two steps; [way] of it lies behind. None draws nothing. */
@Composable
private fun Rail(
    way: Float?,
    modifier: Modifier,
) {
    val palette = Look.palette
    Box(
        modifier.height(4.dp).drawBehind {
            if (way == null) return@drawBehind
            val middle = size.height / 2
            val end = Offset(size.width, middle)
            drawLine(palette.hairline, Offset(0f, middle), end, size.height)
            if (way >
                0f
            ) {
                drawLine(
                    palette.cham,
                    Offset(0f, middle),
                    Offset(size.width * way, middle),
                    size.height,
                    StrokeCap.Butt,
                )
            }
        },
    )
}

@Composable
private fun StepDot(
    step: Step,
    state: StepState,
    size: Dp,
) {
    val palette = Look.palette
    val colours = dotColours(palette, state)
    Box(
        Modifier
            .size(size)
            .background(colours.ground, CircleShape)
            .border(2.dp, colours.edge, CircleShape),
        contentAlignment = Alignment.Center,
    ) {
        val sign = if (state == StepState.DONE && step != Step.COMMUNE) Signs.check else Signs.steps[step.ordinal]
        Icon(sign, contentDescription = null, Modifier.size(size * SIGN_SHARE), tint = colours.sign)
    }
}

private class DotColours(
    val ground: Color,
    val edge: Color,
    val sign: Color,
)

private fun dotColours(
    palette: Palette,
    state: StepState,
) = when (state) {
    StepState.DONE -> DotColours(palette.cham, palette.cham, palette.onCham)
    StepState.NOW -> DotColours(palette.hoe, palette.hoe, palette.onHoe)
    StepState.LATER -> DotColours(Color.Transparent, palette.hairline, palette.edge)
}

@Composable
private fun StepName(
    step: Step,
    state: StepState,
    ladder: Ladder,
    align: TextAlign,
    modifier: Modifier,
) {
    val texts = LocalTexts.current.ladder
    val name =
        when (step) {
            Step.ON_PHONE -> texts.onPhone
            Step.WORDS -> texts.words
            Step.PHOTOGRAPHS -> texts.photographs(sent = "${ladder.photosSent}", total = "${ladder.photosTotal}")
            Step.COMMUNE -> texts.commune
        }
    val later = state == StepState.LATER
    Text(
        name,
        modifier,
        color = if (later) Look.palette.inkSoft else Look.palette.ink,
        style = if (state == StepState.NOW) Look.type.smallStrong else Look.type.small,
        textAlign = align,
    )
}

private const val SIGN_SHARE = 0.58f
