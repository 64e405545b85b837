package vn.langnghe.ui.theme

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.Color

/*
 * The colours of Đông Hồ, the village of Bắc Ninh that prints woodcuts: paper brushed with
 * seashell, ink of bamboo ash, indigo-green of chàm leaves, yellow of sophora buds (hòe), red of
 * ground stone (sỏi son).
 *
 * Each colour has one task. Chàm is what can be done, and what is done. Hòe is where the eye
 * should go, and never carries a text of its own. Son is danger and nothing else. Every pair that
 * is drawn together is listed in [Palette.textPairs] or [Palette.shapePairs], and a test computes
 * its contrast.
 */

/** The colours of one theme. */
@Immutable
class Palette(
    val dark: Boolean,
    /** What everything lies on. */
    val paper: Color,
    /** Cards, and fields to write in. */
    val card: Color,
    /** Text. */
    val ink: Color,
    /** Text that says less. */
    val inkSoft: Color,
    /** The edge of what can be touched. */
    val edge: Color,
    /** A line that only divides; nothing hangs on seeing it. */
    val hairline: Color,
    /** The strong action, and steps that are done. */
    val cham: Color,
    val onCham: Color,
    /** The great button of the home screen. */
    val chamPanel: Color,
    val onChamPanel: Color,
    /** Rings on the great button: decoration. */
    val chamRing: Color,
    /** What was chosen. */
    val chamSoft: Color,
    /** Where the eye should go. */
    val hoe: Color,
    val onHoe: Color,
    /** What waits, or waits for the person. */
    val hoeSoft: Color,
    /** Danger. */
    val son: Color,
    val onSon: Color,
    val sonSoft: Color,
    /** Blocks of colour in the pictures of what is dangerous. */
    val sonBlock: Color,
    /** The camera's screen, dark in both themes. */
    val night: Color,
    val onNight: Color,
) {
    /** Texts and what they are written on: 4.5 to 1 at least. */
    val textPairs: List<Pair<Color, Color>>
        get() =
            listOf(paper, card, chamSoft, hoeSoft, sonSoft).flatMap { ground ->
                listOf(ink to ground, inkSoft to ground)
            } +
                listOf(paper, card, chamSoft, hoeSoft).map { cham to it } +
                listOf(paper, card, sonSoft).map { son to it } +
                listOf(onCham to cham, onChamPanel to chamPanel, onHoe to hoe, onSon to son, onNight to night)

    /** Shapes that mean something and what they lie on: 3 to 1 at least. */
    val shapePairs: List<Pair<Color, Color>>
        get() =
            listOf(
                edge to paper,
                edge to card,
                cham to paper,
                cham to card,
                son to paper,
                hoe to chamPanel,
                hoe to night,
                chamPanel to onChamPanel,
            )

    companion object {
        val Light =
            Palette(
                dark = false,
                paper = Color(0xFFF8F2E6),
                card = Color(0xFFFFFDF8),
                ink = Color(0xFF1E1B16),
                inkSoft = Color(0xFF575044),
                edge = Color(0xFF857C6C),
                hairline = Color(0xFFE3DAC8),
                cham = Color(0xFF0B4A50),
                onCham = Color(0xFFFFFDF8),
                chamPanel = Color(0xFF0B4A50),
                onChamPanel = Color(0xFFFFFDF8),
                chamRing = Color(0xFF14575D),
                chamSoft = Color(0xFFDDEBE7),
                hoe = Color(0xFFF5B942),
                onHoe = Color(0xFF1E1B16),
                hoeSoft = Color(0xFFFCEBC6),
                son = Color(0xFFA32A1A),
                onSon = Color(0xFFFFFDF8),
                sonSoft = Color(0xFFF9E2DB),
                sonBlock = Color(0xFFE8866B),
                night = Color(0xFF0E0D0B),
                onNight = Color(0xFFF5EEE0),
            )

        val Dark =
            Palette(
                dark = true,
                paper = Color(0xFF14120E),
                card = Color(0xFF211E18),
                ink = Color(0xFFF3ECDD),
                inkSoft = Color(0xFFC0B6A4),
                edge = Color(0xFF8F8674),
                hairline = Color(0xFF39342A),
                cham = Color(0xFF8CCFC9),
                onCham = Color(0xFF06292C),
                chamPanel = Color(0xFF0F3F44),
                onChamPanel = Color(0xFFF3ECDD),
                chamRing = Color(0xFF174B50),
                chamSoft = Color(0xFF1B3636),
                hoe = Color(0xFFF5B942),
                onHoe = Color(0xFF1E1B16),
                hoeSoft = Color(0xFF3C3019),
                son = Color(0xFFFF9E8A),
                onSon = Color(0xFF3A0A03),
                sonSoft = Color(0xFF40211B),
                sonBlock = Color(0xFFB8553D),
                night = Color(0xFF0E0D0B),
                onNight = Color(0xFFF5EEE0),
            )
    }
}
