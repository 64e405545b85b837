package vn.langnghe.ui.icons

import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.theme.Look

/** A sign beside words: it grows with them, though not as far, and isn't read aloud. */
@Composable
internal fun Sign(
    sign: ImageVector,
    modifier: Modifier = Modifier,
    size: Dp = 24.dp,
    tint: Color = LocalContentColor.current,
) {
    val growth = Look.textScale.coerceIn(1f, MOST_GROWTH)
    Icon(sign, contentDescription = null, modifier.size(size * growth), tint)
}

private const val MOST_GROWTH = 1.5f
