package vn.langnghe.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.texts.Texts

/*
 * What the screens need from the platform. A phone, a desktop's window and a test each put their
 * own here.
 */

/** The texts of the screens, in the person's language. */
val LocalTexts = staticCompositionLocalOf<Texts> { error("No texts were provided") }

/** Where the pixels of photographs come from. */
val LocalPictures = staticCompositionLocalOf<Pictures> { error("No pictures were provided") }

/** The camera. */
val LocalViewfinder = staticCompositionLocalOf<Viewfinder> { error("No viewfinder was provided") }

/** The system's *back*. */
val LocalSystemBack = staticCompositionLocalOf<SystemBack> { error("No way back was provided") }

/** Reads photographs from the store, upright. Nothing comes back of one that can't be read. */
interface Pictures {
    /** Small enough for a list, large enough for a tile. */
    suspend fun thumbnail(picture: PictureRef): ImageBitmap?

    /** As large as the screen. */
    suspend fun full(picture: PictureRef): ImageBitmap?
}

/** A camera that lies under the screen's shutter. */
interface Viewfinder {
    /** Whether a photograph can be taken this instant; a state that drawing can watch. */
    val ready: Boolean

    /** Lets the person pick a photograph instead; none where there is no gallery. */
    val pick: (() -> Unit)?

    /** Leads to where a refused camera can be allowed; none where there is no such place. */
    val allow: (() -> Unit)?

    /** What the camera sees. It hands over a JPEG for each [take] and each [pick]. */
    @Composable
    fun Preview(
        modifier: Modifier,
        onTaken: (ByteArray) -> Unit,
        onFailed: () -> Unit,
    )

    /** Presses the shutter. */
    fun take()
}

/** Listens to the system's *back* while it is composed. */
fun interface SystemBack {
    @Composable
    fun Handle(
        enabled: Boolean,
        onBack: () -> Unit,
    )
}
