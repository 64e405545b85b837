package vn.langnghe.ui.report

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.ClockView
import vn.langnghe.kit.screen.ParkedView
import vn.langnghe.kit.screen.RatingView
import vn.langnghe.kit.screen.ReportActions
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.WayOut
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Beside
import vn.langnghe.ui.parts.Heading
import vn.langnghe.ui.parts.LadderSteps
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.theme.Look

/** How it stands: the case in words, the ladder in steps. */
@Composable
internal fun Standing(content: ReportContent) {
    val palette = Look.palette
    Surface(Modifier.fillMaxWidth(), shape = MaterialTheme.shapes.large, color = palette.card) {
        Column(Modifier.padding(vertical = 16.dp), Arrangement.spacedBy(14.dp)) {
            Column(
                Modifier.padding(horizontal = 16.dp).semantics(mergeDescendants = true) {
                    liveRegion = LiveRegionMode.Polite
                },
            ) {
                Text(content.status?.words ?: content.ladder.words, style = Look.type.title)
                content.status?.unit?.let { Text(it, color = palette.inkSoft, style = Look.type.body) }
                content.status?.takeUnless { it.asked }?.reason?.let {
                    Text(it, Modifier.padding(top = 6.dp), style = Look.type.body)
                }
            }
            content.status?.let { Circumstances(it, Modifier.padding(horizontal = 16.dp)) }
            LadderSteps(content.ladder, Modifier.padding(horizontal = 8.dp))
            if (content.status != null) {
                Text(
                    content.ladder.words,
                    Modifier.padding(horizontal = 16.dp),
                    color = palette.inkSoft,
                    style = Look.type.small,
                )
            }
        }
    }
}

/** How content the person said they were. */
@Composable
internal fun Rated(rating: RatingView) {
    Beside({ Sign(Signs.starFull, Modifier.padding(top = 1.dp), tint = Look.palette.cham) }) { wide ->
        Column(wide.semantics(mergeDescendants = true) {}) {
            Text(LocalTexts.current.report.rated(n = "${rating.stars}"), style = Look.type.strong)
            if (rating.words.isNotEmpty()) Text(rating.words, style = Look.type.body)
        }
    }
}

/** *Hạn tiếp nhận* and *hạn xử lý*, each with the rule that it rests on. */
@Composable
internal fun Clocks(clocks: List<ClockView>) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Heading(LocalTexts.current.report.clocks)
        clocks.forEach { Clock(it) }
    }
}

@Composable
private fun Clock(clock: ClockView) {
    val palette = Look.palette
    Surface(
        Modifier.fillMaxWidth().semantics(mergeDescendants = true) {},
        shape = MaterialTheme.shapes.medium,
        color = if (clock.overdue) palette.sonSoft else palette.card,
        border = BorderStroke(1.dp, palette.hairline),
    ) {
        Row(Modifier.padding(14.dp), Arrangement.spacedBy(12.dp)) {
            Sign(
                if (clock.done) Signs.check else Signs.clock,
                Modifier.padding(top = 1.dp),
                tint = if (clock.overdue) palette.son else palette.cham,
            )
            Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
                Text(clock.name, style = Look.type.small)
                Text(clock.due, style = Look.type.strong)
                if (clock.standing.isNotEmpty()) {
                    val colour = if (clock.overdue) palette.son else palette.cham
                    Text(clock.standing, color = colour, style = Look.type.smallStrong)
                }
                Text(clock.basis, color = palette.inkSoft, style = Look.type.small)
            }
        }
    }
}

/** What is parked, why, and each way out of it. */
@Composable
internal fun ParkedCard(
    parked: ParkedView,
    actions: ReportActions,
) {
    val texts = LocalTexts.current.report
    NoticeCard(parked.notice, about = parked.what) {
        parked.waysOut.forEach { way ->
            val (name, sign) =
                when (way) {
                    WayOut.RETRY -> LocalTexts.current.common.retry to Signs.again
                    WayOut.COPY -> texts.copy to Signs.edit
                    WayOut.LET_GO -> texts.letGo to Signs.close
                    WayOut.WITHDRAW -> texts.withdraw to Signs.bin
                }
            QuietButton(name, { actions.takeWayOut(way) }, Modifier.fillMaxWidth(), sign, Look.palette.ink)
        }
    }
}
