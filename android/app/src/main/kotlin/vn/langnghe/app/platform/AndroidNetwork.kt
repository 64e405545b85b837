package vn.langnghe.app.platform

import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import vn.langnghe.kit.port.Network
import vn.langnghe.kit.screen.Link
import android.net.Network as SystemNetwork

/** The network that Android uses now, for as long as the process lives. */
class AndroidNetwork(
    private val manager: ConnectivityManager,
) : Network {
    private val now = MutableStateFlow(linkOf(manager.getNetworkCapabilities(manager.activeNetwork)))
    override val link: StateFlow<Link> = now.asStateFlow()

    /** Begins to listen. */
    fun watch() =
        manager.registerDefaultNetworkCallback(
            object : ConnectivityManager.NetworkCallback() {
                override fun onCapabilitiesChanged(
                    network: SystemNetwork,
                    networkCapabilities: NetworkCapabilities,
                ) {
                    now.value = linkOf(networkCapabilities)
                }

                override fun onLost(network: SystemNetwork) {
                    now.value = Link.OFFLINE
                }
            },
        )

    private fun linkOf(capabilities: NetworkCapabilities?): Link =
        when {
            capabilities == null -> Link.OFFLINE
            !capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET) -> Link.OFFLINE
            capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED) -> Link.FREE
            else -> Link.METERED
        }
}
