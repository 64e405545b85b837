package vn.langnghe.ui

import vn.langnghe.kit.screen.AnswerView
import vn.langnghe.kit.screen.ClockView
import vn.langnghe.kit.screen.EntryKind
import vn.langnghe.kit.screen.LevelView
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.Loaded
import vn.langnghe.kit.screen.MergedView
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.OutcomeView
import vn.langnghe.kit.screen.ParkedView
import vn.langnghe.kit.screen.RatingView
import vn.langnghe.kit.screen.ReportAction
import vn.langnghe.kit.screen.ReportContent
import vn.langnghe.kit.screen.ReportState
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.screen.StatusView
import vn.langnghe.kit.screen.TimelineEntry
import vn.langnghe.kit.screen.WayOut

// A report that is on its way, answered, repaired, or stuck.

private fun Samples.words() =
    say(
        "Đá rơi từ xe tải ra giữa đường từ tối qua, xe máy tránh không kịp.",
        "Stones fell off a lorry last night; motorbikes can't avoid them.",
    )

private fun Samples.basis() =
    say(
        "Mức tạm thời của dịch vụ, tham khảo Quyết định 1207/QĐ-UBND ngày 28/02/2025 của UBND thành phố Hà Nội. Tỉnh Bắc Ninh chưa xác nhận.",
        "The service's provisional term, modelled on Decision 1207/QĐ-UBND of Hà Nội. Bắc Ninh has not yet confirmed it.",
    )

private val Samples.waitingContent
    get() =
        ReportContent(
            title = say("Giao thông", "Roads"),
            reference = null,
            where = "Xã Lương Tài",
            detail = say("Thôn Ngọc Quan, cạnh trạm bơm", "Thôn Ngọc Quan, beside the pumping station"),
            text = words(),
            answers = listOf(AnswerView(say("Xe có qua được không?", "Can vehicles pass?"), say("Không", "No"))),
            noticedAt = say("07:42 ngày 27/11/2026", "07:42, 27/11/2026"),
            nameHidden = true,
            pictures = listOf(stones, gravel),
            after = emptyList(),
            ladder = ladder(Rung.WAITING),
            status = null,
            outcome = null,
            answerBy = null,
            clocks = emptyList(),
            timeline = emptyList(),
            parked = emptyList(),
            rating = null,
            pending = listOf(say("Sáng nay lại thêm một xe đổ nữa.", "Another lorry dropped more this morning.")),
            can = setOf(ReportAction.ADD_TEXT, ReportAction.ADD_PHOTOGRAPH, ReportAction.WITHDRAW),
            hasRoom = true,
            stale = false,
        )

private val Samples.fixedContent
    get() =
        waitingContent.copy(
            reference = "LN-7K3M-9QXF-2TA",
            after = listOf(cleared),
            ladder = ladder(Rung.COMPLETE, 2, 2, accepted = true),
            status =
                StatusView(
                    say("Đã xử lý", "Resolved"),
                    say(
                        "Đã dọn đá, quét mặt đường, nhắc nhở chủ xe.",
                        "The stones were cleared, the road swept, the driver warned.",
                    ),
                    say("Phòng Kinh tế, xã Lương Tài", "Phòng Kinh tế, Xã Lương Tài"),
                ),
            outcome =
                OutcomeView(
                    say("Xe chở đá không che bạt", "Lorries carry stones without a cover"),
                    say("Xử lý tạm thời", "A temporary remedy"),
                    withoutPhotograph = null,
                ),
            answerBy = "17:00 · 18/12/2026",
            clocks = clocks(late),
            timeline = timeline,
            rating = RatingView(4, say("Làm nhanh, còn ít bụi.", "Quick; some dust is left.")),
            pending = emptyList(),
            can =
                setOf(
                    ReportAction.CONFIRM,
                    ReportAction.REOPEN,
                    ReportAction.REPLY,
                    ReportAction.ADD_PHOTOGRAPH,
                    ReportAction.RATE,
                    ReportAction.WITHDRAW,
                ),
        )

private val Samples.late
    get() = clock("17:00 · 04/12/2026", say("Trễ hạn xử lý 2 ngày", "Overdue by 2 days, not resolved yet"), late = true)

