package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Checkbox
import androidx.compose.material3.CheckboxDefaults
import androidx.compose.material3.RadioButton
import androidx.compose.material3.RadioButtonDefaults
import androidx.compose.material3.Switch
import androidx.compose.material3.SwitchDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.theme.Look

/** Something that is on or off; the whole row is touched. */
@Composable
fun SwitchRow(
    text: String,
    on: Boolean,
    onChange: (Boolean) -> Unit,
    modifier: Modifier = Modifier,
    more: String? = null,
) {
    Row(
        modifier.fillMaxWidth().heightIn(min = 56.dp).toggleable(on, role = Role.Switch, onValueChange = onChange),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f).padding(vertical = 6.dp)) {
            Text(text, style = Look.type.body)
            more?.let { Text(it, color = Look.palette.inkSoft, style = Look.type.small) }
        }
        Switch(
            on,
            onCheckedChange = null,
            colors =
                SwitchDefaults.colors(
                    uncheckedTrackColor = Look.palette.card,
                    uncheckedThumbColor = Look.palette.edge,
                    uncheckedBorderColor = Look.palette.edge,
                ),
        )
    }
}

/** Something to agree to, or one of several that can be chosen together. */
@Composable
fun CheckRow(
    text: String,
    checked: Boolean,
    onChange: (Boolean) -> Unit,
    modifier: Modifier = Modifier,
    style: TextStyle = Look.type.strong,
) {
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(
                min = 60.dp,
            ).toggleable(checked, role = Role.Checkbox, onValueChange = onChange),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Checkbox(
            checked,
            onCheckedChange = null,
            colors = CheckboxDefaults.colors(uncheckedColor = Look.palette.edge),
        )
        Text(text, Modifier.weight(1f), style = style)
    }
}

/** One of several. */
@Composable
fun <T> Choices(
    all: List<Pair<T, String>>,
    chosen: T,
    onChoose: (T) -> Unit,
    modifier: Modifier = Modifier,
) {
    Column(modifier.selectableGroup()) {
        all.forEach { (value, name) ->
            Row(
                Modifier
                    .fillMaxWidth()
                    .heightIn(min = 52.dp)
                    .selectable(value == chosen, role = Role.RadioButton) { onChoose(value) },
                horizontalArrangement = Arrangement.spacedBy(14.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                RadioButton(
                    value == chosen,
                    onClick = null,
                    colors = RadioButtonDefaults.colors(unselectedColor = Look.palette.edge),
                )
                Text(name, Modifier.weight(1f), style = Look.type.body)
            }
        }
    }
}
