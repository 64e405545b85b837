package vn.langnghe.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.rotate
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Dialog
import androidx.compose.ui.window.DialogProperties
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.Look

/** Photographs as large as the screen, one at a time. [label] says which one is seen. */
@Composable
fun PictureViewer(
    pictures: List<PictureRef>,
    open: Int,
    label: (Int) -> String,
    onTurn: (Int) -> Unit,
    onClose: () -> Unit,
) {
    val palette = Look.palette
    val texts = LocalTexts.current
    Dialog(onClose, DialogProperties(usePlatformDefaultWidth = false)) {
        Column(Modifier.fillMaxSize().background(palette.night).padding(8.dp), Arrangement.spacedBy(8.dp)) {
            val where = label(open)
            Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically) {
                SignButton(Signs.close, texts.common.close, onClose, colour = palette.onNight)
                Text(
                    where,
                    Modifier.weight(1f).padding(start = 8.dp).semantics { liveRegion = LiveRegionMode.Polite },
                    color = palette.onNight,
                    style = Look.type.body,
                )
            }
            Picture(pictures[open], where, Modifier.weight(1f).fillMaxWidth(), whole = true)
            if (pictures.size > 1) {
                Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
                    val last = pictures.lastIndex
                    SignButton(
                        Signs.chevron,
                        texts.photo.before,
                        { onTurn(if (open == 0) last else open - 1) },
                        Modifier.rotate(HALF_TURN),
                        colour = palette.onNight,
                    )
                    SignButton(
                        Signs.chevron,
                        texts.photo.after,
                        { onTurn(if (open == last) 0 else open + 1) },
                        colour = palette.onNight,
                    )
                }
            }
        }
    }
}

private const val HALF_TURN = 180f
