package vn.langnghe.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts
import vn.langnghe.ui.theme.LangNgheTheme
import vn.langnghe.ui.theme.Look

/** What the screens stand on in a test. */
@Composable
fun Stage(
    language: Language = Language.VIETNAMESE,
    dark: Boolean = false,
    textSize: TextSize = TextSize.NORMAL,
    viewfinder: Viewfinder = FakeViewfinder(),
    back: SystemBack = FakeBack(),
    content: @Composable () -> Unit,
) {
    CompositionLocalProvider(
        LocalTexts provides Texts(language),
        LocalPictures provides FixturePictures,
        LocalViewfinder provides viewfinder,
        LocalSystemBack provides back,
    ) {
        LangNgheTheme(typeface, textSize, dark) {
            Box(Modifier.fillMaxSize().background(Look.palette.paper)) { content() }
        }
    }
}
