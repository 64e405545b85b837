package vn.langnghe.ui.icons

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import vn.langnghe.ui.theme.Look

/*
 * The pictures of the categories, each by its code in the catalogue. A category that a newer
 * catalogue brings gets the picture of *other*.
 */

/** The picture of a category; what it shows is said by the words beside it. */
@Composable
fun Pictogram(
    code: String,
    size: Dp,
    modifier: Modifier = Modifier,
) {
    val palette = Look.palette
    val colour = if (code in dangerous) palette.sonBlock else palette.hoe
    val picture =
        remember(code, palette) { (pictograms[code] ?: other).print(ink = palette.ink, colour = colour) }
    Image(picture, contentDescription = null, modifier = modifier.size(size))
}

/** The codes that have a picture of their own. */
val pictogramCodes: Set<String> get() = pictograms.keys

private val dangerous = setOf("dyke", "electricity", "order")

private val other =
    Woodcut(
        "other",
        block = "M8 7 H40 Q43 7 43 10 V31 Q43 34 40 34 H25 L14 43 V34 H8 Q5 34 5 31 V10 Q5 7 8 7 Z",
        line =
            "M8 7 H40 Q43 7 43 10 V31 Q43 34 40 34 H25 L14 43 V34 H8 Q5 34 5 31 V10 Q5 7 8 7 Z " +
                "M15 20.5 h0.2 M24 20.5 h0.2 M33 20.5 h0.2",
    )

