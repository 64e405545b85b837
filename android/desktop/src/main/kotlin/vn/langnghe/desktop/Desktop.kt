package vn.langnghe.desktop

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.flowOf
import vn.langnghe.core.Space
import vn.langnghe.kit.port.BackgroundWork
import vn.langnghe.kit.port.Battery
import vn.langnghe.kit.port.Dialer
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.Network
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.port.Notifications
import vn.langnghe.kit.port.PlaceFinder
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.port.Preferences
import vn.langnghe.kit.port.UnsentNotice
import vn.langnghe.kit.screen.Link
import vn.langnghe.texts.Language
import java.nio.file.Files
import java.nio.file.Path
import java.util.Locale

/** A network with a switch. Whoever started the window is told, and cuts the real one. */
class SwitchedNetwork(
    private val switched: (Boolean) -> Unit,
) : Network {
    private val now = MutableStateFlow(Link.OFFLINE)

    override val link: StateFlow<Link> = now.asStateFlow()

    fun switch(on: Boolean) {
        switched(on)
        now.value = if (on) Link.FREE else Link.OFFLINE
    }
}

/** What was told last, to be shown under the phone. */
class ShownNotices : Notifications {
    private val now = MutableStateFlow<String?>(null)
    val latest: StateFlow<String?> = now.asStateFlow()

    override fun tell(news: NewsNotice) {
        now.value = "${news.title}\n${news.text}"
    }

    override fun withdraw(report: String) {
        now.value = null
    }

    override fun unsent(notice: UnsentNotice?) {
        now.value = notice?.let { "${it.title}\n${it.text}" }
    }
}

/** A desktop, as a phone. It stands in a commune with dykes, and always knows where it is. */
fun desktop(
    home: Path,
    network: Network,
    notices: Notifications,
    preferences: Preferences,
) = Platform(
    keys = FileKeys(home.resolve("key")),
    network = network,
    battery =
        object : Battery {
            override val saving = MutableStateFlow(false).asStateFlow()
        },
    space =
        object : Space {
            override fun freeBytes(): ULong = Files.getFileStore(home).usableSpace.toULong()
        },
    preferences = preferences,
    places = PlaceFinder { flowOf(Fix.Found(lat = 21.5025, lon = 106.076, accuracyMetres = 12.0)) },
    // Nobody is called from a demonstration.
    dialer = Dialer { },
    // The window is open as long as the process lives: the core sends by itself.
    background = BackgroundWork { },
    notifications = notices,
    systemLanguage = MutableStateFlow(systemLanguage()).asStateFlow(),
)

private fun systemLanguage() = if (Locale.getDefault().language == "en") Language.ENGLISH else Language.VIETNAMESE
