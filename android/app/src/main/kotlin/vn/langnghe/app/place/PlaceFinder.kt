package vn.langnghe.app.place

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.Location
import android.location.LocationManager
import android.os.CancellationSignal
import android.os.SystemClock
import androidx.core.content.ContextCompat
import androidx.core.location.LocationManagerCompat
import kotlinx.coroutines.channels.ProducerScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.coroutines.resume
import kotlin.math.roundToInt
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.Duration.Companion.seconds

/**
 * Finds out where the phone is, from Android itself: many phones here have no Google services.
 *
 * Nothing waits for it. What the phone knew a moment ago comes first, then whatever is more exact;
 * the flow ends when there is nothing better to come.
 */
class PlaceFinder(
    private val context: Context,
) {
    private val manager = context.getSystemService(LocationManager::class.java)

    /** Sightings from now on, each better than the one before; at least one. */
    fun look(): Flow<Sighting> =
        channelFlow {
            val providers = PROVIDERS.filter { it in manager.allProviders && manager.isProviderEnabled(it) }
            when {
                !isAllowed() -> send(Sighting.Refused)
                !LocationManagerCompat.isLocationEnabled(manager) || providers.isEmpty() -> send(Sighting.SwitchedOff)
                else -> look(providers)
            }
        }

    @SuppressLint("MissingPermission") // looked at above; taken back in between, it is a SecurityException
    private suspend fun ProducerScope<Sighting>.look(providers: List<String>) {
        val best = Best { trySend(it) }
        providers.mapNotNull(manager::getLastKnownLocation).filter { it.age() <= FRESH }.forEach(best::offer)

        val asked =
            providers.map { provider ->
                launch { withTimeoutOrNull(PATIENCE) { current(provider) }?.let(best::offer) }
            }
        asked.forEach { it.join() }
        if (best.isNothing) send(Sighting.NotFound)
    }

    @SuppressLint("MissingPermission")
    private suspend fun current(provider: String): Location? =
        suspendCancellableCoroutine { waiting ->
            val cancel = CancellationSignal()
            waiting.invokeOnCancellation { cancel.cancel() }
            LocationManagerCompat.getCurrentLocation(manager, provider, cancel, context.mainExecutorCompat()) {
                if (waiting.isActive) waiting.resume(it)
            }
        }

    private fun isAllowed() =
        listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION).any {
            ContextCompat.checkSelfPermission(context, it) == PERMISSION_GRANTED
        }

    private companion object {
        // The cell towers answer under a roof, and at once; the satellites are exact.
        val PROVIDERS = listOf(LocationManager.NETWORK_PROVIDER, LocationManager.GPS_PROVIDER)

        /** Nobody walks far in the time that it takes to report what they see. */
        val FRESH = 2.minutes

        /** A cold receiver takes half a minute under a clear sky. */
        val PATIENCE = 60.seconds
    }
}

/** Lets through only what is better than what there was. */
private class Best(
    private val found: (Sighting.Fix) -> Unit,
) {
    private var known: Location? = null

    val isNothing: Boolean get() = known == null

    fun offer(location: Location) {
        if (known?.let { location.radius() >= it.radius() } == true) return
        known = location
        found(location.asFix())
    }
}

private fun Location.radius(): Float = if (hasAccuracy()) accuracy else Float.MAX_VALUE

private fun Location.age(): Duration = (SystemClock.elapsedRealtimeNanos() - elapsedRealtimeNanos).nanoseconds

private fun Location.asFix() =
    Sighting.Fix(latitude, longitude, if (hasAccuracy()) accuracy.roundToInt() else null, age())

private fun Context.mainExecutorCompat() = ContextCompat.getMainExecutor(this)
