package vn.langnghe.ui.home

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.HomeActions
import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Banner
import vn.langnghe.ui.parts.DialStrip
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.SignButton
import vn.langnghe.ui.parts.TopBar
import vn.langnghe.ui.parts.Waiting
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/*
 * The first thing that is seen: one great button over half of the screen, below it what became of
 * the person's reports, and at the foot the numbers to dial when a report would come too late.
 */

/** Home. On its side, the button takes the left half instead of the upper one. */
@Composable
fun HomeScreen(
    state: HomeState,
    actions: HomeActions,
) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val half = maxHeight / 2
        // Where text is large or the screen low, a foot that stays would leave no room for the rest.
        val footStays = Look.textScale <= LARGE_TEXT && maxHeight >= 560.dp
        if (maxWidth > maxHeight) {
            Row(Modifier.fillMaxSize()) {
                CaptureButton(actions::capture, Modifier.weight(1f).fillMaxHeight().padding(12.dp))
                HomeList(Modifier.weight(1f)) {
                    bar(actions)
                    // Its place is kept, so that a turned phone shows the same part of the list.
                    item("capture") {}
                    reports(state, actions)
                    dial(state, actions)
                }
            }
        } else {
            Column(Modifier.fillMaxSize()) {
                HomeList(Modifier.weight(1f)) {
                    bar(actions)
                    item("capture") {
                        CaptureButton(
                            actions::capture,
                            Modifier.fillMaxWidth().heightIn(min = half).padding(horizontal = 12.dp),
                        )
                    }
                    reports(state, actions)
                    if (!footStays) dial(state, actions)
                }
                if (footStays) {
                    HorizontalDivider(color = Look.palette.hairline)
                    DialStrip(state.emergency, actions::call)
                }
            }
        }
    }
}

@Composable
private fun HomeList(
    modifier: Modifier,
    content: LazyListScope.() -> Unit,
) {
    LazyColumn(
        modifier.fillMaxWidth(),
        contentPadding = PaddingValues(bottom = 20.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
        content = content,
    )
}

private fun LazyListScope.bar(actions: HomeActions) =
    item("bar") {
        val texts = LocalTexts.current.home
        TopBar(texts.title, onBack = null) { SignButton(Signs.settings, texts.settings, actions::settings) }
    }

private fun LazyListScope.dial(
    state: HomeState,
    actions: HomeActions,
) = item("dial") { DialStrip(state.emergency, actions::call) }

private fun LazyListScope.reports(
    state: HomeState,
    actions: HomeActions,
) {
    if (state.link == Link.OFFLINE || state.waiting > 0) item("link") { Delivery(state, actions) }
    item("mine") {
        Heading(LocalTexts.current.home.mine, Modifier.padding(start = Margin, end = Margin, top = 8.dp))
    }
    when (val loaded = state.items) {
        is Loaded.Loading -> {
            item("loading") { Waiting(LocalTexts.current.home.loading) }
        }

        is Loaded.Failed -> {
            item("failed") {
                NoticeCard(loaded.notice, Modifier.padding(horizontal = Margin)) {
                    QuietButton(LocalTexts.current.common.retry, actions::reload, sign = Signs.again)
                }
            }
        }

        is Loaded.Ready -> {
            ready(loaded.value, actions)
        }
    }
}

private fun LazyListScope.ready(
    reports: List<HomeItem>,
    actions: HomeActions,
) {
    if (reports.isEmpty()) {
        item("empty") {
            Column(Modifier.padding(horizontal = Margin), Arrangement.spacedBy(4.dp)) {
                Text(LocalTexts.current.home.empty, style = Look.type.strong)
                Text(LocalTexts.current.home.emptyHint, color = Look.palette.inkSoft, style = Look.type.body)
            }
        }
    }
    items(reports, key = { "report ${it.id}" }) { report ->
        HomeCard(report, onOpen = { actions.open(report) }, Modifier.padding(horizontal = 12.dp))
    }
}

/** Whether there is a network, what waits, why, and what can be done. */
@Composable
private fun Delivery(
    state: HomeState,
    actions: HomeActions,
) {
    val texts = LocalTexts.current.home
    val offline = state.link == Link.OFFLINE
    val lines =
        listOfNotNull(
            texts.offline.takeIf { offline },
            texts.waiting(count = "${state.waiting}").takeIf { state.waiting > 0 },
            state.why.takeIf { it.isNotEmpty() && !offline },
        )
    Banner(
        lines.joinToString("\n"),
        if (offline) Signs.noSignal else Signs.clock,
        Modifier.padding(horizontal = 12.dp),
    ) {
        if (!offline) QuietButton(texts.sendNow, actions::sync, sign = Signs.send, colour = Look.palette.ink)
    }
}
