package vn.langnghe.ui.newreport

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.PageField
import vn.langnghe.kit.screen.PageState
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.bytes
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Ask
import vn.langnghe.ui.parts.DialFirst
import vn.langnghe.ui.parts.Field
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.parts.SwitchRow
import vn.langnghe.ui.parts.Waiting
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look

/**
 * The one page of a report: photographs, category, place, words, and *GỬI*.
 *
 * Until the draft was read there is nothing on it to tap: what comes in above would push that away
 * from under the finger, and the tap would be lost.
 */
@Composable
fun PageScreen(
    state: PageState,
    actions: PageActions,
) {
    val texts = LocalTexts.current.page
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    if (state.loading) Frame(texts.title, actions::back) { Waiting(texts.loading) } else Page(state, actions)
}

@Composable
private fun Page(
    state: PageState,
    actions: PageActions,
) {
    val texts = LocalTexts.current.page
    Frame(
        texts.title,
        actions::back,
        trailing = { if (Look.textScale <= LARGE_TEXT) SavedAlready() },
        foot = { Foot(state, actions) },
    ) {
        if (Look.textScale > LARGE_TEXT) SavedAlready()
        if (state.danger.isNotEmpty()) DialFirst(state.danger, actions::call)
        Photographs(state, actions)
        Problem(state, PageField.PHOTOGRAPHS)
        CategoryLine(state.category, actions::changeCategory)
        Problem(state, PageField.CATEGORY)
        state.questions.forEach { question -> key(question.code) { Question(question, actions) } }
        PlaceLine(state.place, actions)
        Problem(state, PageField.PLACE)
        Field(state.detail, actions::describePlace, texts.detail, hint = texts.detailHint)
        Words(state, actions)
        Problem(state, PageField.TEXT)
        SwitchRow(
            texts.hideName,
            state.nameHidden,
            actions::hideName,
            more = if (state.nameHidden) texts.nameHidden else texts.nameShown,
        )
        if (state.photoBytes > 0 && (state.link != Link.FREE || state.photosOnWifiOnly)) {
            SwitchRow(
                texts.wifiOnly,
                state.photosOnWifiOnly,
                actions::photosOnWifiOnly,
                more = texts.wifiOnlyMore(size = size(state.photoBytes)),
            )
        }
        Discard(actions)
    }
}

/** Nothing on this page can be lost, and it says so. */
@Composable
private fun SavedAlready() {
    Row(horizontalArrangement = Arrangement.spacedBy(4.dp), verticalAlignment = Alignment.CenterVertically) {
        Sign(Signs.check, size = 16.dp, tint = Look.palette.cham)
        Text(LocalTexts.current.page.savedAlready, color = Look.palette.cham, style = Look.type.small)
    }
}

@Composable
private fun Problem(
    state: PageState,
    field: PageField,
) {
    state.problems[field]?.let { NoticeCard(it) }
}

@Composable
private fun Words(
    state: PageState,
    actions: PageActions,
) {
    val texts = LocalTexts.current.page
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Field(state.text, actions::write, texts.words, hint = texts.wordsHint, lines = 3)
        if (state.text.isBlank() && state.readySentence.isNotEmpty()) {
            QuietButton(
                texts.ready(sentence = state.readySentence),
                { actions.write(state.readySentence) },
                Modifier.fillMaxWidth(),
                sign = Signs.edit,
            )
        }
    }
}

@Composable
private fun Discard(actions: PageActions) {
    val texts = LocalTexts.current.page
    var asking by rememberSaveable { mutableStateOf(false) }
    QuietButton(
        texts.discard,
        { asking = true },
        Modifier.fillMaxWidth(),
        sign = Signs.bin,
        colour = Look.palette.inkSoft,
    )
    if (asking) {
        Ask(
            texts.discardTitle,
            texts.discardBody,
            texts.discard,
            onYes = {
                asking = false
                actions.discard()
            },
            onNo = { asking = false },
        )
    }
}

@Composable
private fun ColumnScope.Foot(
    state: PageState,
    actions: PageActions,
) {
    val texts = LocalTexts.current.page
    state.notice?.let { NoticeCard(it) }
    val now = if (state.photosOnWifiOnly && state.link != Link.FREE) state.bytes - state.photoBytes else state.bytes
    Text(
        when (state.link) {
            Link.OFFLINE -> texts.sendOffline(size = size(now))
            Link.METERED -> texts.sendMetered(size = size(now))
            Link.FREE -> texts.sendFree(size = size(now))
        },
        Modifier.align(Alignment.CenterHorizontally),
        color = Look.palette.inkSoft,
        style = Look.type.small,
    )
    StrongButton(
        if (state.sending) texts.sending else texts.send,
        actions::send,
        sign = Signs.send,
        enabled = !state.sending,
    )
}

@Composable
private fun size(count: Long) = bytes(count, LocalTexts.current.language)
