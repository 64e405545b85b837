package vn.langnghe.app.platform

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.ConnectivityManager
import android.net.Uri
import androidx.core.content.ContextCompat
import kotlinx.coroutines.flow.StateFlow
import vn.langnghe.app.keys.KeyWrap
import vn.langnghe.app.keys.WrappedKeyStore
import vn.langnghe.app.notify.Notices
import vn.langnghe.app.place.PlaceFinder
import vn.langnghe.app.work.Delivery
import vn.langnghe.core.Space
import vn.langnghe.kit.port.Dialer
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.port.Preferences
import vn.langnghe.texts.Language
import java.io.File

/** All that Android does for the kit, made at the start of the process. */
class AndroidPlatform(
    private val context: Context,
    wrap: KeyWrap,
    private val preferences: Preferences,
    private val systemLanguage: StateFlow<Language>,
    private val delivery: () -> Delivery,
) {
    private val home: File = context.noBackupFilesDir
    private val network = AndroidNetwork(context.getSystemService(ConnectivityManager::class.java))
    private val battery = AndroidBattery(context)
    private val keys = AndroidKeys(WrappedKeyStore(File(home, "store.keys"), wrap))

    /** To be answered by the first screen that asks for the place. */
    val locationQuestion = LocationQuestion(answeredBefore = mayLocate())

    /** As the kit wants it; listens from now on. */
    fun ports(): Platform {
        network.watch()
        battery.watch()
        return Platform(
            keys = keys,
            network = network,
            battery = battery,
            space =
                object : Space {
                    override fun freeBytes(): ULong = home.usableSpace.toULong()
                },
            preferences = preferences,
            places = AndroidPlaces(PlaceFinder(context), locationQuestion),
            dialer = Dialer(::dial),
            background = AndroidWork(delivery),
            notifications = AndroidNotifications(Notices(context)),
            systemLanguage = systemLanguage,
        )
    }

    private fun mayLocate() =
        listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION).any {
            ContextCompat.checkSelfPermission(context, it) == PERMISSION_GRANTED
        }

    /** Shows the number in the dialler: the call is the person's to make, and needs no permission. */
    private fun dial(number: String) {
        val dialler = Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null))
        try {
            // Not looked up before: from Android 11 on, an app is told of no dialler that it didn't name.
            context.startActivity(dialler.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        } catch (_: ActivityNotFoundException) {
            // A tablet may have nothing to call with; the number stands on the screen.
        }
    }
}
