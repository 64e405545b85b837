package vn.langnghe.ui.icons

import androidx.compose.ui.graphics.vector.ImageVector

/** The small signs beside words and on buttons. */
internal object Signs {
    val back = sign("back", "M19 12 H5 M11 5.5 L4.5 12 L11 18.5")
    val chevron = sign("chevron", "M9 5 L16 12 L9 19")
    val settings =
        sign(
            "settings",
            "M4 7 H12 M18 7 H20 M4 17 H6 M12 17 H20 " +
                "M12 7 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0 M6 17 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0",
        )
    val camera =
        sign(
            "camera",
            "M8.5 6 L10 3.5 H14 L15.5 6 H19 Q21.5 6 21.5 8.5 V17.5 Q21.5 20 19 20 " +
                "H5 Q2.5 20 2.5 17.5 V8.5 Q2.5 6 5 6 Z " +
                "M8 13 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0",
        )
    val phone =
        sign(
            "phone",
            "M5 3.5 H8.5 L10.5 8.5 L8 10.5 Q9.8 14.2 13.5 16 L15.5 13.5 L20.5 15.5 V19 Q20.5 20.5 19 20.5 " +
                "Q4.5 19.5 3.5 5 Q3.5 3.5 5 3.5 Z",
        )
    val handset =
        sign(
            "handset",
            "M8 2.5 H16 Q18 2.5 18 4.5 V19.5 Q18 21.5 16 21.5 H8 Q6 21.5 6 19.5 V4.5 Q6 2.5 8 2.5 Z M11 18 H13",
        )
    val words = sign("words", "M4 5 H20 V16 H11 L7 20 V16 H4 Z M8 9 H16 M8 12.2 H13")
    val picture = sign("picture", "M4 4.5 H20 V19.5 H4 Z M4 16 L9 11 L13.5 15.5 L16 13 L20 17 M14.8 8.6 h0.1")
    val office =
        sign("office", "M4 20.5 H20 M5.5 20.5 V10 M18.5 20.5 V10 M3.5 10 L12 4 L20.5 10 Z M10 20.5 V14.5 H14 V20.5")
    val check = sign("check", "M4.5 12.5 L10 18 L20 6.5")
    val close = sign("close", "M6 6 L18 18 M18 6 L6 18")
    val plus = sign("plus", "M12 5 V19 M5 12 H19")
    val clock = sign("clock", "M3.5 12 a8.5 8.5 0 1 0 17 0 a8.5 8.5 0 1 0 -17 0 M12 7 V12 L15.5 14")
    val pin =
        sign(
            "pin",
            "M12 21.5 Q5 14.5 5 9.7 A7 7 0 0 1 19 9.7 Q19 14.5 12 21.5 Z M9.6 9.8 a2.4 2.4 0 1 0 4.8 0 a2.4 2.4 0 1 0 -4.8 0",
        )
    val search = sign("search", "M4 10.5 a6.5 6.5 0 1 0 13 0 a6.5 6.5 0 1 0 -13 0 M15.5 15.5 L20.5 20.5")
    val bin = sign("bin", "M5 7 H19 M10 7 V4 H14 V7 M6.5 7 L7.5 20.5 H16.5 L17.5 7")
    val attention = sign("attention", "M12 3.5 L22 20.5 H2 Z M12 10 V14.5 M12 17.5 h0.1")
    val noSignal = sign("no signal", "M5 20 V16 M10 20 V12.5 M15 20 V13.5 M20 20 V4.5 M15 8.6 V7 M3.5 3.5 L20.5 20.5")
    val wifi = sign("wifi", "M2.5 9.5 Q12 1.5 21.5 9.5 M6 13.5 Q12 8 18 13.5 M9.5 17 Q12 15 14.5 17 M12 20.3 h0.1")
    val send = sign("send", "M21 3 L10.5 13.5 M21 3 L14.5 21 L10.5 13.5 L3 9.5 Z")
    val hidden =
        sign("hidden", "M3 12 Q12 2.5 21 12 Q12 21.5 3 12 Z M9.5 12 a2.5 2.5 0 1 0 5 0 a2.5 2.5 0 1 0 -5 0 M4 20 L20 4")
    val edit = sign("edit", "M4 20 L5 15.5 L16 4.5 L19.5 8 L8.5 19 Z M13.5 7 L17 10.5")
    val again = sign("again", "M19.5 12 A7.5 7.5 0 1 1 16.5 6 M17 2.5 V6.5 H13")
    val reopen = sign("reopen", "M4.5 12 A7.5 7.5 0 1 0 7.5 6 M7 2.5 V6.5 H11")
    val gallery = sign("gallery", "M7 3.5 H20.5 V16 H7 Z M3.5 8 V20.5 H17 M7 13 L11 9.5 L16 14 L20.5 10.5")
    val target =
        sign(
            "target",
            "M6 12 a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0 M12 2.5 V6 M12 18 V21.5 M2.5 12 H6 M18 12 H21.5 M12 12 h0.1",
        )
    val minus = sign("minus", "M5 12 H19")
    val star = sign("star", STAR)
    val starFull = sign("star", STAR, filled = true)

    /** The sign of a step that a report takes. */
    val steps: List<ImageVector> = listOf(handset, words, picture, office)

    private const val STAR = "M12 3 L14.7 9 L21.2 9.7 L16.3 14 L17.7 20.5 L12 17.2 L6.3 20.5 L7.7 14 L2.8 9.7 L9.3 9 Z"
}