private fun Samples.clock(
    due: String,
    standing: String,
    late: Boolean = false,
    paused: Boolean = false,
) = ClockView(
    say("Hạn xử lý", "To be resolved by"),
    due,
    basis(),
    standing,
    overdue = late,
    paused = paused,
    done = false,
)

private fun Samples.clocks(resolution: ClockView) =
    listOf(
        ClockView(
            say("Hạn tiếp nhận", "To be accepted by"),
            "16:00 · 27/11/2026",
            basis(),
            say("Đã làm xong bước này", "This step is done"),
            overdue = false,
            paused = false,
            done = true,
        ),
        resolution,
    )

/** The unit asks; until the person answers, the clocks stand still. */
private val Samples.askedContent
    get() =
        fixedContent.copy(
            after = emptyList(),
            status =
                StatusView(
                    say("Chờ bổ sung thông tin", "Waiting for information"),
                    say("Đá nằm ở bên nào của trạm bơm?", "On which side of the pumping station do the stones lie?"),
                    say("Sở Xây dựng", "Department of Construction"),
                    asked = true,
                    pause = say("Đang tạm dừng: chờ bạn trả lời", "Paused: waiting for your answer"),
                    level =
                        LevelView(
                            say("Khẩn", "Urgent"),
                            say("Trẻ em đi học qua đoạn này.", "Children walk to school there."),
                        ),
                ),
            outcome = null,
            answerBy = null,
            clocks =
                clocks(
                    clock(
                        "17:00 · 04/12/2026",
                        say("Đang tạm dừng: chờ bạn trả lời", "Paused: waiting for your answer"),
                        paused = true,
                    ),
                ),
            timeline =
                timeline.take(4) +
                    listOf(
                        TimelineEntry(
                            "27/11/2026 · 10:41",
                            EntryKind.UNIT,
                            say("Nay do Sở Xây dựng xử lý", "Now with the Department of Construction"),
                            "",
                        ),
                        TimelineEntry(
                            "27/11/2026 · 11:02",
                            EntryKind.LEVEL,
                            say("Mức độ: Khẩn", "Level: Urgent"),
                            say("Trẻ em đi học qua đoạn này.", "Children walk to school there."),
                        ),
                    ),
            rating = null,
            can = setOf(ReportAction.REPLY, ReportAction.ADD_TEXT, ReportAction.ADD_PHOTOGRAPH, ReportAction.WITHDRAW),
        )

private val Samples.mergedContent
    get() =
        fixedContent.copy(
            status =
                StatusView(
                    say("Đã gộp với phản ánh trùng", "Merged with a report of the same thing"),
                    reason = null,
                    unit = say("Phòng Kinh tế, xã Lương Tài", "Phòng Kinh tế, Xã Lương Tài"),
                    merged = MergedView("LN-4F8D-20WT-K6Q", say("Đã xử lý", "Resolved")),
                ),
            answerBy = null,
            clocks = emptyList(),
            rating = null,
            can = setOf(ReportAction.CONFIRM, ReportAction.REOPEN),
        )

private val Samples.refusedContent
    get() =
        fixedContent.copy(
            after = emptyList(),
            status =
                StatusView(
                    say("Không tiếp nhận", "Not accepted"),
                    say("Đoạn đường này là quốc lộ.", "This stretch is a national road."),
                    say("Phòng Kinh tế, xã Lương Tài", "Phòng Kinh tế, Xã Lương Tài"),
                    belongs = say("Khu Quản lý đường bộ I", "Road Administration Zone I"),
                ),
            outcome = null,
            answerBy = null,
            clocks = emptyList(),
            timeline = timeline.take(3),
            rating = null,
            can = setOf(ReportAction.REPLY, ReportAction.WITHDRAW),
        )

/** It ended by itself; what was done can't be seen on a photograph. */
private val Samples.closedContent
    get() =
        fixedContent.copy(
            after = emptyList(),
            status =
                StatusView(say("Kết thúc", "Closed"), reason = null, unit = null, unanswered = true),
            outcome =
                OutcomeView(
                    say("Van xả bị kẹt", "A valve was stuck"),
                    say("Xử lý lâu dài", "A lasting remedy"),
                    say("Van nằm dưới mặt đường.", "The valve lies under the road."),
                ),
            answerBy = null,
            clocks = emptyList(),
            rating = null,
            can = setOf(ReportAction.REOPEN, ReportAction.RATE),
        )

