package vn.langnghe.ui

import vn.langnghe.kit.screen.EmergencyNumber
import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.kit.screen.HomeState
import vn.langnghe.kit.screen.Ladder
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.PictureRef
import vn.langnghe.kit.screen.Rung
import vn.langnghe.texts.Language

/** States as they could be on a phone in Bắc Ninh: the one place where tests take them from. */
class Samples(
    private val language: Language,
) {
    fun say(
        vi: String,
        en: String,
    ) = if (language == Language.VIETNAMESE) vi else en

    val stones = PictureRef(1, 3120, 4160)
    val gravel = PictureRef(2, 2448, 3264)

    /** The road, once the stones are gone. */
    val cleared = PictureRef(3, 1800, 1200)

    val emergency =
        listOf(
            EmergencyNumber("112", say("Thiên tai, tìm kiếm cứu nạn", "Disasters, search and rescue")),
            EmergencyNumber("113", say("Công an", "Police")),
            EmergencyNumber("114", say("Cứu hỏa, cứu hộ", "Fire and rescue")),
            EmergencyNumber("115", say("Cấp cứu y tế", "Ambulance")),
        )

    val diskNotice =
        Notice(
            say("Không đọc được danh sách.", "The list can't be read."),
            say(
                "Phản ánh và ảnh vẫn còn nguyên trên máy.",
                "The reports and photographs are still whole on this phone.",
            ),
            say("Bấm Thử lại; nếu vẫn vậy, khởi động lại máy.", "Try again; if it stays so, restart the phone."),
        )

    fun ladder(
        rung: Rung,
        sent: Int = 0,
        total: Int = 2,
        accepted: Boolean = false,
        progress: Float? = null,
    ) = Ladder(rung, ladderWords(rung, sent, total), sent, total, progress, accepted)

    private fun ladderWords(
        rung: Rung,
        sent: Int,
        total: Int,
    ) = when (rung) {
        Rung.DRAFT -> say("Bản nháp", "Draft")
        Rung.WAITING -> say("Đã lưu trên máy, chờ có sóng", "Saved on this phone, waiting for a signal")
        Rung.SENDING -> say("Đang gửi", "Sending")
        Rung.TEXT_RECEIVED -> say("Đã gửi · Ảnh $sent/$total", "Sent · Photo $sent/$total")
        Rung.COMPLETE -> say("Đã gửi đủ", "Sent in full")
        Rung.PARKED -> say("Cần bạn xem lại", "Needs your attention")
        Rung.WITHDRAWN -> say("Đã thu hồi", "Withdrawn")
    }

    private val draft =
        HomeItem(
            "d1",
            true,
            say("Chưa chọn loại", "No category yet"),
            say("Phường Kinh Bắc", "Phường Kinh Bắc"),
            "",
            "27/11/2026",
            gravel,
            ladder(Rung.DRAFT),
            null,
            false,
        )
    private val waiting =
        HomeItem(
            "r1",
            false,
            say("Giao thông", "Roads"),
            "Xã Lương Tài",
            say(
                "Đá rơi ra giữa đường, xe máy tránh không kịp",
                "Stones all over the road, motorbikes can't avoid them",
            ),
            "27/11/2026",
            stones,
            ladder(Rung.WAITING),
            null,
            false,
        )
    private val partly =
        HomeItem(
            "r2",
            false,
            say("Rác thải", "Waste"),
            "Phường Võ Cường",
            say("Rác đổ trộm cạnh mương, ba hôm chưa ai dọn", "Rubbish dumped beside the canal three days ago"),
            "25/11/2026",
            gravel,
            ladder(Rung.TEXT_RECEIVED, sent = 1, total = 3, progress = 0.4f),
            say("Chờ tiếp nhận", "Waiting to be accepted"),
            false,
        )
    private val fixed =
        HomeItem(
            "r3",
            false,
            say("Chiếu sáng", "Street lighting"),
            "Xã Tiên Du",
            say("Đèn đầu ngõ tắt cả tuần", "The lamp at the corner has been dark all week"),
            "12/11/2026",
            null,
            ladder(Rung.COMPLETE, 1, 1, accepted = true),
            say("Đã xử lý", "Resolved"),
            true,
        )

    val home =
        HomeState(Link.FREE, Loaded.Ready(listOf(fixed, partly)), 0, "", emergency)
    val homeOffline =
        HomeState(Link.OFFLINE, Loaded.Ready(listOf(draft, waiting, partly, fixed)), 1, "", emergency)
    val homeWaiting =
        home.copy(
            link = Link.METERED,
            items = Loaded.Ready(listOf(waiting, partly)),
            waiting = 2,
            why = say("Ảnh chờ Wi-Fi.", "Photographs wait for Wi-Fi."),
        )
    val homeEmpty = home.copy(items = Loaded.Ready(emptyList()))
    val homeLoading = home.copy(items = Loaded.Loading)
    val homeFailed = home.copy(items = Loaded.Failed(diskNotice))
}
