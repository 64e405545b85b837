package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.EmergencyNumber
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/** *Đang nguy hiểm? Gọi 112 · 113 · 114 · 115*: a line and a row at the foot of a screen. */
@Composable
fun DialStrip(
    numbers: List<EmergencyNumber>,
    onCall: (String) -> Unit,
    modifier: Modifier = Modifier,
) {
    val inRow = if (Look.textScale > LARGE_TEXT) 2 else ROW
    Column(
        modifier.fillMaxWidth().padding(start = 12.dp, end = 12.dp, top = 8.dp, bottom = 10.dp),
        verticalArrangement = Arrangement.spacedBy(6.dp),
    ) {
        Text(
            LocalTexts.current.dial.danger,
            Modifier.padding(horizontal = 4.dp),
            color = Look.palette.son,
            style = Look.type.smallStrong,
        )
        numbers.chunked(inRow).forEach { row ->
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                row.forEach { ShortDial(it, onCall, Modifier.weight(1f)) }
            }
        }
    }
}

/** A number alone; whom it reaches is read aloud. */
@Composable
private fun ShortDial(
    number: EmergencyNumber,
    onCall: (String) -> Unit,
    modifier: Modifier,
) {
    val label = LocalTexts.current.dial.call(number = number.number, service = number.name)
    Surface(
        onClick = { onCall(number.number) },
        modifier =
            modifier.heightIn(min = Touch).semantics {
                contentDescription = label
                role = Role.Button
            },
        shape = MaterialTheme.shapes.small,
        color = Look.palette.sonSoft,
        contentColor = Look.palette.son,
    ) {
        Row(
            Modifier.padding(horizontal = 6.dp, vertical = 8.dp).clearAndSetSemantics {},
            horizontalArrangement = Arrangement.spacedBy(6.dp, Alignment.CenterHorizontally),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(Signs.phone, size = 18.dp)
            Text(number.number, style = Look.type.heading)
        }
    }
}

/** Numbers to dial before anything else: a report is not a rescue. */
@Composable
fun DialFirst(
    numbers: List<EmergencyNumber>,
    onCall: (String) -> Unit,
    modifier: Modifier = Modifier,
) {
    val texts = LocalTexts.current
    Surface(modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = Look.palette.sonSoft) {
        Column(Modifier.padding(Margin), Arrangement.spacedBy(10.dp)) {
            Heading(texts.dial.first, colour = Look.palette.son)
            Text(texts.dial.notRescue, style = Look.type.body)
            numbers.forEach { DialButton(it, onCall) }
        }
    }
}

/** One number, with whom it reaches. */
@Composable
fun DialButton(
    number: EmergencyNumber,
    onCall: (String) -> Unit,
    modifier: Modifier = Modifier,
) {
    Button(
        onClick = { onCall(number.number) },
        modifier = modifier.fillMaxWidth().heightIn(min = 60.dp),
        shape = MaterialTheme.shapes.medium,
        colors = ButtonDefaults.buttonColors(Look.palette.son, Look.palette.onSon),
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 8.dp),
    ) {
        Row(
            Modifier.fillMaxWidth(),
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(Signs.phone)
            val called = LocalTexts.current.dial.number(number = number.number)
            if (Look.textScale > LARGE_TEXT) {
                Column(Modifier.weight(1f)) {
                    Text(called, style = Look.type.number)
                    Text(number.name, style = Look.type.body)
                }
            } else {
                Text(called, style = Look.type.number)
                Text(number.name, Modifier.weight(1f), style = Look.type.body)
            }
        }
    }
}

private const val ROW = 4
