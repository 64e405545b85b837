package vn.langnghe.ui.report

import androidx.compose.foundation.clickable
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.Picture
import vn.langnghe.ui.parts.PictureViewer
import vn.langnghe.ui.theme.Look

/*
 * Photographs: what the person saw, and what the unit shows of its work.
 */

/** Both rows, one above the other, so that they can be compared; alone, the person's need no name. */
@Composable
internal fun BeforeAndAfter(content: ReportContent) {
    val texts = LocalTexts.current
    if (content.after.isEmpty()) {
        Photographs(content.pictures) { n, total -> texts.photo.one(n = n, total = total) }
        return
    }
    Named(texts.report.before, content.pictures) { n, total -> texts.photo.oneBefore(n = n, total = total) }
    Named(texts.report.after, content.after) { n, total -> texts.photo.oneAfter(n = n, total = total) }
}

@Composable
private fun Named(
    name: String,
    pictures: List<PictureRef>,
    label: (String, String) -> String,
) {
    if (pictures.isEmpty()) return
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Heading(name, style = Look.type.strong)
        Photographs(pictures, label)
    }
}

/** A row of photographs; each opens as large as the screen. [label] is given a number and how many. */
@Composable
private fun Photographs(
    pictures: List<PictureRef>,
    label: (String, String) -> String,
) {
    if (pictures.isEmpty()) return
    var open by rememberSaveable { mutableStateOf<Int?>(null) }

    fun labelOf(at: Int) = label("${at + 1}", "${pictures.size}")
    Row(
        Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        pictures.forEachIndexed { i, picture ->
            Picture(
                picture,
                labelOf(i),
                Modifier
                    .size(148.dp)
                    .clip(MaterialTheme.shapes.medium)
                    .clickable(onClickLabel = LocalTexts.current.photo.enlarge, role = Role.Button) { open = i },
            )
        }
    }
    open?.let { PictureViewer(pictures, it, ::labelOf, onTurn = { open = it }, onClose = { open = null }) }
}
