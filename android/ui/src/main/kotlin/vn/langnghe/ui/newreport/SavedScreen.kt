package vn.langnghe.ui.newreport

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.screen.SavedActions
import vn.langnghe.kit.screen.SavedState
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.LadderSteps
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.theme.Look

/** *Đã lưu an toàn. Chưa có sóng, máy sẽ tự gửi. Cất máy được rồi.* */
@Composable
fun SavedScreen(
    state: SavedState,
    actions: SavedActions,
) {
    val palette = Look.palette
    val texts = LocalTexts.current.saved
    LocalSystemBack.current.Handle(enabled = true, actions::done)
    Frame(
        title = null,
        onBack = null,
        foot = {
            QuietButton(texts.open, actions::open, Modifier.fillMaxWidth())
            StrongButton(texts.done, actions::done)
        },
    ) {
        Column(
            Modifier.fillMaxWidth().padding(top = 56.dp, bottom = 16.dp),
            verticalArrangement = Arrangement.spacedBy(18.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Box(Modifier.size(112.dp).background(palette.cham, CircleShape), Alignment.Center) {
                Sign(Signs.check, size = 64.dp, tint = palette.onCham)
            }
            Heading(texts.title, style = Look.type.display, align = TextAlign.Center)
            Text(
                whatNow(state),
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                style = Look.type.heading,
                textAlign = TextAlign.Center,
            )
        }
        Surface(Modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = palette.card) {
            LadderSteps(state.ladder, Modifier.padding(vertical = 16.dp, horizontal = 8.dp))
        }
        if (state.photosWaitForWifi && state.ladder.rung != Rung.TEXT_RECEIVED) {
            Text(
                texts.photosLater,
                Modifier.fillMaxWidth(),
                color = palette.inkSoft,
                style = Look.type.body,
                textAlign = TextAlign.Center,
            )
        }
    }
}

@Composable
private fun whatNow(state: SavedState): String {
    val texts = LocalTexts.current.saved
    return when {
        state.ladder.rung == Rung.COMPLETE -> texts.complete
        state.ladder.rung == Rung.TEXT_RECEIVED && state.photosWaitForWifi -> texts.photosWait
        state.ladder.rung == Rung.TEXT_RECEIVED -> texts.textReceived
        state.link == Link.OFFLINE -> texts.offline
        else -> texts.sending
    }
}
