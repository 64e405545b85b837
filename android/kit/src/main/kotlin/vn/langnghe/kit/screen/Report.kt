package vn.langnghe.kit.screen

/** What the screen of a report shows. */
data class ReportState(
    val id: String,
    val content: Loaded<ReportContent>,
    val link: Link,
    /** Something that the person did could not be done. */
    val notice: Notice? = null,
)

/** A report, as it can be read. */
data class ReportContent(
    val title: String,
    /** The public reference, once there is one. */
    val reference: String?,
    val where: String,
    val detail: String,
    val text: String,
    /** What was answered to the category's own questions. */
    val answers: List<AnswerView>,
    val noticedAt: String,
    val nameHidden: Boolean,
    /** The person's own photographs. */
    val pictures: List<PictureRef>,
    /** Photographs of the result, from the unit. */
    val after: List<PictureRef>,
    val ladder: Ladder,
    /** How the case stands, and why; none before the server has told. */
    val status: StatusView?,
    /** What was done about it, once the unit says that it is resolved. */
    val outcome: OutcomeView?,
    /** Until when the person can say whether it is fixed; after that the case ends by itself. */
    val answerBy: String?,
    /** *Hạn tiếp nhận* and *hạn xử lý*; empty before the server has set them. */
    val clocks: List<ClockView>,
    val timeline: List<TimelineEntry>,
    val parked: List<ParkedView>,
    /** What the person gave for how it was resolved; none before they did. */
    val rating: RatingView?,
    /** Words that have not reached the server yet, oldest first. */
    val pending: List<String>,
    /** What can be done now. */
    val can: Set<ReportAction>,
    /** Whether one more photograph fits. */
    val hasRoom: Boolean,
    /** The server was restored from a backup and has not confirmed this yet. */
    val stale: Boolean,
)

/** How a case stands. */
data class StatusView(
    val words: String,
    /** Why; of a question, what is asked. */
    val reason: String?,
    val unit: String?,
    /** The unit asked something, and waits for an answer. */
    val asked: Boolean = false,
    /** Of a refusal: where the matter belongs. */
    val belongs: String? = null,
    /** Why the clocks stand still, in words. */
    val pause: String? = null,
    /** How pressing the unit sees it, where it said so. */
    val level: LevelView? = null,
    /** Where the case goes on, if the same was reported before. */
    val merged: MergedView? = null,
    /** It ended by itself, since nobody said whether it is fixed. */
    val unanswered: Boolean = false,
)

/** How pressing a unit sees a matter, and why. */
data class LevelView(
    val words: String,
    val reason: String,
)

/** The case under which a merged report goes on. */
data class MergedView(
    val reference: String,
    /** How it stands, once the server has told. */
    val status: String?,
    /** The person said that what was done there holds for them. */
    val agreed: Boolean = false,
)

/** A question of the category's, and what was answered. */
data class AnswerView(
    val question: String,
    val said: String,
)

/** What was done about a matter. */
data class OutcomeView(
    /** Why it had come to this. */
    val cause: String,
    /** Whether what was done will last. */
    val remedy: String,
    /** Why there is no photograph of the result, where there is none. */
    val withoutPhotograph: String?,
)

/** A deadline of the unit's. */
data class ClockView(
    val name: String,
    /** The moment it runs out, as people write it. */
    val due: String,
    /** The rule it rests on. */
    val basis: String,
    /** How it stands: by how much it is past, why it stands still, or that it is done; empty while it runs. */
    val standing: String,
    val overdue: Boolean,
    val paused: Boolean,
    val done: Boolean,
)

/** Something that happened. */
data class TimelineEntry(
    val at: String,
    val kind: EntryKind,
    val title: String,
    val body: String,
)

/** What kind of thing happened. */
enum class EntryKind {
    RECEIVED,
    PHOTOGRAPH,
    STATUS,
    UNIT,
    REPLY,
    CLOCKS,
    RESCHEDULED,
    PAUSED,
    RESUMED,
    LEVEL,
    MERGED,
    FOLLOWED,
    AGREED,
    SAID,
    OTHER,
}

/** How content a person is: one to five stars, and words if they wrote any. */
data class RatingView(
    val stars: Int,
    val words: String,
)

/** Something that the server doesn't take as it is. */
data class ParkedView(
    /** Which thing, by its place in the report's list. */
    val what: String,
    val notice: Notice,
    val waysOut: List<WayOut>,
)

/** What can be done about something that is parked. */
enum class WayOut { RETRY, COPY, LET_GO, WITHDRAW }

/** What a person can do about a report. */
enum class ReportAction { REPLY, ADD_TEXT, ADD_PHOTOGRAPH, CONFIRM, REOPEN, RATE, WITHDRAW }

/** What can be done on the screen of a report. */
interface ReportActions {
    fun reply(text: String)

    fun addText(text: String)

    fun addPhotograph()

    fun confirm()

    /** Says why it isn't fixed; [withPhotograph]: and goes on to the camera, to show it. */
    fun reopen(
        why: String,
        withPhotograph: Boolean,
    )

    fun rate(
        stars: Int,
        words: String,
    )

    fun withdraw()

    fun takeWayOut(way: WayOut)

    fun dismissNotice()

    fun reload()

    fun back()
}
