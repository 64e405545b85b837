package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.Notice
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/** What a part of a screen is about; a screen reader jumps from one to the next. */
@Composable
fun Heading(
    text: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Look.type.heading,
    colour: Color = Look.palette.ink,
    align: TextAlign = TextAlign.Start,
) {
    Text(text, modifier.semantics { heading() }, color = colour, style = style, textAlign = align)
}

/** The head of a screen: the way back, and what it is. */
@Composable
fun TopBar(
    title: String,
    onBack: (() -> Unit)?,
    modifier: Modifier = Modifier,
    trailing: @Composable () -> Unit = {},
) {
    Row(
        modifier.fillMaxWidth().heightIn(min = 60.dp).padding(start = if (onBack == null) Margin else 4.dp, end = 8.dp),
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        if (onBack != null) SignButton(Signs.back, LocalTexts.current.common.back, onBack)
        Heading(title, Modifier.weight(1f).padding(vertical = 8.dp), style = Look.type.title)
        trailing()
    }
}

/** One thing that the person should know, on a ground of its own; it is read aloud when it comes. */
@Composable
fun Banner(
    text: String,
    sign: ImageVector,
    modifier: Modifier = Modifier,
    ground: Color = Look.palette.hoeSoft,
    below: @Composable () -> Unit = {},
) {
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        shape = MaterialTheme.shapes.medium,
        color = ground,
        contentColor = Look.palette.ink,
    ) {
        Column(Modifier.padding(14.dp), Arrangement.spacedBy(10.dp)) {
            Beside({ Sign(sign, Modifier.padding(top = 1.dp)) }) { Text(text, it, style = Look.type.body) }
            below()
        }
    }
}

/** What happened, what is safe, what to do; with what it is [about] and the ways out, if any. */
@Composable
fun NoticeCard(
    notice: Notice,
    modifier: Modifier = Modifier,
    about: String? = null,
    waysOut: @Composable () -> Unit = {},
) {
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Assertive },
        shape = MaterialTheme.shapes.medium,
        color = Look.palette.hoeSoft,
        contentColor = Look.palette.ink,
    ) {
        Column(Modifier.padding(14.dp), Arrangement.spacedBy(10.dp)) {
            Beside({ Sign(Signs.attention, Modifier.padding(top = 1.dp)) }) { wide ->
                Column(wide, Arrangement.spacedBy(4.dp)) {
                    about?.let { Text(it, style = Look.type.small) }
                    Text(notice.happened, style = Look.type.strong)
                    listOf(notice.safe, notice.wayOut).filter(String::isNotEmpty).forEach {
                        Text(it, style = Look.type.body)
                    }
                }
            }
            waysOut()
        }
    }
}

/** It is being read. */
@Composable
fun Waiting(
    text: String,
    modifier: Modifier = Modifier,
) {
    Row(
        modifier.fillMaxWidth().padding(Margin).semantics(mergeDescendants = true) {
            liveRegion = LiveRegionMode.Polite
        },
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        CircularProgressIndicator(Modifier.size(24.dp), strokeWidth = 3.dp)
        Text(text, style = Look.type.body, color = Look.palette.inkSoft)
    }
}
