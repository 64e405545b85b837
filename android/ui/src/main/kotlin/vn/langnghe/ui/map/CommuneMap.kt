package vn.langnghe.ui.map

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.gestures.calculateCentroid
import androidx.compose.foundation.gestures.calculatePan
import androidx.compose.foundation.gestures.calculateZoom
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.input.pointer.PointerInputScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.input.pointer.positionChanged
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.SignButton
import vn.langnghe.ui.theme.Look

/*
 * The map of communes, drawn from their outlines; it needs no network. It isn't read aloud: the
 * list beside it says the same.
 *
 * Made larger, it takes the finger for itself; as a whole it lets the screen scroll.
 */

/** The map. [onTap] gets the point under a finger; the first tap on the whole also goes closer. */
@Composable
internal fun CommuneMap(
    shapes: List<CommuneShape>,
    chosen: String?,
    here: MapPoint?,
    onTap: (MapPoint) -> Unit,
    modifier: Modifier = Modifier,
) {
    BoxWithConstraints(modifier.background(Look.palette.card).clipToBounds()) {
        val size = with(LocalDensity.current) { Size(maxWidth.toPx(), maxHeight.toPx()) }
        val margin = with(LocalDensity.current) { 12.dp.toPx() }
        val bounds = remember(shapes) { Bounds.of(shapes) } ?: return@BoxWithConstraints
        val projection = remember(bounds, size) { Projection(bounds, size, margin) }
        val drawing = remember(shapes, projection) { MapDrawing(shapes, projection) }
        var view by rememberSaveable(stateSaver = viewSaver) {
            mutableStateOf(here?.let { View().showing(projection.toPicture(it), NEAR, size) } ?: View())
        }
        val tap by rememberUpdatedState(onTap)
        val look = MapLook(Look.palette, Look.type.small, rememberTextMeasurer())
        val label = LocalTexts.current.picker.map
        Canvas(
            Modifier
                .fillMaxSize()
                .semantics { contentDescription = label }
                .pointerInput(projection) {
                    detectTapGestures { at ->
                        val on = view.toPicture(at)
                        tap(projection.toMap(on))
                        if (view.scale < NEAR) view = view.showing(on, NEAR, size)
                    }
                }.pointerInput(projection) {
                    followFingers({ view.scale > 1f }) { factor, centre, pan ->
                        view = view.moved(factor, centre, pan, size)
                    }
                },
        ) { drawing.draw(this, view, chosen, here?.let(projection::toPicture), look) }
        val middle = Offset(size.width / 2, size.height / 2)
        Zoom(
            canGrow = view.scale < View.LARGEST,
            canShrink = view.scale > 1f,
            onZoom = { view = view.moved(it, middle, Offset.Zero, size) },
            Modifier.align(Alignment.BottomEnd),
        )
    }
}

@Composable
private fun Zoom(
    canGrow: Boolean,
    canShrink: Boolean,
    onZoom: (Float) -> Unit,
    modifier: Modifier,
) {
    val texts = LocalTexts.current.picker
    val palette = Look.palette
    Column(modifier.padding(8.dp), Arrangement.spacedBy(8.dp)) {
        SignButton(
            Signs.plus,
            texts.closer,
            { onZoom(STEP) },
            colour = if (canGrow) palette.ink else palette.edge,
            ground = palette.paper,
            enabled = canGrow,
        )
        SignButton(
            Signs.minus,
            texts.farther,
            { onZoom(1 / STEP) },
            colour = if (canShrink) palette.ink else palette.edge,
            ground = palette.paper,
            enabled = canShrink,
        )
    }
}

private suspend fun PointerInputScope.followFingers(
    takesOne: () -> Boolean,
    onMove: (factor: Float, centre: Offset, pan: Offset) -> Unit,
) = awaitEachGesture {
    awaitFirstDown(requireUnconsumed = false)
    var moved = Offset.Zero
    do {
        val event = awaitPointerEvent()
        val fingers = event.changes.count { it.pressed }
        if (fingers > 1 || (fingers == 1 && takesOne())) {
            val pan = event.calculatePan()
            moved += pan
            // A finger that only trembles means to tap.
            if (fingers > 1 || moved.getDistance() > viewConfiguration.touchSlop) {
                onMove(event.calculateZoom(), event.calculateCentroid(), pan)
                event.changes.filter { it.positionChanged() }.forEach { it.consume() }
            }
        }
    } while (event.changes.any { it.pressed })
}

private val viewSaver =
    listSaver<View, Float>(
        save = { listOf(it.scale, it.shift.x, it.shift.y) },
        restore = { (scale, x, y) -> View(scale, Offset(x, y)) },
    )

/** How near the map goes by itself: a commune is then as large as a finger. */
private const val NEAR = 3.2f
private const val STEP = 1.7f
