package vn.langnghe.ui.report

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.TimelineEntry
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.theme.Look

/** What has happened, in order. Each entry is read aloud as one: what, when, the words. */
@Composable
internal fun Timeline(entries: List<TimelineEntry>) {
    Column {
        Heading(LocalTexts.current.report.timeline, Modifier.padding(bottom = 10.dp))
        entries.forEachIndexed { i, entry -> Entry(entry, last = i == entries.lastIndex) }
    }
}

@Composable
private fun Entry(
    entry: TimelineEntry,
    last: Boolean,
) {
    val palette = Look.palette
    Row(
        Modifier.fillMaxWidth().height(IntrinsicSize.Min).semantics(mergeDescendants = true) {},
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Column(Modifier.fillMaxHeight(), horizontalAlignment = Alignment.CenterHorizontally) {
            val reply = entry.kind == EntryKind.REPLY
            Box(
                Modifier.size(32.dp).background(if (reply) palette.cham else palette.chamSoft, CircleShape),
                contentAlignment = Alignment.Center,
            ) {
                val tint = if (reply) palette.onCham else palette.cham
                Sign(signOf(entry.kind), size = 18.dp, tint = tint)
            }
            if (!last) Box(Modifier.weight(1f).width(2.dp).background(palette.hairline))
        }
        Column(Modifier.weight(1f).padding(top = 3.dp, bottom = 18.dp), Arrangement.spacedBy(2.dp)) {
            Text(entry.title, style = Look.type.strong)
            Text(entry.at, color = palette.inkSoft, style = Look.type.small)
            if (entry.body.isNotEmpty()) Body(entry)
        }
    }
}

/** Words of a person stand on a ground of their own. */
@Composable
private fun Body(entry: TimelineEntry) {
    val spoken = entry.kind == EntryKind.REPLY || entry.kind == EntryKind.SAID
    if (spoken) {
        Surface(
            Modifier.padding(top = 6.dp),
            shape = MaterialTheme.shapes.medium,
            color = if (entry.kind == EntryKind.REPLY) Look.palette.chamSoft else Look.palette.card,
        ) { Text(entry.body, Modifier.padding(12.dp), style = Look.type.body) }
    } else {
        Text(entry.body, style = Look.type.body)
    }
}

private fun signOf(kind: EntryKind): ImageVector =
    when (kind) {
        EntryKind.RECEIVED -> Signs.office
        EntryKind.PHOTOGRAPH -> Signs.picture
        EntryKind.STATUS, EntryKind.AGREED -> Signs.check
        EntryKind.REPLY -> Signs.words
        EntryKind.UNIT -> Signs.office
        EntryKind.CLOCKS, EntryKind.RESCHEDULED, EntryKind.PAUSED, EntryKind.RESUMED -> Signs.clock
        EntryKind.LEVEL -> Signs.attention
        EntryKind.MERGED, EntryKind.FOLLOWED -> Signs.gallery
        EntryKind.SAID -> Signs.edit
        EntryKind.OTHER -> Signs.chevron
    }
