package vn.langnghe.app.window

import android.Manifest.permission.CAMERA
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraManager
import android.net.Uri
import android.provider.Settings
import android.view.Surface
import android.view.TextureView
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia.ImageOnly
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.viewinterop.AndroidView
import androidx.core.content.ContextCompat
import androidx.lifecycle.compose.LifecycleResumeEffect
import androidx.lifecycle.compose.LifecycleStartEffect
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import vn.langnghe.app.camera.CameraChoice
import vn.langnghe.app.camera.CameraTrouble
import vn.langnghe.app.camera.PickedPicture
import vn.langnghe.app.camera.StillCamera
import vn.langnghe.app.camera.fitting
import vn.langnghe.ui.Viewfinder

/** The phone's camera, opened as [makeCamera] says, and its gallery. */
@Composable
internal fun rememberViewfinder(makeCamera: (CameraChoice) -> StillCamera): Viewfinder {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    val finder = remember(context) { CameraViewfinder(context, scope, makeCamera) }
    finder.gallery = rememberLauncherForActivityResult(PickVisualMedia(), finder::picked)::launch
    finder.question = rememberLauncherForActivityResult(RequestPermission(), finder::answered)::launch
    return finder
}

/**
 * Shows what the camera sees while it is on the screen, and hands over what it takes, in memory.
 *
 * ```text
 * appears ─▶ allowed? ──yes──▶ surface ─▶ opening ─▶ ready ──take──▶ taking ─▶ ready …
 *              └─ no ─▶ asked ─▶ refused                 └─ goes ─▶ closed
 * ```
 */
private class CameraViewfinder(
    private val context: Context,
    private val scope: CoroutineScope,
    private val makeCamera: (CameraChoice) -> StillCamera,
) : Viewfinder {
    lateinit var gallery: (PickVisualMediaRequest) -> Unit
    lateinit var question: (String) -> Unit

    private var isAllowed by mutableStateOf(mayUseCamera())
    private var isRefused by mutableStateOf(false)
    private var camera: StillCamera? by mutableStateOf(null)
    private var isTaking by mutableStateOf(false)
    private var chosen: Uri? by mutableStateOf(null)
    private var view: TextureView? = null
    private var screen: Surface? = null
    private var taken: (ByteArray) -> Unit = {}
    private var failed: () -> Unit = {}

    override val ready: Boolean get() = camera != null && !isTaking

    override val pick: () -> Unit = { gallery(PickVisualMediaRequest(ImageOnly)) }

    /** Android asks once or twice; after that only the app's page in its settings helps. */
    override val allow: (() -> Unit)?
        get() = if (isRefused) ::openSettings else null

    @Composable
    override fun Preview(
        modifier: Modifier,
        onTaken: (ByteArray) -> Unit,
        onFailed: () -> Unit,
    ) {
        taken = onTaken
        failed = onFailed
        LaunchedEffect(Unit) { if (!mayUseCamera()) question(CAMERA) }
        LifecycleResumeEffect(Unit) {
            // It may have been allowed in Android's settings meanwhile.
            isAllowed = mayUseCamera()
            onPauseOrDispose {}
        }
        chosen?.let { picture -> LaunchedEffect(picture) { read(picture) } }
        DisposableEffect(Unit) { onDispose { chosen = null } }
        if (isAllowed) Seen(modifier)
    }

    @Composable
    private fun Seen(modifier: Modifier) {
        var surface by remember { mutableStateOf<SurfaceTexture?>(null) }
        AndroidView({ context -> TextureView(context).also { it.tell { texture -> surface = texture } } }, modifier) {
            view = it
        }
        surface?.let { texture ->
            // Android takes the camera from an app that isn't seen, and doesn't give it back.
            LifecycleStartEffect(texture) {
                val opening = scope.launch { open(texture) }
                onStopOrDispose {
                    opening.cancel()
                    close()
                }
            }
        }
    }

    private suspend fun open(texture: SurfaceTexture) {
        try {
            val choice = CameraChoice.among(context.getSystemService(CameraManager::class.java)) ?: return failed()
            texture.setDefaultBufferSize(choice.preview.width, choice.preview.height)
            val opening = makeCamera(choice)
            try {
                opening.open(Surface(texture).also { screen = it })
                camera = opening
            } finally {
                if (camera !== opening) opening.close()
            }
            view?.run { setTransform(choice.fitting(width.toFloat(), height.toFloat(), rotation())) }
        } catch (_: CameraTrouble) {
            failed()
        }
    }

    private fun close() {
        camera?.close()
        camera = null
        screen?.release()
        screen = null
    }

    override fun take() {
        val open = camera ?: return
        if (isTaking) return
        isTaking = true
        scope.launch {
            try {
                taken(open.take(rotation()))
            } catch (_: CameraTrouble) {
                close()
                failed()
            } finally {
                isTaking = false
            }
        }
    }

    /** Chosen for the camera's screen that is seen, or that comes back after the process was ended meanwhile. */
    fun picked(picture: Uri?) {
        chosen = picture
    }

    private suspend fun read(picture: Uri) {
        val jpeg = PickedPicture(context.contentResolver).read(picture)
        chosen = null
        if (jpeg == null) failed() else taken(jpeg)
    }

    fun answered(granted: Boolean) {
        isAllowed = granted
        isRefused = !granted
        if (!granted) failed()
    }

    private fun rotation(): Int = view?.display?.rotation ?: Surface.ROTATION_0

    private fun mayUseCamera() = ContextCompat.checkSelfPermission(context, CAMERA) == PERMISSION_GRANTED

    private fun openSettings() {
        val page = Uri.fromParts("package", context.packageName, null)
        context.startActivity(
            Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, page).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK),
        )
    }
}

/** Tells when there is something to draw on, and when there isn't any more. */
private fun TextureView.tell(changed: (SurfaceTexture?) -> Unit) {
    surfaceTextureListener =
        object : TextureView.SurfaceTextureListener {
            override fun onSurfaceTextureAvailable(
                surface: SurfaceTexture,
                width: Int,
                height: Int,
            ) = changed(surface)

            override fun onSurfaceTextureSizeChanged(
                surface: SurfaceTexture,
                width: Int,
                height: Int,
            ) = Unit

            override fun onSurfaceTextureDestroyed(surface: SurfaceTexture): Boolean {
                changed(null)
                return true
            }

            override fun onSurfaceTextureUpdated(surface: SurfaceTexture) = Unit
        }
}
