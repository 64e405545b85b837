package vn.langnghe.ui.newreport

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.alpha
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.theme.Look

/** The shutter: the largest thing under the picture, where a thumb finds it without looking. */
@Composable
internal fun Shutter(
    busy: Boolean,
    enabled: Boolean,
    onPress: () -> Unit,
) {
    val palette = Look.palette
    val label = LocalTexts.current.camera.shutter
    Surface(
        onClick = onPress,
        modifier =
            Modifier.size(88.dp).semantics {
                contentDescription = label
                role = Role.Button
            },
        enabled = enabled,
        shape = CircleShape,
        color = Color.Transparent,
        border = BorderStroke(4.dp, palette.onNight),
    ) {
        Box(contentAlignment = Alignment.Center) {
            Box(
                Modifier
                    .padding(10.dp)
                    .size(68.dp)
                    .alpha(if (enabled) 1f else DISABLED)
                    .background(palette.hoe, CircleShape),
            )
            if (busy) CircularProgressIndicator(Modifier.size(68.dp), color = palette.onNight, strokeWidth = 5.dp)
        }
    }
}

private const val DISABLED = 0.35f
