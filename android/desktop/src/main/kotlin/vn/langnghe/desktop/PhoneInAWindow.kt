package vn.langnghe.desktop

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.Screens
import vn.langnghe.kit.screen.Link
import vn.langnghe.texts.Texts
import vn.langnghe.ui.Collected
import vn.langnghe.ui.LangNghe
import vn.langnghe.ui.LocalPictures
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.LocalViewfinder
import vn.langnghe.ui.Pictures
import vn.langnghe.ui.SystemBack
import vn.langnghe.ui.theme.LangNgheTheme
import vn.langnghe.ui.theme.Look
import java.io.File

/** The phone's screen; above it the switch for the signal, below it what would be a notification. */
class PhoneInAWindow(
    private val screens: Screens,
    private val network: SwitchedNetwork,
    private val notices: ShownNotices,
    private val pictures: Pictures,
    photographs: List<File>,
) {
    private val viewfinder = PickedPhotographs(photographs)
    private val drawn = Collected(screens)
    private val back = EscapeKey()

    /** Escape is the phone's *back*. */
    fun onKey(event: KeyEvent): Boolean = event.type == KeyEventType.KeyUp && event.key == Key.Escape && back.press()

    @Composable
    fun Content() {
        val look by screens.look.collectAsState()
        val route by screens.route.collectAsState()
        LaunchedEffect(Unit) { screens.resume() }
        CompositionLocalProvider(
            LocalTexts provides Texts(look.language),
            LocalPictures provides pictures,
            LocalViewfinder provides viewfinder,
            LocalSystemBack provides back,
        ) {
            LangNgheTheme(typeface, look.textSize) {
                Column {
                    Signal()
                    Box(Modifier.weight(1f)) { LangNghe(route, drawn) }
                    Notice()
                }
            }
        }
    }

    @Composable
    private fun Signal() {
        val link by network.link.collectAsState()
        val on = link != Link.OFFLINE
        val texts = LocalTexts.current.desktop
        Row(
            Modifier
                .fillMaxWidth()
                .background(Look.palette.night)
                .toggleable(on, role = Role.Switch, onValueChange = network::switch)
                .heightIn(min = 48.dp)
                .padding(horizontal = 16.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(if (on) texts.signal else texts.noSignal, Modifier.weight(1f), color = Look.palette.onNight)
            Switch(on, onCheckedChange = null)
        }
    }

    @Composable
    private fun Notice() {
        val latest by notices.latest.collectAsState()
        val text = latest ?: return
        Text(
            text,
            Modifier
                .fillMaxWidth()
                .background(Look.palette.night)
                .padding(12.dp)
                .semantics { liveRegion = LiveRegionMode.Polite },
            color = Look.palette.onNight,
        )
    }
}

private val typeface =
    FontFamily(
        Font("font/be_vietnam_pro_regular.ttf", FontWeight.Normal),
        Font("font/be_vietnam_pro_semibold.ttf", FontWeight.SemiBold),
    )

/** The key that goes back, told to whoever listened last. */
private class EscapeKey : SystemBack {
    private val listening = mutableListOf<() -> Unit>()

    @Composable
    override fun Handle(
        enabled: Boolean,
        onBack: () -> Unit,
    ) {
        DisposableEffect(enabled, onBack) {
            if (enabled) listening += onBack
            onDispose { listening -= onBack }
        }
    }

    fun press(): Boolean {
        val listener = listening.lastOrNull() ?: return false
        listener()
        return true
    }
}
