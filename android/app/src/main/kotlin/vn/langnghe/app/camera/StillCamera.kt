package vn.langnghe.app.camera

import android.annotation.SuppressLint
import android.content.Context
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureFailure
import android.hardware.camera2.CaptureRequest
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import kotlinx.coroutines.CancellableContinuation
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException

/** The camera can't be used: refused, taken by another app, or broken. */
class CameraTrouble(
    message: String,
    cause: Throwable? = null,
) : Exception(message, cause)

/**
 * A camera that takes photographs into memory: no photograph lies in a file before the core has
 * encrypted it, and no gallery gets a copy.
 *
 * Opened when the viewfinder appears, closed when it goes; one is used once.
 */
class StillCamera internal constructor(
    context: Context,
    val choice: CameraChoice,
    jpegs: (Size, Handler) -> Jpegs,
) : AutoCloseable {
    private val cameras = context.getSystemService(CameraManager::class.java)
    private val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val jpegs = jpegs(choice.still, handler)
    private val lost = CompletableDeferred<CameraTrouble>()
    private var device: CameraDevice? = null
    private var session: CameraCaptureSession? = null

    constructor(context: Context, choice: CameraChoice) : this(context, choice, ::ImageReaderJpegs)

    /**
     * Opens the camera and shows what it sees on [preview], a surface of the size of
     * [CameraChoice.preview].
     *
     * @throws CameraTrouble if it can't.
     */
    suspend fun open(preview: Surface) =
        unlessLost {
            val device = open().also { device = it }
            val session = begin(device, preview).also { session = it }
            using {
                val request = device.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW)
                request.addTarget(preview)
                request.letItAdjust()
                session.setRepeatingRequest(request.build(), null, handler)
            }
        }

    /**
     * Takes a photograph, upright for a screen that is turned by [screenRotation]: a JPEG.
     *
     * @throws CameraTrouble if there is none.
     */
    suspend fun take(screenRotation: Int): ByteArray =
        unlessLost {
            val session = session ?: throw CameraTrouble("the camera isn't open")
            suspendCancellableCoroutine { waiting ->
                jpegs.onEach { if (waiting.isActive) waiting.resume(it) }
                val failed =
                    object : CameraCaptureSession.CaptureCallback() {
                        override fun onCaptureFailed(
                            session: CameraCaptureSession,
                            request: CaptureRequest,
                            failure: CaptureFailure,
                        ) = waiting.failIfWaiting(CameraTrouble("no photograph came: ${failure.reason}"))
                    }
                using {
                    val request = session.device.createCaptureRequest(CameraDevice.TEMPLATE_STILL_CAPTURE)
                    request.addTarget(jpegs.surface)
                    request.letItAdjust()
                    request[CaptureRequest.JPEG_ORIENTATION] = choice.uprightDegrees(screenRotation)
                    request[CaptureRequest.JPEG_QUALITY] = JPEG_QUALITY
                    session.capture(request.build(), failed, handler)
                }
            }
        }

    override fun close() {
        session?.close()
        device?.close()
        jpegs.close()
        thread.quitSafely()
    }

    @SuppressLint("MissingPermission") // without it, the SecurityException is told as trouble
    private suspend fun open(): CameraDevice =
        suspendCancellableCoroutine { waiting ->
            val states =
                object : CameraDevice.StateCallback() {
                    override fun onOpened(camera: CameraDevice) {
                        if (waiting.isActive) waiting.resume(camera) else camera.close()
                    }

                    override fun onDisconnected(camera: CameraDevice) = lose(camera, "another app took the camera")

                    override fun onError(
                        camera: CameraDevice,
                        error: Int,
                    ) = lose(camera, "the camera failed: $error")
                }
            using { cameras.openCamera(choice.id, states, handler) }
        }

    @Suppress("DEPRECATION") // its successor came with Android 9
    private suspend fun begin(
        device: CameraDevice,
        preview: Surface,
    ): CameraCaptureSession =
        suspendCancellableCoroutine { waiting ->
            val configured =
                object : CameraCaptureSession.StateCallback() {
                    override fun onConfigured(session: CameraCaptureSession) {
                        if (waiting.isActive) waiting.resume(session) else session.close()
                    }

                    override fun onConfigureFailed(session: CameraCaptureSession) =
                        waiting.failIfWaiting(CameraTrouble("the camera refused its set-up"))
                }
            using { device.createCaptureSession(listOf(preview, jpegs.surface), configured, handler) }
        }

    private fun lose(
        camera: CameraDevice,
        why: String,
    ) {
        camera.close()
        lost.complete(CameraTrouble(why))
    }

    /** Of what a lost camera still owes, as a rule nobody is ever told: whoever waits for it must not wait on. */
    private suspend fun <T> unlessLost(work: suspend () -> T): T =
        coroutineScope {
            val watch = launch { throw lost.await() }
            work().also { watch.cancel() }
        }

    private fun CaptureRequest.Builder.letItAdjust() {
        if (choice.focuses) this[CaptureRequest.CONTROL_AF_MODE] = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        if (choice.hasFlash) this[CaptureRequest.CONTROL_AE_MODE] = CameraMetadata.CONTROL_AE_MODE_ON_AUTO_FLASH
    }

    private companion object {
        /** The core compresses it again: what is lost here is lost twice. */
        const val JPEG_QUALITY: Byte = 95
    }
}

/** All that a camera throws, as one. */
private inline fun using(work: () -> Unit) {
    val failure =
        try {
            return work()
        } catch (failure: CameraAccessException) {
            failure
        } catch (refused: SecurityException) {
            refused
        } catch (closed: IllegalStateException) {
            closed
        } catch (gone: IllegalArgumentException) {
            gone
        }
    throw CameraTrouble("the camera can't be used", failure)
}

private fun CancellableContinuation<*>.failIfWaiting(trouble: CameraTrouble) {
    if (isActive) resumeWithException(trouble)
}
