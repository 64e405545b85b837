package vn.langnghe.ui.home

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.Look

/** *CHỤP PHẢN ÁNH*: as large as it is given room; rings go out from it as from a voice. */
@Composable
internal fun CaptureButton(
    onCapture: () -> Unit,
    modifier: Modifier,
) {
    val palette = Look.palette
    val texts = LocalTexts.current.home
    Surface(
        onClick = onCapture,
        modifier = modifier.semantics(mergeDescendants = true) { role = Role.Button },
        shape = MaterialTheme.shapes.extraLarge,
        color = palette.chamPanel,
        contentColor = palette.onChamPanel,
    ) {
        Column(
            Modifier.padding(20.dp),
            verticalArrangement = Arrangement.spacedBy(14.dp, Alignment.CenterVertically),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Box(
                Modifier
                    .size(120.dp)
                    .drawBehind {
                        RINGS.forEach { ring ->
                            drawCircle(palette.chamRing, size.minDimension * ring, alpha = RING_ALPHA)
                        }
                    }.background(palette.hoe, CircleShape),
                contentAlignment = Alignment.Center,
            ) {
                Icon(Signs.camera, contentDescription = null, Modifier.size(68.dp), tint = palette.onHoe)
            }
            Text(texts.capture, style = Look.type.display, textAlign = TextAlign.Center)
            Text(texts.captureHint, style = Look.type.body, textAlign = TextAlign.Center)
        }
    }
}

private const val RING_ALPHA = 0.6f
private val RINGS = listOf(1.75f, 1.35f, 0.98f, 0.7f)
