package vn.langnghe.kit.phone

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.withContext
import vn.langnghe.core.Connectivity
import vn.langnghe.core.LinkKind
import vn.langnghe.core.Phone
import vn.langnghe.core.PhoneConfig
import vn.langnghe.core.Power
import vn.langnghe.core.uniffiEnsureInitialized
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.now
import vn.langnghe.kit.port.Battery
import vn.langnghe.kit.port.Network
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.screen.Link

/** Opens the phone over what the platform has. */
internal suspend fun openPhone(
    config: PhoneConfig,
    platform: Platform,
): Phone {
    // A library of another build would be called with the wrong shapes: better to stop here.
    uniffiEnsureInitialized()
    return Phone.open(
        config,
        platform.keys,
        NetworkForCore(platform.network),
        BatteryForCore(platform.battery),
        platform.space,
    )
}

/** How the phone stands, as far as the core asks about it: now, and whenever it changes. */
internal fun Platform.surroundings(): Flow<*> =
    combine(network.link, battery.saving, preferences.values) { link, saving, values ->
        Triple(link, saving, Remembered(values).photosOnWifiOnly)
    }.distinctUntilChanged()

/** Has the core look at how the phone stands. It asks about the disk while it does. */
internal suspend fun Phone.lookAround(
    platform: Platform,
    work: CoroutineDispatcher,
) = withContext(work) { lookAround(platform.preferences.now.photosOnWifiOnly) }

private class NetworkForCore(
    private val network: Network,
) : Connectivity {
    override fun link(): LinkKind =
        when (network.link.value) {
            Link.OFFLINE -> LinkKind.OFFLINE
            Link.METERED -> LinkKind.METERED
            Link.FREE -> LinkKind.FREE
        }
}

private class BatteryForCore(
    private val battery: Battery,
) : Power {
    override fun isSaving(): Boolean = battery.saving.value
}
