package vn.langnghe.app.journey

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.CAMERA
import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Activity
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.location.Location
import android.location.LocationManager
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import android.view.TextureView
import android.view.View
import android.view.ViewGroup
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.isSelectable
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import androidx.work.WorkInfo
import androidx.work.WorkManager
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowNetworkCapabilities
import org.robolectric.util.ReflectionHelpers
import vn.langnghe.app.MainActivity
import vn.langnghe.app.TestApplication
import vn.langnghe.app.camera.aCamera
import vn.langnghe.app.work.Delivery
import java.io.File

/** Longer than anything takes on a busy machine; only a failure waits so long. */
private const val PATIENCE_MILLIS = 60_000L

/**
 * A phone in somebody's hand: what they see, touch and do, on the real core. It stands on a dyke in
 * Xã Tam Tiến, without a network, and may do all that it has asked for.
 */
internal class InHand(
    private val screen: ComposeTestRule,
) {
    private val first = getApplicationContext<TestApplication>()
    private var window: ActivityController<MainActivity>? = null

    /** The process that runs now. */
    val app get() = first.device.process
    val device get() = first.device
    val work: WorkManager get() = WorkManager.getInstance(first)
    val activity: MainActivity get() = checkNotNull(window).get()

    init {
        shadowOf(first).grantPermissions(CAMERA, ACCESS_FINE_LOCATION, POST_NOTIFICATIONS)
        shadowOf(
            first.getSystemService(CameraManager::class.java),
        ).addCamera("0", aCamera(CameraMetadata.LENS_FACING_BACK))
        device.sight = File(System.getProperty("langnghe.photographs"), "Landscape_1.jpg").readBytes()
        val sky = first.getSystemService(LocationManager::class.java)
        shadowOf(sky).setLocationEnabled(true)
        shadowOf(sky).setProviderEnabled(LocationManager.GPS_PROVIDER, true)
        val here =
            Location(LocationManager.GPS_PROVIDER).apply {
                latitude = 21.5025
                longitude = 106.0760
                accuracy = 12f
                elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
            }
        shadowOf(sky).setLastKnownLocation(LocationManager.GPS_PROVIDER, here)
        network()
    }

    /** Opens the app, or what [intent] leads to; where it was, if [saved] says so. */
    fun open(
        intent: Intent = Intent(Intent.ACTION_MAIN),
        saved: Bundle? = null,
    ) {
        val opening = Robolectric.buildActivity(MainActivity::class.java, intent)
        ReflectionHelpers.setField(Activity::class.java, opening.get(), "mApplication", app)
        window = if (saved == null) opening.setup() else opening.setup(saved)
    }

    /** Puts the app away; what Android would keep of it comes back. */
    fun putAway(): Bundle {
        val saved = Bundle()
        checkNotNull(window).pause().stop().saveInstanceState(saved)
        until { app.kit.phones.running == null }
        return saved
    }

    /** Closes the window; the process goes on. */
    fun close() {
        putAway()
        destroy()
    }

    /** Android ends the process of an app that was put away, and keeps only what it gave to be kept. */
    fun dies(): Bundle {
        val saved = putAway()
        destroy()
        // Not waited for by the main thread: what the window began is finished on it.
        val ending = CoroutineScope(Dispatchers.Default).launch { app.kit.end() }
        until { ending.isCompleted }
        app.successor()
        return saved
    }

    /** A turn of the phone: the activity is made anew in the same process. */
    fun turn() {
        window = checkNotNull(window).recreate()
    }

    fun firstStart() {
        tap("Tiếp tục")
        tap("Tôi đã đọc và đồng ý")
        tap("Bắt đầu")
    }

    /** From the home screen to a photograph. */
    fun capture() {
        tap("CHỤP PHẢN ÁNH")
        lookThroughCamera()
        tap("Chụp")
    }

    /** What a display does: it gives the viewfinder something to draw on. */
    private fun lookThroughCamera() {
        until { finder() != null }
        checkNotNull(
            finder(),
        ).apply { surfaceTextureListener!!.onSurfaceTextureAvailable(SurfaceTexture(0), width, height) }
    }

    private fun finder(): TextureView? = settled { activity.window.decorView.find() }

    fun tap(words: String) {
        val there = says(words) and (hasClickAction() or isToggleable() or isSelectable()) and isEnabled()
        reach(there).performClick()
    }

    fun type(
        field: String,
        words: String,
    ) {
        val there = hasSetTextAction() and hasContentDescription(field)
        reach(there).performTextInput(words)
    }

    /** Waits for it, and scrolls to it if it has to. */
    private fun reach(there: SemanticsMatcher): SemanticsNodeInteraction {
        see(there)
        val scrolls = screen.onAllNodes(there and hasAnyAncestor(hasScrollAction())).fetchSemanticsNodes().isNotEmpty()
        return screen.onNode(there).apply { if (scrolls) performScrollTo() }
    }

    fun see(words: String) = see(says(words))

    private fun see(what: SemanticsMatcher) =
        try {
            until { screen.onAllNodes(what).fetchSemanticsNodes().isNotEmpty() }
        } catch (failure: androidx.compose.ui.test.ComposeTimeoutException) {
            throw AssertionError("waited in vain for ${what.description}; it showed ${shown()}", failure)
        }

    /** All that can be read on the screen. */
    fun shown(): List<String> =
        screen
            .onAllNodes(SemanticsMatcher("anything") { true })
            .fetchSemanticsNodes()
            .flatMap { node -> node.config.map { (key, value) -> key.name to value } }
            .filter { (key, _) -> key in READ }
            .map { (_, value) -> "$value" }

    fun until(condition: () -> Boolean) = screen.waitUntil(PATIENCE_MILLIS) { settled(condition) }

    private fun <T> settled(look: () -> T): T {
        shadowOf(Looper.getMainLooper()).idle()
        return look()
    }

    /** There is a network, from now on. */
    fun networkComes() =
        network(NetworkCapabilities.NET_CAPABILITY_INTERNET, NetworkCapabilities.NET_CAPABILITY_NOT_METERED)

    private fun network(vararg capabilities: Int) {
        val manager = first.getSystemService(ConnectivityManager::class.java)
        val network = checkNotNull(manager.activeNetwork)
        val link = ShadowNetworkCapabilities.newInstance()
        capabilities.forEach(shadowOf(link)::addCapability)
        shadowOf(manager).setNetworkCapabilities(network, link)
        shadowOf(manager).networkCallbacks.forEach { it.onCapabilitiesChanged(network, link) }
    }

    fun sending(): List<WorkInfo> = work.getWorkInfosForUniqueWork(Delivery.NOW).get()

    fun regular(): WorkInfo = work.getWorkInfosForUniqueWork(Delivery.REGULARLY).get().single()

    /** What WorkManager does when there is a network: it runs the work, and here it ends well. */
    fun isCarried() {
        val id = sending().single().id
        driver.setAllConstraintsMet(id)
        until { sending().single { it.id == id }.state == WorkInfo.State.SUCCEEDED }
    }

    /** An hour later. */
    fun isCarriedRegularly() {
        val id = regular().id
        driver.setPeriodDelayMet(id)
        driver.setAllConstraintsMet(id)
    }

    fun notifications(channel: String): List<Notification> =
        shadowOf(app.getSystemService(NotificationManager::class.java)).allNotifications.filter {
            it.channelId ==
                channel
        }

    private val driver get() = checkNotNull(WorkManagerTestInitHelper.getTestDriver(first))

    private fun destroy() {
        checkNotNull(window).destroy()
        window = null
    }

    private fun says(words: String) = hasText(words) or hasContentDescription(words)

    private companion object {
        val READ = setOf("Text", "ContentDescription", "EditableText")
    }
}

private fun View.find(): TextureView? =
    this as? TextureView ?: (this as? ViewGroup)?.let { group ->
        (0 until group.childCount).firstNotNullOfOrNull { group.getChildAt(it).find() }
    }
