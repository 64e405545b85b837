package vn.langnghe.ui.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.LocalTextStyle
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import vn.langnghe.kit.screen.TextSize

private val LocalPalette = staticCompositionLocalOf { Palette.Light }
private val LocalType = staticCompositionLocalOf { Type(FontFamily.Default) }

/** The look of Lắng Nghe, from wherever something is drawn. */
object Look {
    val palette: Palette
        @Composable @ReadOnlyComposable
        get() = LocalPalette.current

    val type: Type
        @Composable @ReadOnlyComposable
        get() = LocalType.current

    /** How much larger than usual text is; layouts step aside when it grows. */
    val textScale: Float
        @Composable @ReadOnlyComposable
        get() = LocalDensity.current.fontScale
}

/** Above this, what stood side by side stands one below the other. */
const val LARGE_TEXT = 1.35f

/** The largest that text gets, whatever system and settings multiply to. */
private const val LARGEST_TEXT = 2f

/** The distance of content from the edges of the screen. */
val Margin = 16.dp

/**
 * Colours, type and shapes for what is inside.
 *
 * [typeface] is the platform's to load: `be_vietnam_pro_regular` and `be_vietnam_pro_semibold`.
 * [textSize] comes on top of the system's own size of text.
 */
@Composable
fun LangNgheTheme(
    typeface: FontFamily,
    textSize: TextSize = TextSize.NORMAL,
    dark: Boolean = isSystemInDarkTheme(),
    content: @Composable () -> Unit,
) {
    val palette = if (dark) Palette.Dark else Palette.Light
    val system = LocalDensity.current
    val fontScale = maxOf(system.fontScale, minOf(system.fontScale * textSize.factor, LARGEST_TEXT))
    val type = remember(typeface, fontScale) { Type(typeface, fontScale) }
    MaterialTheme(palette.scheme(), shapes, type.typography()) {
        CompositionLocalProvider(
            LocalPalette provides palette,
            LocalType provides type,
            LocalContentColor provides palette.ink,
            LocalTextStyle provides type.body,
            LocalDensity provides Density(system.density, fontScale),
            content = content,
        )
    }
}

private val shapes =
    Shapes(
        extraSmall = RoundedCornerShape(10.dp),
        small = RoundedCornerShape(12.dp),
        medium = RoundedCornerShape(16.dp),
        large = RoundedCornerShape(20.dp),
        extraLarge = RoundedCornerShape(28.dp),
    )

/** What Material's own parts (fields, switches, dialogs) take their colours from. */
private fun Palette.scheme(): ColorScheme {
    val base = if (dark) darkColorScheme() else lightColorScheme()
    return base.copy(
        primary = cham,
        onPrimary = onCham,
        primaryContainer = chamSoft,
        onPrimaryContainer = ink,
        secondary = cham,
        onSecondary = onCham,
        secondaryContainer = chamSoft,
        onSecondaryContainer = ink,
        background = paper,
        onBackground = ink,
        surface = card,
        onSurface = ink,
        surfaceVariant = card,
        onSurfaceVariant = inkSoft,
        surfaceContainerHigh = card,
        surfaceContainerHighest = card,
        surfaceTint = card,
        outline = edge,
        outlineVariant = hairline,
        error = son,
        onError = onSon,
        errorContainer = sonSoft,
        onErrorContainer = ink,
    )
}

private fun Type.typography() =
    Typography(
        headlineSmall = title,
        titleLarge = title,
        titleMedium = heading,
        bodyLarge = body,
        bodyMedium = body,
        bodySmall = small,
        labelLarge = action,
        labelMedium = small,
        labelSmall = small,
    )
