package vn.langnghe.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.theme.Look

/** The least that a finger gets. */
val Touch = 48.dp

/** The one strong action of a screen. */
@Composable
fun StrongButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    sign: ImageVector? = null,
    enabled: Boolean = true,
) {
    val palette = Look.palette
    Button(
        onClick,
        modifier.fillMaxWidth().heightIn(min = 64.dp),
        enabled = enabled,
        shape = MaterialTheme.shapes.large,
        colors =
            ButtonDefaults.buttonColors(
                disabledContainerColor = palette.hairline,
                disabledContentColor = palette.inkSoft,
            ),
        contentPadding = PaddingValues(horizontal = 20.dp, vertical = 14.dp),
    ) { SignAndText(sign, text) }
}

/** Something else that can be done. */
@Composable
fun QuietButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    sign: ImageVector? = null,
    colour: Color = Look.palette.cham,
    enabled: Boolean = true,
) {
    OutlinedButton(
        onClick,
        modifier.heightIn(min = 52.dp),
        enabled = enabled,
        shape = MaterialTheme.shapes.medium,
        border = BorderStroke(1.5.dp, if (enabled) colour else Look.palette.hairline),
        colors = ButtonDefaults.outlinedButtonColors(contentColor = colour),
        contentPadding = PaddingValues(horizontal = 16.dp, vertical = 10.dp),
    ) { SignAndText(sign, text) }
}

@Composable
private fun RowScope.SignAndText(
    sign: ImageVector?,
    text: String,
) {
    Row(
        Modifier.weight(1f, fill = false),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        sign?.let { Sign(it) }
        Text(text, Modifier.weight(1f, fill = false), style = Look.type.action, textAlign = TextAlign.Center)
    }
}

/** A button that is only a sign; [label] is what is read aloud. */
@Composable
fun SignButton(
    sign: ImageVector,
    label: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    colour: Color = Look.palette.ink,
    ground: Color = Color.Transparent,
    enabled: Boolean = true,
) {
    Surface(
        onClick,
        modifier.size(Touch).semantics {
            contentDescription = label
            role = Role.Button
        },
        enabled = enabled,
        shape = CircleShape,
        color = ground,
        contentColor = colour,
    ) {
        Box(contentAlignment = Alignment.Center) { Sign(sign) }
    }
}
