package vn.langnghe.ui

import vn.langnghe.kit.screen.AnswerKind
import vn.langnghe.kit.screen.CameraState
import vn.langnghe.kit.screen.CategoryState
import vn.langnghe.kit.screen.CategoryTile
import vn.langnghe.kit.screen.CommuneMatch
import vn.langnghe.kit.screen.Link
import vn.langnghe.kit.screen.MapPoint
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.PageField
import vn.langnghe.kit.screen.PageState
import vn.langnghe.kit.screen.PlacePickerState
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.QuestionState
import vn.langnghe.kit.screen.Rung
import vn.langnghe.kit.screen.SavedState

// A report that is being made: stones on a road of Xã Lương Tài.

val Samples.camera get() = CameraState(emptyList(), busy = false, hasRoom = true, notice = null, canSkip = true)
val Samples.cameraBusy get() = camera.copy(pictures = listOf(gravel), busy = true)
val Samples.cameraRefused
    get() =
        camera.copy(
            notice =
                Notice(
                    say("Chưa được phép dùng máy ảnh.", "The camera isn't allowed."),
                    wayOut = say("Cho phép máy ảnh, hoặc gửi bằng lời.", "Allow the camera, or send words alone."),
                ),
        )

val Samples.tiles: List<CategoryTile>
    get() =
        listOf(
            CategoryTile("road", say("Giao thông", "Roads"), false),
            CategoryTile("dyke", say("Đê điều, thủy lợi", "Dykes and irrigation"), true),
            CategoryTile("drainage", say("Thoát nước", "Drainage"), false),
            CategoryTile("waste", say("Rác thải", "Waste"), false),
            CategoryTile("lighting", say("Chiếu sáng", "Street lighting"), false),
            CategoryTile("water", say("Nước sạch", "Water supply"), false),
            CategoryTile("electricity", say("Điện", "Electricity"), true),
            CategoryTile("environment", say("Môi trường", "Environment"), false),
            CategoryTile("noise", say("Tiếng ồn", "Noise"), false),
            CategoryTile("trees", say("Cây xanh", "Trees"), false),
            CategoryTile("construction", say("Xây dựng", "Construction"), false),
            CategoryTile("encroachment", say("Lấn chiếm lòng lề đường", "Blocked roads and pavements"), false),
            CategoryTile("order", say("An ninh trật tự", "Public order"), true),
            CategoryTile("public_service", say("Dịch vụ công", "Public services"), false),
            CategoryTile("staff_conduct", say("Thái độ, tác phong của cán bộ", "Conduct of officials"), false),
            CategoryTile("other", say("Vấn đề khác", "Something else"), false),
        )

val Samples.category get() = CategoryState(tiles, chosen = null, picture = stones)
val Samples.categoryChosen get() = CategoryState(tiles, chosen = "waste", picture = null)

val Samples.page
    get() =
        PageState(
            draft = "d1",
            loading = false,
            pictures = listOf(stones),
            category = tiles[0],
            questions = emptyList(),
            place = PlaceState.Found("Xã Lương Tài", accuracyMetres = 12),
            detail = "",
            text = "",
            readySentence =
                say(
                    "Đường ở đây bị hư hỏng, đi lại không an toàn. Đề nghị kiểm tra và sửa chữa giúp bà con.",
                    "The road here is damaged and unsafe. Please inspect and repair it.",
                ),
            nameHidden = true,
            danger = emptyList(),
            problems = emptyMap(),
            bytes = 271_400,
            photoBytes = 270_000,
            link = Link.METERED,
            photosOnWifiOnly = false,
            sending = false,
            hasRoom = true,
        )
val Samples.pageLoading get() = page.copy(loading = true)
val Samples.pageDangerous
    get() =
        page.copy(
            category = tiles[1],
            danger = listOf(emergency[0]),
            place = PlaceState.Searching,
            link = Link.OFFLINE,
            text = say("Chân đê có mạch sủi, nước đục", "Muddy water wells up at the foot of the dyke"),
        )

