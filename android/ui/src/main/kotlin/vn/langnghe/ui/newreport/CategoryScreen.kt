package vn.langnghe.ui.newreport

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.CategoryActions
import vn.langnghe.kit.screen.CategoryState
import vn.langnghe.kit.screen.CategoryTile
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Pictogram
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.Picture
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look

/** What it is about: pictures to tap. */
@Composable
fun CategoryScreen(
    state: CategoryState,
    actions: CategoryActions,
) {
    val texts = LocalTexts.current.category
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    Frame(
        texts.title,
        actions::back,
        trailing = {
            state.picture?.let {
                Picture(it, LocalTexts.current.photo.yours, Modifier.size(48.dp).clip(RoundedCornerShape(10.dp)))
            }
        },
    ) {
        BoxWithConstraints {
            // Large words would be broken in a narrow tile: they get a whole row.
            val columns = if (Look.textScale > LARGE_TEXT) 1 else (maxWidth / 100.dp).toInt().coerceIn(2, 6)
            Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                state.tiles.chunked(columns).forEach { row ->
                    Row(Modifier.height(IntrinsicSize.Min), Arrangement.spacedBy(8.dp)) {
                        row.forEach { tile ->
                            val chosen = tile.code == state.chosen
                            val modifier = Modifier.weight(1f).fillMaxHeight()
                            Tile(tile, chosen, wide = columns == 1, modifier) { actions.choose(tile.code) }
                        }
                        repeat(columns - row.size) { Box(Modifier.weight(1f)) }
                    }
                }
            }
        }
    }
}

@Composable
private fun Tile(
    tile: CategoryTile,
    chosen: Boolean,
    wide: Boolean,
    modifier: Modifier,
    onChoose: () -> Unit,
) {
    val palette = Look.palette
    val danger = LocalTexts.current.category.callFirst
    Surface(
        onClick = onChoose,
        modifier =
            modifier.semantics(mergeDescendants = true) {
                role = Role.Button
                selected = chosen
                if (tile.dangerous) stateDescription = danger
            },
        shape = MaterialTheme.shapes.medium,
        color = if (chosen) palette.chamSoft else palette.card,
        contentColor = palette.ink,
        border = BorderStroke(if (chosen) 2.5.dp else 1.dp, if (chosen) palette.cham else palette.hairline),
    ) {
        Box {
            if (wide) {
                Row(
                    Modifier.fillMaxWidth().padding(12.dp),
                    horizontalArrangement = Arrangement.spacedBy(14.dp),
                    verticalAlignment = Alignment.CenterVertically,
                ) {
                    Pictogram(tile.code, 52.dp)
                    Text(tile.name, Modifier.weight(1f), style = Look.type.smallStrong)
                }
            } else {
                Column(
                    Modifier.fillMaxWidth().heightIn(min = 112.dp).padding(horizontal = 4.dp, vertical = 10.dp),
                    verticalArrangement = Arrangement.spacedBy(6.dp),
                    horizontalAlignment = Alignment.CenterHorizontally,
                ) {
                    Pictogram(tile.code, 52.dp)
                    Text(tile.name, style = Look.type.smallStrong, textAlign = TextAlign.Center)
                }
            }
            if (tile.dangerous) {
                Sign(Signs.phone, Modifier.align(Alignment.TopEnd).padding(8.dp), size = 16.dp, tint = palette.son)
            }
        }
    }
}