private val Samples.confirmedContent
    get() =
        fixedContent.copy(
            status =
                StatusView(say("Người dân xác nhận đã xong", "Confirmed by the citizen"), reason = null, unit = null),
            answerBy = null,
            clocks = emptyList(),
            can = setOf(ReportAction.REOPEN, ReportAction.RATE),
        )

private val Samples.timeline
    get() =
        listOf(
            TimelineEntry("27/11/2026 · 08:05", EntryKind.RECEIVED, say("Máy chủ đã nhận", "Received"), ""),
            TimelineEntry("27/11/2026 · 08:07", EntryKind.PHOTOGRAPH, say("Đã nhận ảnh 2/2", "Photo 2/2 received"), ""),
            TimelineEntry("27/11/2026 · 08:07", EntryKind.CLOCKS, say("Đã đặt thời hạn", "Deadlines were set"), ""),
            TimelineEntry("27/11/2026 · 10:30", EntryKind.STATUS, say("Đã tiếp nhận", "Accepted"), ""),
            TimelineEntry(
                "28/11/2026 · 09:12",
                EntryKind.REPLY,
                say("Phòng Kinh tế trả lời", "Phòng Kinh tế answered"),
                say(
                    "Đã cử người xuống xem. Chiều nay có xe dọn.",
                    "Somebody was sent to look. A truck clears it this afternoon.",
                ),
            ),
            TimelineEntry(
                "28/11/2026 · 09:40",
                EntryKind.SAID,
                say("Bạn nói thêm", "You added"),
                say("Cảm ơn, tôi sẽ xem.", "Thank you, I will look."),
            ),
            TimelineEntry("28/11/2026 · 16:55", EntryKind.STATUS, say("Đã xử lý", "Resolved"), ""),
        )

private val Samples.parkedContent
    get() =
        waitingContent.copy(
            ladder = ladder(Rung.PARKED),
            pending = emptyList(),
            parked =
                listOf(
                    ParkedView(
                        say("Lời phản ánh", "The text of the report"),
                        Notice(
                            say("Nội dung dài quá 4.000 ký tự.", "The text is longer than 4,000 characters."),
                            say(
                                "Phản ánh và ảnh vẫn còn nguyên trên máy.",
                                "The report and its photographs are still whole on this phone.",
                            ),
                            say("Rút ngắn nội dung rồi gửi lại.", "Shorten the text, then send again."),
                        ),
                        listOf(WayOut.RETRY, WayOut.COPY, WayOut.LET_GO, WayOut.WITHDRAW),
                    ),
                ),
            stale = true,
        )

val Samples.reportWaiting get() = ReportState("r1", Loaded.Ready(waitingContent), Link.OFFLINE)
val Samples.reportFixed get() = ReportState("r1", Loaded.Ready(fixedContent), Link.FREE)
val Samples.reportAsked get() = ReportState("r1", Loaded.Ready(askedContent), Link.FREE)
val Samples.reportMerged get() = ReportState("r1", Loaded.Ready(mergedContent), Link.FREE)
val Samples.reportRefused get() = ReportState("r1", Loaded.Ready(refusedContent), Link.FREE)
val Samples.reportClosed get() = ReportState("r1", Loaded.Ready(closedContent), Link.FREE)
val Samples.reportConfirmed get() = ReportState("r1", Loaded.Ready(confirmedContent), Link.FREE)
val Samples.reportParked
    get() =
        ReportState(
            "r1",
            Loaded.Ready(parkedContent),
            Link.METERED,
            Notice(
                say(
                    "Vụ việc đã sang bước khác nên không làm được việc này.",
                    "The case has moved on, so this can't be done now.",
                ),
            ),
        )
val Samples.reportLoading get() = ReportState("r1", Loaded.Loading, Link.FREE)
val Samples.reportFailed get() = ReportState("r1", Loaded.Failed(diskNotice), Link.FREE)