private val pictograms: Map<String, Woodcut> =
    mapOf(
        "road" to
            Woodcut(
                "road",
                block = "M17 5 H31 L41 43 H7 Z",
                line =
                    "M17 5 L7 43 M31 5 L41 43 M24 6 V11 M24 17 V22 " +
                        "M16 34 L19 30 L23 31.5 L28 29.5 L32 33 L30 37 L25 38.5 L19 37.5 Z",
            ),
        "dyke" to
            Woodcut(
                "dyke",
                block = "M5 42 L20 19 H29 L44 42 Z",
                line =
                    "M5 42 L20 19 H29 L44 42 Z M26 19 L23 26 L27 31 L24 36 L26 42 " +
                        "M3 14 q3 -3.5 6 0 t6 0 M3 22 q2.5 -3 5 0 q2 2 4 0.5 M3 30 q2 -2.5 4.5 -0.5 " +
                        "M34 8 l0.1 0.1 M41 13 l0.1 0.1 M29 11 l0.1 0.1",
            ),
        "drainage" to
            Woodcut(
                "drainage",
                block = "M8 25 H40 V42 H8 Z",
                line =
                    "M8 25 H40 V42 H8 Z M16 31 V36 M24 31 V36 M32 31 V36 " +
                        "M5 9 q4.75 -5 9.5 0 t9.5 0 t9.5 0 t9.5 0 M5 17 q4.75 -5 9.5 0 t9.5 0 t9.5 0 t9.5 0",
            ),
        "waste" to
            Woodcut(
                "waste",
                block = "M11 17 H37 L34 43 H14 Z",
                line = "M11 17 L14 43 H34 L37 17 M7 17 H41 M18 17 V10 H30 V17 M20 24 L21 36 M28 24 L27 36",
            ),
        "lighting" to
            Woodcut(
                "lighting",
                block = "M28 14 L21 36 H43 L36 14 Z",
                line =
                    "M12 43 V15 Q12 6 21 6 H26 M26 4 H38 L36 13 H28 Z M7 43 H17 " +
                        "M32 19 V22 M26.5 20 L25 24 M37.5 20 L39 24",
            ),
        "water" to
            Woodcut(
                "water",
                block = "M5 17 H25 Q37 17 37 28 V30 H28 Q28 26 24 26 H5 Z M32.5 34 Q27 41 32.5 44 Q38 41 32.5 34 Z",
                line =
                    "M5 17 H25 Q37 17 37 28 V30 H28 Q28 26 24 26 H5 M5 14 V29 M18 17 V9 M11 8 H25 " +
                        "M32.5 34.5 Q27.5 41 32.5 43.5 Q37.5 41 32.5 34.5 Z",
            ),
        "electricity" to
            Woodcut(
                "electricity",
                block = "M28 4 L10 27 H22 L19 44 L38 19 H26 Z",
                line = "M28 4 L10 27 H22 L19 44 L38 19 H26 Z",
            ),
        "environment" to
            Woodcut(
                "environment",
                block = "M5 43 V27 L15 33 V27 L25 33 V16 H34 V43 Z",
                line =
                    "M5 43 V27 L15 33 V27 L25 33 V16 H34 V43 Z M3 43 H45 " +
                        "M29.5 10 Q27 6 31 5 Q32 1.5 36 3.5 Q41 3 41 7 Q44 9 42 12 Q39 13 37 11",
            ),
        "noise" to
            Woodcut(
                "noise",
                block = "M5 18 H13 L26 8 V40 L13 30 H5 Z",
                line = "M5 18 H13 L26 8 V40 L13 30 H5 Z M32 17 Q36.5 24 32 31 M37.5 11 Q46 24 37.5 37",
            ),
        "trees" to
            Woodcut(
                "trees",
                block = "M24 3 Q33 3 34 11 Q42 13 40 21 Q38 28 30 27 H17 Q9 28 8 21 Q7 13 14 11 Q15 3 24 3 Z",
                line =
                    "M19 27 H17 Q9 28 8 21 Q7 13 14 11 Q15 3 24 3 Q33 3 34 11 Q42 13 40 21 Q38 28 30 27 H29 " +
                        "M24 15 V44 M24 26 L31 19 M24 22 L18 17 M14 44 H34",
            ),
        "construction" to
            Woodcut(
                "construction",
                block = "M27 23 H41 V33 H27 Z",
                line =
                    "M14 44 V5 M5 13 H43 M14 5 L5 13 M14 5 L41 13 M34 13 V23 " +
                        "M27 23 H41 V33 H27 Z M7 44 H21 M9 13 V19",
            ),
        "encroachment" to
            Woodcut(
                "encroachment",
                block = "M9 7 H39 L44 19 Q39 24 34 19 Q29 24 24 19 Q19 24 14 19 Q9 24 4 19 Z",
                line =
                    "M9 7 H39 L44 19 Q39 24 34 19 Q29 24 24 19 Q19 24 14 19 Q9 24 4 19 Z " +
                        "M9 23 V43 M39 23 V43 M9 32 H39 M18 32 q0 -4 3 -4 t3 4 M26 32 q0 -4 3 -4 t3 4",
            ),
        "order" to
            Woodcut(
                "order",
                block = "M24 4 L40 10 V22 Q40 36 24 44 Q8 36 8 22 V10 Z",
                line = "M24 4 L40 10 V22 Q40 36 24 44 Q8 36 8 22 V10 Z M24 14 V26 M24 33 h0.1",
            ),
        "public_service" to
            Woodcut(
                "public_service",
                block = "M11 4 H29 L37 12 V44 H11 Z",
                line =
                    "M29 4 H11 V44 H26 M37 25 V12 L29 4 V12 H37 M17 20 H30 M17 27 H25 " +
                        "M28 35 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 M30 40 V45.5 L33 43.5 L36 45.5 V40",
            ),
        "staff_conduct" to
            Woodcut(
                "staff_conduct",
                block = "M8 43 V39 Q8 28 18 28 H30 Q40 28 40 39 V43 Z",
                line =
                    "M24 5 a8 8 0 1 0 0.1 0 Z M8 43 V39 Q8 28 18 28 H30 Q40 28 40 39 V43 Z " +
                        "M24 28 L20.5 33 L24 42 L27.5 33 Z",
            ),
        "other" to other,
    )
