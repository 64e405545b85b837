package vn.langnghe.ui

import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.MonthOfData
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.SettingsState
import vn.langnghe.kit.screen.StartState
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.kit.screen.WelcomeState
import vn.langnghe.kit.screen.WelcomeStep

// The first start, a start that fails, and the settings.

val Samples.trouble
    get() =
        StartState.Trouble(
            Notice(
                say("Không mở được kho dữ liệu trên máy.", "The store on this phone can't be opened."),
                say("Chưa xóa gì cả.", "Nothing was deleted."),
                say("Khởi động lại máy rồi thử lại.", "Restart the phone, then try again."),
            ),
            canStartClean = true,
            canRetry = true,
        )

val Samples.welcome
    get() =
        WelcomeState(
            WelcomeStep.WHAT_IT_IS,
            listOf(
                say(
                    "Không dùng cho trường hợp khẩn cấp. Khi có nguy hiểm đến tính mạng, hãy gọi ngay 112, 113, 114 hoặc 115.",
                    "Not for emergencies. If life is in danger, call 112, 113, 114 or 115 at once.",
                ),
                say(
                    "Không dùng để khiếu nại. Khiếu nại được nộp tại cơ quan có thẩm quyền hoặc nơi tiếp công dân.",
                    "Not for formal complaints (khiếu nại). These go to the competent authority or to its office for receiving citizens.",
                ),
                say(
                    "Không dùng để tố cáo. Tố cáo được nộp tại cơ quan có thẩm quyền hoặc nơi tiếp công dân.",
                    "Not for denunciations (tố cáo). These go to the competent authority or to its office for receiving citizens.",
                ),
                say("Không gửi nội dung thuộc bí mật nhà nước.", "Don't send anything that is a state secret."),
            ),
            emergency,
            say(
                "Phản ánh gồm nội dung, ảnh và vị trí mà bạn chọn gửi. Chúng được chuyển tới xã, phường nơi xảy ra sự việc để xem xét, xử lý và trả lời bạn. Tên của bạn được ẩn, trừ khi bạn chọn hiện. Thông tin lưu sẵn trong ảnh (vị trí, loại máy) được xóa trên điện thoại trước khi gửi. Bạn có thể thu hồi phản ánh, và yêu cầu xem, sửa hoặc xóa dữ liệu cá nhân của mình theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định 356/2025/NĐ-CP.",
                "A report is the text, the photographs and the place that you choose to send. They go to the commune or ward where it happened, to be looked at, acted on and answered. Your name is hidden unless you choose to show it. What a photograph carries unseen (place, phone model) is removed on the phone before sending. You may withdraw a report, and ask to see, correct or delete your personal data, under the Personal Data Protection Law 91/2025/QH15 and Decree 356/2025/NĐ-CP.",
            ),
            agreed = false,
        )
val Samples.welcomeConsent get() = welcome.copy(step = WelcomeStep.CONSENT)
val Samples.welcomeAgreed get() = welcomeConsent.copy(agreed = true)

val Samples.settings
    get() =
        SettingsState(
            photosOnWifiOnly = true,
            textSize = TextSize.NORMAL,
            language = LanguageChoice.SYSTEM,
            screensHidden = false,
            dataUsed =
                Loaded.Ready(
                    listOf(MonthOfData("11/2026", 2_340_000, 86_000), MonthOfData("10/2026", 512_300, 41_200)),
                ),
            version = "0.1.0",
            about =
                listOf(
                    say(
                        "Lắng Nghe chuyển phản ánh của người dân Bắc Ninh tới xã, phường.",
                        "Lắng Nghe carries reports of the people of Bắc Ninh to their communes.",
                    ),
                    say("Phần mềm tự do, giấy phép MIT hoặc Apache-2.0.", "Free software under MIT or Apache-2.0."),
                ),
        )
val Samples.settingsLoading get() = settings.copy(dataUsed = Loaded.Loading)