/** What the category asks of its own, in every shape; the person has tried to send it. */
val Samples.pageAsking
    get() =
        page.copy(
            questions =
                listOf(
                    QuestionState(
                        "lanes",
                        say("Hỏng mấy làn đường?", "How many lanes are damaged?"),
                        AnswerKind.NUMBER,
                        required = true,
                        choices = emptyList(),
                        values = listOf("hai"),
                        asked = true,
                        problem =
                            Notice(
                                say("Câu trả lời này chưa đúng dạng.", "This answer isn't in the right form."),
                                say("Những gì đã viết vẫn còn.", "What was written is still there."),
                                say("Hãy viết bằng số.", "Please write a number."),
                            ),
                    ),
                    asking("passable", say("Xe có qua được không?", "Can vehicles pass?"), AnswerKind.CHOICE).copy(
                        choices = listOf("yes" to say("Có", "Yes"), "no" to say("Không", "No")),
                        values = listOf("no"),
                    ),
                    asking("who", say("Ai hay đi qua đây?", "Who passes here?"), AnswerKind.CHOICES).copy(
                        choices =
                            listOf(
                                "pupils" to say("Học sinh", "Pupils"),
                                "lorries" to say("Xe tải", "Lorries"),
                            ),
                        values = listOf("pupils"),
                    ),
                    asking("since", say("Thấy từ khi nào?", "Since when?"), AnswerKind.MOMENT),
                    asking("owner", say("Xe của ai?", "Whose lorry?"), AnswerKind.LINE),
                    asking("more", say("Có gì đáng chú ý?", "What else is there?"), AnswerKind.TEXT),
                    asking("old", say("Gần cột mốc nào?", "Near which milestone?"), AnswerKind.LINE).copy(
                        values = listOf("Km 12"),
                        asked = false,
                    ),
                ),
        )

private fun asking(
    code: String,
    text: String,
    kind: AnswerKind,
) = QuestionState(code, text, kind, required = false, emptyList(), emptyList(), asked = true, problem = null)

val Samples.pageIncomplete
    get() =
        page.copy(
            pictures = emptyList(),
            category = null,
            place = PlaceState.Unknown(permissionRefused = true),
            readySentence = "",
            bytes = 900,
            photoBytes = 0,
            problems =
                mapOf(
                    PageField.CATEGORY to Notice(say("Chưa chọn loại phản ánh.", "No category was chosen.")),
                    PageField.PLACE to
                        Notice(
                            say("Chưa có địa điểm.", "There is no place yet."),
                            wayOut =
                                say(
                                    "Bật định vị hoặc chọn xã, phường.",
                                    "Turn on location or choose the commune.",
                                ),
                        ),
                    PageField.TEXT to
                        Notice(
                            say(
                                "Phản ánh chưa có lời và chưa có ảnh.",
                                "The report has neither words nor a photograph.",
                            ),
                            wayOut = say("Viết vài lời hoặc chụp một ảnh.", "Write a few words or take a photograph."),
                        ),
                ),
        )
val Samples.pageFull
    get() =
        page.copy(
            pictures = listOf(stones, gravel),
            place = PlaceState.Outside("Xã Yên Thế", kilometres = 3),
            detail = say("Thôn Ngọc Quan, cạnh trạm bơm", "Thôn Ngọc Quan, beside the pumping station"),
            text =
                say(
                    "Đá rơi từ xe tải ra giữa đường từ tối qua, xe máy tránh không kịp.",
                    "Stones fell off a lorry last night; motorbikes can't avoid them.",
                ),
            link = Link.FREE,
            hasRoom = false,
            bytes = 1_342_000,
            notice =
                Notice(
                    say("Máy hết chỗ trống.", "The phone is full."),
                    say("Những gì đã viết vẫn còn.", "What was written is still there."),
                    say("Xóa bớt ảnh hoặc video cũ rồi thử lại.", "Delete old photos or videos, then try again."),
                ),
        )

private fun match(
    name: String,
    formerName: String?,
) = CommuneMatch(SampleMap.communes.first { it.name == name }.code, name, formerName)

private val near =
    listOf(
        match("Xã Lương Tài", null),
        match("Xã Trung Kênh", null),
        match("Xã Lâm Thao", null),
    )
val Samples.place
    get() =
        PlacePickerState(
            query = "",
            matches = near,
            map = SampleMap.communes,
            chosen = null,
            here = null,
            boundaryNotice =
                say(
                    "Ranh giới chỉ để tham khảo, không phải địa giới hành chính pháp lý.",
                    "Boundaries are for reference. They are not legal boundaries.",
                ),
        )
val Samples.placeMarked
    get() =
        SampleMap.communes.first { it.name == "Xã Lương Tài" }.let { commune ->
            val rim = commune.rings.first()
            place.copy(
                chosen = commune.code,
                here = MapPoint(rim.map { it.lat }.average(), rim.map { it.lon }.average()),
            )
        }
val Samples.placeFound
    get() =
        place.copy(
            query = "phu hoa",
            matches =
                listOf(
                    match("Xã Lương Tài", "Xã Phú Hòa, Huyện Lương Tài"),
                    match("Xã Lâm Thao", "Xã Phú Lương, Huyện Lương Tài"),
                ),
        )
val Samples.placeNotFound get() = place.copy(query = "Thanh Xuân", matches = emptyList())

val Samples.savedOffline get() = SavedState("r1", ladder(Rung.WAITING), Link.OFFLINE, photosWaitForWifi = false)
val Samples.savedSending
    get() =
        SavedState(
            "r1",
            ladder(Rung.TEXT_RECEIVED, sent = 1, progress = 0.5f),
            Link.METERED,
            photosWaitForWifi = true,
        )
