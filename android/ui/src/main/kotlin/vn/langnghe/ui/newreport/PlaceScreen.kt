package vn.langnghe.ui.newreport

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.CommuneMatch
import vn.langnghe.kit.screen.PlacePickerActions
import vn.langnghe.kit.screen.PlacePickerState
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.map.CommuneMap
import vn.langnghe.ui.parts.Field
import vn.langnghe.ui.parts.StrongButton
import vn.langnghe.ui.parts.TopBar
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/** Where it is: by name, today's or the former one, or with a finger on the map. */
@Composable
fun PlaceScreen(
    state: PlacePickerState,
    actions: PlacePickerActions,
) {
    val texts = LocalTexts.current.picker
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val mapHeight = minOf(maxHeight * MAP_SHARE, maxWidth * MAP_SHAPE).coerceAtLeast(220.dp)
        LazyColumn(
            Modifier.fillMaxSize(),
            contentPadding = PaddingValues(bottom = 24.dp),
            verticalArrangement = Arrangement.spacedBy(10.dp),
        ) {
            item("bar") { TopBar(texts.title, actions::back) }
            item("search") {
                Field(
                    state.query,
                    actions::search,
                    texts.search,
                    Modifier.padding(horizontal = Margin),
                    hint = texts.searchHint,
                    sign = Signs.search,
                )
            }
            // Who types looks at the list; the keyboard leaves no room for more.
            if (state.query.isBlank()) map(state, actions, mapHeight)
            matches(state, actions)
        }
    }
}

private fun LazyListScope.map(
    state: PlacePickerState,
    actions: PlacePickerActions,
    height: Dp,
) = item("map") {
    Column(Modifier.padding(horizontal = 12.dp), Arrangement.spacedBy(8.dp)) {
        CommuneMap(
            state.map,
            state.chosen,
            state.here,
            actions::tap,
            Modifier.fillMaxWidth().height(height).clip(MaterialTheme.shapes.large),
        )
        val marked = state.map.find { it.code == state.chosen }
        if (marked != null) {
            StrongButton(
                LocalTexts.current.picker.take(name = marked.name),
                { actions.choose(marked.code) },
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                sign = Signs.check,
            )
        }
        Text(
            state.boundaryNotice,
            Modifier.padding(horizontal = 4.dp),
            color = Look.palette.inkSoft,
            style = Look.type.small,
        )
    }
}

private fun LazyListScope.matches(
    state: PlacePickerState,
    actions: PlacePickerActions,
) {
    if (state.matches.isEmpty() && state.query.isNotBlank()) {
        item("none") {
            Text(
                LocalTexts.current.picker.none(query = state.query),
                Modifier.padding(horizontal = Margin).semantics { liveRegion = LiveRegionMode.Polite },
                style = Look.type.body,
            )
        }
    }
    items(state.matches, key = { "commune ${it.code} ${it.formerName}" }) { match ->
        Match(match, match.code == state.chosen) { actions.choose(match.code) }
    }
}

@Composable
private fun Match(
    match: CommuneMatch,
    chosen: Boolean,
    onChoose: () -> Unit,
) {
    val palette = Look.palette
    Surface(
        onClick = onChoose,
        modifier =
            Modifier.fillMaxWidth().padding(horizontal = 12.dp).semantics(mergeDescendants = true) {
                role = Role.Button
                selected = chosen
            },
        shape = MaterialTheme.shapes.medium,
        color = if (chosen) palette.chamSoft else palette.card,
        contentColor = palette.ink,
    ) {
        Row(
            Modifier.heightIn(min = 60.dp).padding(horizontal = 14.dp, vertical = 10.dp),
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Sign(if (chosen) Signs.check else Signs.pin, tint = palette.cham)
            Column(Modifier.weight(1f)) {
                Text(match.name, style = Look.type.strong)
                match.formerName?.let {
                    Text(
                        LocalTexts.current.picker.formerly(name = it),
                        color = palette.inkSoft,
                        style = Look.type.small,
                    )
                }
            }
        }
    }
}

private const val MAP_SHARE = 0.42f

/** The province is half again as wide as it is high. */
private const val MAP_SHAPE = 0.74f
