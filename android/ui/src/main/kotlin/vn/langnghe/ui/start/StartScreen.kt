package vn.langnghe.ui.start

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.StartActions
import vn.langnghe.kit.screen.StartState
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Ask
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.Mark
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.theme.Look

/** What is seen while the store is being opened, or when it can't be. */
@Composable
fun StartScreen(
    state: StartState,
    actions: StartActions,
) {
    when (state) {
        is StartState.Opening -> Opening()
        is StartState.Trouble -> Trouble(state, actions)
        is StartState.Open -> Unit
    }
}

@Composable
private fun Opening() {
    val texts = LocalTexts.current
    Column(
        Modifier.fillMaxSize().padding(24.dp),
        verticalArrangement = Arrangement.spacedBy(16.dp, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Mark(112.dp)
        Heading(texts.home.title, style = Look.type.display, align = TextAlign.Center)
        Text(
            texts.start.opening,
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            color = Look.palette.inkSoft,
            textAlign = TextAlign.Center,
        )
    }
}

@Composable
private fun Trouble(
    state: StartState.Trouble,
    actions: StartActions,
) {
    val texts = LocalTexts.current.start
    var asking by rememberSaveable { mutableStateOf(false) }
    Frame(
        texts.troubleTitle,
        onBack = null,
        foot = {
            if (state.canStartClean) {
                QuietButton(texts.startClean, { asking = true }, Modifier.fillMaxWidth())
            }
            if (state.canRetry) StrongButton(LocalTexts.current.common.retry, actions::retry, sign = Signs.again)
        },
    ) {
        NoticeCard(state.notice)
    }
    if (asking) {
        Ask(
            texts.startClean,
            texts.startCleanBody,
            texts.startCleanYes,
            onYes = {
                asking = false
                actions.startClean()
            },
            onNo = { asking = false },
        )
    }
}
