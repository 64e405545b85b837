package vn.langnghe.ui.start

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.WelcomeActions
import vn.langnghe.kit.screen.WelcomeState
import vn.langnghe.kit.screen.WelcomeStep
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Beside
import vn.langnghe.ui.parts.CheckRow
import vn.langnghe.ui.parts.DialStrip
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.Mark
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.theme.Look

/** The first start: what this is and isn't for, then the consent. */
@Composable
fun WelcomeScreen(
    state: WelcomeState,
    actions: WelcomeActions,
) {
    when (state.step) {
        WelcomeStep.WHAT_IT_IS -> WhatItIs(state, actions)
        WelcomeStep.CONSENT -> Consent(state, actions)
    }
}

@Composable
private fun WhatItIs(
    state: WelcomeState,
    actions: WelcomeActions,
) {
    val texts = LocalTexts.current.welcome
    Frame(
        title = null,
        onBack = null,
        foot = { StrongButton(texts.next, actions::next) },
    ) {
        Row(
            Modifier.padding(top = 20.dp),
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Mark(44.dp)
            Text(LocalTexts.current.home.title, style = Look.type.title)
        }
        Heading(texts.title, style = Look.type.display)
        Point(Signs.camera, texts.capture)
        Point(Signs.noSignal, texts.offline)
        Point(Signs.office, texts.answer)
        Surface(Modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = Look.palette.card) {
            Column(Modifier.padding(top = 14.dp), Arrangement.spacedBy(10.dp)) {
                Heading(texts.notForTitle, Modifier.padding(horizontal = 12.dp))
                state.notFor.forEach { NotFor(it) }
                DialStrip(state.emergency, actions::call)
            }
        }
    }
}

@Composable
private fun Point(
    sign: ImageVector,
    text: String,
) {
    Beside(
        {
            Surface(shape = CircleShape, color = Look.palette.hoe, contentColor = Look.palette.onHoe) {
                Sign(sign, Modifier.padding(11.dp))
            }
        },
        gap = 14.dp,
        align = Alignment.CenterVertically,
    ) { Text(text, it, style = Look.type.body) }
}

@Composable
private fun NotFor(text: String) {
    Beside(
        { Sign(Signs.close, Modifier.padding(top = 4.dp), size = 18.dp, tint = Look.palette.son) },
        Modifier.padding(horizontal = 12.dp),
        gap = 10.dp,
    ) { Text(text, it, style = Look.type.body) }
}

@Composable
private fun Consent(
    state: WelcomeState,
    actions: WelcomeActions,
) {
    val texts = LocalTexts.current.welcome
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    Frame(
        texts.consentTitle,
        actions::back,
        foot = {
            CheckRow(texts.agree, state.agreed, actions::agree)
            StrongButton(texts.begin, actions::begin, enabled = state.agreed)
        },
    ) {
        Text(state.consent, style = Look.type.body)
    }
}
