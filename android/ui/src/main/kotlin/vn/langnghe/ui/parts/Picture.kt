package vn.langnghe.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.ui.LocalPictures
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.icons.Signs
import vn.langnghe.ui.theme.Look

/** A photograph from the store, cut to its frame. [label] is what is read aloud, if anything is. */
@Composable
fun Picture(
    picture: PictureRef,
    label: String?,
    modifier: Modifier = Modifier,
    whole: Boolean = false,
) {
    val pictures = LocalPictures.current
    val pixels by produceState<ImageBitmap?>(null, picture, whole) {
        value = if (whole) pictures.full(picture) else pictures.thumbnail(picture)
    }
    Box(
        modifier.background(Look.palette.hairline).semantics {
            if (label != null) {
                contentDescription = label
                role = Role.Image
            }
        },
        contentAlignment = Alignment.Center,
    ) {
        when (val loaded = pixels) {
            null -> {
                Sign(Signs.picture, size = 28.dp, tint = Look.palette.inkSoft)
            }

            else -> {
                Image(
                    loaded,
                    contentDescription = null,
                    Modifier.fillMaxSize(),
                    contentScale = if (whole) ContentScale.Fit else ContentScale.Crop,
                )
            }
        }
    }
}
