package vn.langnghe.ui.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.MonthOfData
import vn.langnghe.kit.screen.SettingsActions
import vn.langnghe.kit.screen.SettingsState
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.bytes
import vn.langnghe.ui.parts.Choices
import vn.langnghe.ui.parts.Frame
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.SwitchRow
import vn.langnghe.ui.parts.Waiting
import vn.langnghe.ui.theme.Look

/** What the person has decided: data, size of text, language, privacy; and what this is. */
@Composable
fun SettingsScreen(
    state: SettingsState,
    actions: SettingsActions,
) {
    val texts = LocalTexts.current.settings
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    Frame(texts.title, actions::back) {
        Part(texts.data) {
            SwitchRow(texts.wifiOnly, state.photosOnWifiOnly, actions::photosOnWifiOnly, more = texts.wifiOnlyMore)
            DataUsed(state.dataUsed)
        }
        Part(texts.textSize) {
            Choices(
                listOf(
                    TextSize.NORMAL to texts.textNormal,
                    TextSize.LARGE to texts.textLarge,
                    TextSize.LARGEST to texts.textLargest,
                    TextSize.DOUBLE to texts.textDouble,
                ),
                state.textSize,
                actions::textSize,
            )
        }
        Part(texts.languageTitle) {
            Choices(
                listOf(
                    LanguageChoice.SYSTEM to texts.languageSystem,
                    LanguageChoice.VIETNAMESE to texts.languageVietnamese,
                    LanguageChoice.ENGLISH to texts.languageEnglish,
                ),
                state.language,
                actions::language,
            )
        }
        Part(texts.privacy) {
            SwitchRow(texts.hideScreens, state.screensHidden, actions::hideScreens, more = texts.hideScreensMore)
        }
        Part(texts.about) {
            state.about.forEach { Text(it, Modifier.padding(bottom = 6.dp), style = Look.type.body) }
            Text(texts.version(version = state.version), color = Look.palette.inkSoft, style = Look.type.small)
        }
    }
}

@Composable
private fun Part(
    title: String,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
        Heading(title)
        Surface(Modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = Look.palette.card) {
            Column(Modifier.padding(horizontal = 16.dp, vertical = 8.dp), content = content)
        }
    }
}

@Composable
private fun DataUsed(used: Loaded<List<MonthOfData>>) {
    val texts = LocalTexts.current
    when (used) {
        is Loaded.Loading -> {
            Waiting(texts.settings.dataLoading)
        }

        is Loaded.Failed -> {
            NoticeCard(used.notice)
        }

        is Loaded.Ready -> {
            Column(Modifier.padding(vertical = 8.dp), Arrangement.spacedBy(6.dp)) {
                Text(texts.settings.dataUsed, style = Look.type.body)
                if (used.value.isEmpty()) {
                    Text(texts.settings.dataNone, color = Look.palette.inkSoft, style = Look.type.small)
                }
                used.value.forEach { month ->
                    Text(
                        texts.settings.dataMonth(
                            month = month.month,
                            sent = bytes(month.sentBytes, texts.language),
                            received = bytes(month.receivedBytes, texts.language),
                        ),
                        Modifier.semantics(mergeDescendants = true) {},
                        color = Look.palette.inkSoft,
                        style = Look.type.small,
                    )
                }
            }
        }
    }
}
