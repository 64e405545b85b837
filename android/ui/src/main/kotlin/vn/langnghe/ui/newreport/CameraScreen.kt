package vn.langnghe.ui.newreport

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
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
import vn.langnghe.kit.screen.CameraActions
import vn.langnghe.kit.screen.CameraState
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.LocalViewfinder
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.parts.NoticeCard
import vn.langnghe.ui.parts.Picture
import vn.langnghe.ui.parts.QuietButton
import vn.langnghe.ui.parts.SignButton
import vn.langnghe.ui.theme.LARGE_TEXT
import vn.langnghe.ui.theme.Look
import vn.langnghe.ui.theme.Margin

/** The camera: what it sees, and under it the shutter. Words alone are a way on as well. */
@Composable
fun CameraScreen(
    state: CameraState,
    actions: CameraActions,
) {
    LocalSystemBack.current.Handle(enabled = true, actions::back)
    BoxWithConstraints(Modifier.fillMaxSize().background(Look.palette.night)) {
        when {
            maxWidth > maxHeight -> {
                Row(verticalAlignment = Alignment.CenterVertically) {
                    Sight(state, actions, Modifier.weight(1f).fillMaxHeight())
                    Column(Modifier.width(220.dp).verticalScroll(rememberScrollState())) {
                        Controls(state, actions, narrow = true)
                    }
                }
            }

            // Large words about trouble would hide what they stand on.
            state.notice != null && Look.textScale > LARGE_TEXT -> {
                Column(Modifier.verticalScroll(rememberScrollState())) {
                    Sight(state.copy(notice = null), actions, Modifier.height(180.dp).fillMaxWidth())
                    Column(Modifier.padding(12.dp)) { state.notice?.let { Trouble(it) } }
                    Controls(state, actions, narrow = true)
                }
            }

            else -> {
                Column {
                    Sight(state, actions, Modifier.weight(1f).fillMaxWidth())
                    Controls(state, actions, narrow = Look.textScale > LARGE_TEXT)
                }
            }
        }
    }
}

/** What the camera sees; over it the way back, what went wrong, and what was taken already. */
@Composable
private fun Sight(
    state: CameraState,
    actions: CameraActions,
    modifier: Modifier,
) {
    Box(modifier) {
        LocalViewfinder.current.Preview(Modifier.fillMaxSize(), actions::taken, actions::cameraFailed)
        Column(
            Modifier.align(Alignment.BottomCenter).verticalScroll(rememberScrollState()).padding(12.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
        ) {
            state.notice?.let { Trouble(it) }
            if (state.pictures.isNotEmpty()) Taken(state.pictures)
        }
        SignButton(
            Signs.back,
            LocalTexts.current.common.back,
            actions::back,
            Modifier.padding(8.dp),
            colour = Look.palette.onNight,
            ground = Look.palette.night,
        )
    }
}

@Composable
private fun Trouble(notice: Notice) {
    val viewfinder = LocalViewfinder.current
    val allow = viewfinder.allow
    NoticeCard(notice) {
        if (!viewfinder.ready && allow != null) {
            QuietButton(LocalTexts.current.camera.allow, allow, colour = Look.palette.ink)
        }
    }
}

/** What was taken for this report already. */
@Composable
private fun Taken(pictures: List<PictureRef>) {
    val texts = LocalTexts.current
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        pictures.forEachIndexed { i, picture ->
            Picture(
                picture,
                texts.photo.one(n = "${i + 1}", total = "${pictures.size}"),
                Modifier.weight(1f, fill = false).size(56.dp).clip(RoundedCornerShape(10.dp)),
            )
        }
    }
}

@Composable
private fun Controls(
    state: CameraState,
    actions: CameraActions,
    narrow: Boolean,
) {
    val palette = Look.palette
    val texts = LocalTexts.current.camera
    val viewfinder = LocalViewfinder.current
    val canTake = state.hasRoom && !state.busy
    Column(
        Modifier.fillMaxWidth().padding(horizontal = Margin, vertical = 14.dp),
        verticalArrangement = Arrangement.spacedBy(10.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Text(
            when {
                state.busy -> texts.busy
                !state.hasRoom -> texts.full
                !viewfinder.ready -> texts.notReady
                else -> texts.hint
            },
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            color = palette.onNight,
            style = Look.type.body,
            textAlign = TextAlign.Center,
        )
        Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically) {
            Box(Modifier.weight(1f), Alignment.Center) {
                if (!narrow) viewfinder.pick?.let { Gallery(it, enabled = canTake) }
            }
            Shutter(state.busy, viewfinder.ready && canTake, viewfinder::take)
            Box(Modifier.weight(1f))
        }
        val pick = viewfinder.pick
        if (narrow && pick != null) {
            QuietButton(texts.gallery, pick, Modifier.fillMaxWidth(), Signs.gallery, palette.onNight, canTake)
        }
        if (state.canSkip) {
            QuietButton(
                texts.skip,
                actions::skip,
                Modifier.fillMaxWidth(),
                sign = Signs.words,
                colour = palette.onNight,
            )
        }
    }
}

/** A photograph that is on the phone already. */
@Composable
private fun Gallery(
    onPick: () -> Unit,
    enabled: Boolean,
) {
    val palette = Look.palette
    Surface(
        onClick = onPick,
        modifier = Modifier.semantics(mergeDescendants = true) { role = Role.Button },
        enabled = enabled,
        shape = MaterialTheme.shapes.medium,
        color = palette.night,
        contentColor = palette.onNight,
    ) {
        Column(
            Modifier.sizeIn(minWidth = 64.dp, minHeight = 64.dp).padding(6.dp),
            verticalArrangement = Arrangement.spacedBy(2.dp, Alignment.CenterVertically),
            horizontalAlignment = Alignment.CenterHorizontally,
        ) {
            Sign(Signs.gallery, size = 28.dp)
            Text(LocalTexts.current.camera.gallery, style = Look.type.small, textAlign = TextAlign.Center)
        }
    }
}
