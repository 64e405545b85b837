package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look

/** A sign and its words side by side; where text is large, the words get the whole width below it. */
@Composable
fun Beside(
    sign: @Composable () -> Unit,
    modifier: Modifier = Modifier,
    gap: Dp = 12.dp,
    align: Alignment.Vertical = Alignment.Top,
    words: @Composable (Modifier) -> Unit,
) {
    if (Look.textScale > LARGE_TEXT) {
        Column(modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
            sign()
            words(Modifier.fillMaxWidth())
        }
    } else {
        Row(modifier.fillMaxWidth(), Arrangement.spacedBy(gap), align) {
            sign()
            words(Modifier.weight(1f))
        }
    }
}
