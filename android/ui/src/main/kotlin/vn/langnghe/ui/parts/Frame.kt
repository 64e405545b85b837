package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.HorizontalDivider
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/**
 * A screen that scrolls under its head, with its strong action at the thumb.
 *
 * Where text is large or the screen low, the foot scrolls with the rest: staying, it would leave
 * too little room to read.
 */
@Composable
fun Frame(
    title: String?,
    onBack: (() -> Unit)?,
    trailing: @Composable () -> Unit = {},
    foot: (@Composable ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    BoxWithConstraints(Modifier.fillMaxSize(), contentAlignment = Alignment.TopCenter) {
        val footStays = Look.textScale <= LARGE_TEXT && maxHeight >= 560.dp
        Column(Modifier.fillMaxSize().widthIn(max = 640.dp)) {
            if (title != null) TopBar(title, onBack, trailing = trailing)
            Column(
                Modifier
                    .weight(1f)
                    .fillMaxWidth()
                    .verticalScroll(rememberScrollState())
                    .padding(start = Margin, end = Margin, top = 4.dp, bottom = 24.dp),
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                content()
                if (!footStays) foot?.invoke(this)
            }
            if (footStays && foot != null) {
                HorizontalDivider(color = Look.palette.hairline)
                Column(
                    Modifier.fillMaxWidth().padding(horizontal = Margin, vertical = 12.dp),
                    verticalArrangement = Arrangement.spacedBy(10.dp),
                    content = foot,
                )
            }
        }
    }
}
