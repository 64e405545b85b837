package vn.langnghe.app.place

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.location.Location
import android.location.LocationManager
import android.location.LocationManager.GPS_PROVIDER
import android.location.LocationManager.NETWORK_PROVIDER
import android.os.Looper.getMainLooper
import android.os.SystemClock
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import vn.langnghe.app.LangNgheApplication
import java.time.Duration.ofMinutes
import kotlin.time.Duration.Companion.seconds

@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
class PlaceFinderTest {
    private val app = getApplicationContext<LangNgheApplication>()
    private val manager = app.getSystemService(LocationManager::class.java)
    private val phone = shadowOf(manager)
    private val seen = mutableListOf<Sighting>()

    @Before
    fun outdoors() {
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
        phone.setLocationEnabled(true)
        phone.setProviderEnabled(GPS_PROVIDER, true)
        phone.setProviderEnabled(NETWORK_PROVIDER, true)
        // Since it was started, or nothing could be minutes old.
        shadowOf(getMainLooper()).idleFor(ofMinutes(10))
    }

    @Test
    fun `what the phone knew comes at once, then what is more exact, then it ends`() =
        runTest {
            knew(NETWORK_PROVIDER, metres = 800f)
            shadowOf(getMainLooper()).idleFor(ofMinutes(1))
            val looking = look()
            assertEquals(listOf(800), radii())

            sees(NETWORK_PROVIDER, metres = 400f)
            sees(GPS_PROVIDER, metres = 6f)
            assertEquals(listOf(800, 400, 6), radii())
            assertTrue(looking.isCompleted)
        }

    @Test
    fun `what is less exact than what is known is left out`() =
        runTest {
            val looking = look()
            sees(GPS_PROVIDER, metres = 6f)
            sees(NETWORK_PROVIDER, metres = 400f)
            assertEquals(listOf(6), radii())
            assertTrue(looking.isCompleted)
        }

    @Test
    fun `where the phone was long ago is no answer`() =
        runTest {
            knew(GPS_PROVIDER, metres = 5f)
            shadowOf(getMainLooper()).idleFor(ofMinutes(3))
            look()
            assertTrue(seen.isEmpty())
        }

    @Test
    fun `under a roof it gives up after a minute, and says so`() =
        runTest {
            val looking = look()
            advanceTimeBy(59.seconds)
            assertFalse(looking.isCompleted)

            advanceTimeBy(2.seconds)
            assertEquals(listOf<Sighting>(Sighting.NotFound), seen)
            assertTrue(looking.isCompleted)
        }

    @Test
    fun `whoever stops listening stops the receiver`() =
        runTest {
            val looking = look()
            assertTrue(isAsked())

            looking.cancel()
            runCurrent()
            assertFalse(isAsked())
        }

    @Test
    fun `without permission it is refused, switched off it says so`() =
        runTest {
            shadowOf(app).denyPermissions(ACCESS_FINE_LOCATION)
            assertTrue(look().isCompleted)
            shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
            phone.setLocationEnabled(false)
            assertTrue(look().isCompleted)
            assertEquals(listOf(Sighting.Refused, Sighting.SwitchedOff), seen)
        }

    private fun isAsked() = phone.getLocationRequests(GPS_PROVIDER).isNotEmpty()

    private fun TestScope.look(): Job = launch { PlaceFinder(app).look().toList(seen) }.also { settle() }

    private fun TestScope.sees(
        provider: String,
        metres: Float,
    ) {
        phone.simulateLocation(provider, at(provider, metres))
        settle()
    }

    private fun knew(
        provider: String,
        metres: Float,
    ) = phone.setLastKnownLocation(provider, at(provider, metres))

    private fun TestScope.settle() {
        runCurrent()
        shadowOf(getMainLooper()).idle()
        runCurrent()
    }

    private fun radii() = seen.map { (it as Sighting.Fix).accuracyMetres }

    private fun at(
        provider: String,
        metres: Float,
    ) = Location(provider).apply {
        latitude = 21.18
        longitude = 106.07
        accuracy = metres
        time = System.currentTimeMillis()
        elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
    }
}
