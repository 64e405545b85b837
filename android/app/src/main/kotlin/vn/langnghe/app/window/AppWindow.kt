package vn.langnghe.app.window

import android.graphics.BitmapFactory
import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.LocalSaveableStateRegistry
import androidx.compose.runtime.saveable.SaveableStateRegistry
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.text.font.Font
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import vn.langnghe.app.LangNgheApplication
import vn.langnghe.app.R
import vn.langnghe.kit.Screens
import vn.langnghe.kit.phone.Photographs
import vn.langnghe.texts.Texts
import vn.langnghe.ui.Collected
import vn.langnghe.ui.DecodedPictures
import vn.langnghe.ui.LangNghe
import vn.langnghe.ui.LocalPictures
import vn.langnghe.ui.LocalSystemBack
import vn.langnghe.ui.LocalTexts
import vn.langnghe.ui.LocalViewfinder
import vn.langnghe.ui.SystemBack
import vn.langnghe.ui.theme.LangNgheTheme

/** The screens, on what Android gives them. What they keep to themselves is [kept]. */
@Composable
internal fun AppWindow(
    app: LangNgheApplication,
    screens: Screens,
    kept: SaveableStateRegistry,
) {
    val look by screens.look.collectAsState()
    val route by screens.route.collectAsState()
    val drawn = remember(screens) { Collected(screens) }
    // Outside of what is kept in memory: by ids of theirs, Android finds these again after it ended the process.
    val viewfinder = rememberViewfinder(app::camera)
    AskWhileReporting(route, app.platform.locationQuestion)
    AskAfterSending(screens)
    CompositionLocalProvider(
        LocalSaveableStateRegistry provides kept,
        LocalTexts provides Texts(look.language),
        LocalPictures provides remember(app) { pictures(app.kit.photographs) },
        LocalViewfinder provides viewfinder,
        LocalSystemBack provides BackGesture,
    ) {
        LangNgheTheme(typeface, look.textSize) { LangNghe(route, drawn) }
    }
}

private val typeface =
    FontFamily(
        Font(R.font.be_vietnam_pro_regular, FontWeight.Normal),
        Font(R.font.be_vietnam_pro_semibold, FontWeight.SemiBold),
    )

/** Android's *back*, by button or by gesture. */
private object BackGesture : SystemBack {
    @Composable
    override fun Handle(
        enabled: Boolean,
        onBack: () -> Unit,
    ) = BackHandler(enabled, onBack)
}

private fun pictures(photographs: Photographs) =
    DecodedPictures(photographs::thumbnail, photographs::full) { jpeg ->
        BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size)?.asImageBitmap()
    }
