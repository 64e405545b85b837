package vn.langnghe.ui.home

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
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
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.LadderStrip
import vn.langnghe.ui.parts.Picture
import vn.langnghe.ui.theme.Look

/** A draft or a report in the list: what, where, when, and how far it has come. */
@Composable
internal fun HomeCard(
    report: HomeItem,
    onOpen: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val palette = Look.palette
    Surface(
        onClick = onOpen,
        modifier = modifier.fillMaxWidth().semantics(mergeDescendants = true) { role = Role.Button },
        shape = MaterialTheme.shapes.large,
        color = palette.card,
        contentColor = palette.ink,
        border =
            BorderStroke(
                if (report.needsYou) 2.dp else 1.dp,
                if (report.needsYou) palette.hoe else palette.hairline,
            ),
    ) {
        Column(Modifier.padding(12.dp), Arrangement.spacedBy(10.dp)) {
            if (report.needsYou) NeedsYou()
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                report.picture?.let {
                    Picture(it, label = null, Modifier.size(76.dp).clip(RoundedCornerShape(12.dp)))
                }
                Column(Modifier.weight(1f)) {
                    Text(report.title, style = Look.type.strong)
                    Text("${report.where} · ${report.date}", color = palette.inkSoft, style = Look.type.small)
                    if (report.firstLine.isNotEmpty()) Text(report.firstLine, style = Look.type.small)
                }
            }
            if (!report.isDraft) LadderStrip(report.ladder)
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Text(report.status ?: report.ladder.words, Modifier.weight(1f), style = Look.type.smallStrong)
                Sign(Signs.chevron, size = 18.dp, tint = palette.inkSoft)
            }
        }
    }
}

/** It needs the person: said in words, not by a colour alone. */
@Composable
private fun NeedsYou() {
    Surface(shape = RoundedCornerShape(8.dp), color = Look.palette.hoe, contentColor = Look.palette.onHoe) {
        Box(Modifier.padding(horizontal = 10.dp, vertical = 2.dp)) {
            Text(LocalTexts.current.home.needsYou, style = Look.type.smallStrong)
        }
    }
}
