package vn.langnghe.app.window

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.POST_NOTIFICATIONS
import android.os.Build
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts.RequestMultiplePermissions
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import vn.langnghe.app.platform.LocationQuestion
import vn.langnghe.kit.Screens
import vn.langnghe.kit.screen.Route

/**
 * Asks where the phone is when the first photograph has been taken: the camera's own question has
 * been answered by then, and the place is looked for while the person goes on.
 */
@Composable
internal fun AskWhileReporting(
    route: Route,
    location: LocationQuestion,
) {
    val ask = rememberLauncherForActivityResult(RequestMultiplePermissions()) { location.answered.value = true }
    val isDue = route is Route.Category || route is Route.Page
    LaunchedEffect(isDue) {
        if (isDue && !location.answered.value) ask.launch(arrayOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION))
    }
}

/** Asks whether the app may notify, once, after the first report was sent. Before Android 13 it may. */
@Composable
internal fun AskAfterSending(screens: Screens) {
    val isDue by screens.askForNotifications.collectAsState()
    val ask = rememberLauncherForActivityResult(RequestPermission()) { screens.notificationsAsked() }
    LaunchedEffect(isDue) {
        when {
            !isDue -> return@LaunchedEffect
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU -> ask.launch(POST_NOTIFICATIONS)
            else -> screens.notificationsAsked()
        }
    }
}
