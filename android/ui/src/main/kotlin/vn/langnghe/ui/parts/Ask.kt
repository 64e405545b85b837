package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Dialog
import androidx.compose.ui.window.DialogProperties
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.theme.Look

/** A panel over the screen; *back* and a finger beside it close it. */
@Composable
fun Panel(
    title: String,
    onClose: () -> Unit,
    content: @Composable ColumnScope.() -> Unit,
) {
    Dialog(onClose, DialogProperties()) {
        Surface(shape = MaterialTheme.shapes.extraLarge, color = Look.palette.card, contentColor = Look.palette.ink) {
            Column(
                Modifier.verticalScroll(rememberScrollState()).padding(20.dp),
                verticalArrangement = Arrangement.spacedBy(14.dp),
            ) {
                Heading(title, style = Look.type.title)
                content()
            }
        }
    }
}

/** Asks before something that can't be taken back. The safe answer stands last, at the thumb. */
@Composable
fun Ask(
    title: String,
    body: String,
    yes: String,
    onYes: () -> Unit,
    onNo: () -> Unit,
) {
    Panel(title, onNo) {
        Text(body, style = Look.type.body)
        QuietButton(yes, onYes, Modifier.fillMaxWidth(), colour = Look.palette.son)
        StrongButton(LocalTexts.current.common.no, onNo)
    }
}
