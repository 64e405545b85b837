package vn.langnghe.kit.port

import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.core.KeyStorage
import vn.langnghe.core.Space
import vn.langnghe.texts.Language
import java.time.Clock
import java.time.ZoneId

/** Where the people live for whom this is made: their days begin and end here. */
val VIETNAM: ZoneId = ZoneId.of("Asia/Ho_Chi_Minh")

/** All of the platform. */
data class Platform(
    /** Keeps the store's key. Never asked on the main thread. */
    val keys: KeyStorage,
    val network: Network,
    val battery: Battery,
    /** Tells about the disk. Never asked on the main thread. */
    val space: Space,
    val preferences: Preferences,
    val places: PlaceFinder,
    val dialer: Dialer,
    val background: BackgroundWork,
    val notifications: Notifications,
    /** The language that the platform speaks, for those who chose none. */
    val systemLanguage: StateFlow<Language>,
    /** The time, and the zone in which it is shown. */
    val clock: Clock = Clock.system(VIETNAM),
)
