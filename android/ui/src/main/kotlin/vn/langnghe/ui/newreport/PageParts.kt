package vn.langnghe.ui.newreport

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
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
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.CategoryTile
import vn.langnghe.kit.screen.PageActions
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.icons.Pictogram
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.Picture
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.SignButton
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look

private val Shot = 148.dp

/** The photographs of the draft in a row, each with a way to leave it out, and room for one more. */
@Composable
internal fun Photographs(
    state: PageState,
    actions: PageActions,
) {
    if (state.pictures.isEmpty()) {
        AddShot(first = true, actions::addPhotograph, Modifier.fillMaxWidth())
        return
    }
    Row(
        Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        state.pictures.forEachIndexed { i, picture ->
            Shot(picture, i + 1, state.pictures.size) { actions.removePhotograph(picture) }
        }
        if (state.hasRoom) AddShot(first = false, actions::addPhotograph, Modifier.widthIn(max = 240.dp))
    }
}

@Composable
private fun Shot(
    picture: PictureRef,
    number: Int,
    total: Int,
    onRemove: () -> Unit,
) {
    val texts = LocalTexts.current
    Box(Modifier.size(Shot)) {
        Picture(
            picture,
            texts.photo.one(n = "$number", total = "$total"),
            Modifier.fillMaxSize().clip(MaterialTheme.shapes.medium),
        )
        SignButton(
            Signs.close,
            texts.page.removePhotograph(n = "$number"),
            onRemove,
            Modifier.align(Alignment.TopEnd).padding(4.dp),
            colour = Look.palette.onNight,
            ground = Look.palette.night.copy(alpha = VEIL),
        )
    }
}

@Composable
private fun AddShot(
    first: Boolean,
    onAdd: () -> Unit,
    modifier: Modifier,
) {
    val palette = Look.palette
    val texts = LocalTexts.current.page
    Surface(
        onClick = onAdd,
        modifier = modifier.heightIn(min = Shot).widthIn(min = 112.dp).semantics { role = Role.Button },
        shape = MaterialTheme.shapes.medium,
        color = palette.card,
        contentColor = palette.cham,
        border = BorderStroke(1.5.dp, palette.cham),
    ) {
        Column(
            Modifier.padding(12.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp, Alignment.CenterVertically),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Sign(Signs.camera, size = 32.dp)
            Text(
                if (first) texts.takePhotograph else texts.addPhotograph,
                style = Look.type.smallStrong,
                textAlign = TextAlign.Center,
            )
        }
    }
}

/** The category; the whole line leads to another one. */
@Composable
internal fun CategoryLine(
    category: CategoryTile?,
    onChange: () -> Unit,
) {
    val texts = LocalTexts.current.page
    Line(if (category == null) texts.chooseOne else texts.change, onChange) {
        if (category != null) Pictogram(category.code, 44.dp)
        Text(category?.name ?: texts.noCategory, Modifier.weight(1f), style = Look.type.strong)
    }
}

/** Where it is, how sure the phone is of that, and how to say it better. */
@Composable
internal fun PlaceLine(
    place: PlaceState,
    actions: PageActions,
) {
    val texts = LocalTexts.current
    if (place is PlaceState.Found || place is PlaceState.Chosen) {
        Line(texts.page.change, actions::choosePlace) { PlaceWords(place, Modifier.weight(1f)) }
        return
    }
    Surface(
        Modifier.fillMaxWidth(),
        shape = MaterialTheme.shapes.medium,
        color = Look.palette.card,
        contentColor = Look.palette.ink,
        border = BorderStroke(1.dp, Look.palette.hairline),
    ) {
        Column(Modifier.padding(12.dp), Arrangement.spacedBy(10.dp)) {
            PlaceWords(place, Modifier.fillMaxWidth())
            QuietButton(texts.place.choose, actions::choosePlace, Modifier.fillMaxWidth(), sign = Signs.search)
            if (place !is PlaceState.Searching) {
                QuietButton(texts.place.locate, actions::locate, Modifier.fillMaxWidth(), sign = Signs.target)
            }
        }
    }
}

@Composable
private fun PlaceWords(
    place: PlaceState,
    modifier: Modifier,
) {
    Row(
        modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        val sign = if (place is PlaceState.Searching) Signs.target else Signs.pin
        Sign(
            sign,
            Modifier.padding(horizontal = if (Look.textScale > LARGE_TEXT) 0.dp else 8.dp),
            size = 28.dp,
            tint = Look.palette.cham,
        )
        Column(Modifier.weight(1f)) {
            Text(placeName(place), style = Look.type.strong)
            placeMore(place)?.let { Text(it, color = Look.palette.inkSoft, style = Look.type.small) }
        }
    }
}

/** A line of the page that leads to where it is changed; [change] says so, beside it or below. */
@Composable
private fun Line(
    change: String,
    onClick: () -> Unit,
    content: @Composable RowScope.() -> Unit,
) {
    val large = Look.textScale > LARGE_TEXT
    Surface(
        onClick = onClick,
        modifier = Modifier.fillMaxWidth().semantics(mergeDescendants = true) { role = Role.Button },
        shape = MaterialTheme.shapes.medium,
        color = Look.palette.card,
        contentColor = Look.palette.ink,
        border = BorderStroke(1.dp, Look.palette.hairline),
    ) {
        Column(Modifier.heightIn(min = 64.dp).padding(12.dp), Arrangement.spacedBy(8.dp, Alignment.CenterVertically)) {
            Row(
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                content()
                if (!large) Change(change)
            }
            if (large) Change(change)
        }
    }
}

@Composable
private fun Change(text: String) = Text(text, color = Look.palette.cham, style = Look.type.smallStrong)

@Composable
private fun placeName(place: PlaceState): String {
    val texts = LocalTexts.current.place
    return when (place) {
        is PlaceState.Searching -> texts.searching
        is PlaceState.Found -> place.commune
        is PlaceState.Chosen -> place.commune
        is PlaceState.Outside -> texts.outside
        is PlaceState.Unknown -> texts.unknown
    }
}

@Composable
private fun placeMore(place: PlaceState): String? {
    val texts = LocalTexts.current.place
    return when (place) {
        is PlaceState.Searching -> texts.searchingMore
        is PlaceState.Found -> place.accuracyMetres?.let { texts.found(metres = "$it") }
        is PlaceState.Chosen -> texts.chosen
        is PlaceState.Outside -> texts.outsideMore(nearest = place.nearest, kilometres = "${place.kilometres}")
        is PlaceState.Unknown -> if (place.permissionRefused) texts.refused else texts.unknownMore
    }
}

private const val VEIL = 0.72f
