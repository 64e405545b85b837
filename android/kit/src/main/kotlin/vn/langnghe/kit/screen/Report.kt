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
    val noticedAt: String,
    val nameHidden: Boolean,
    /** The person's own photographs. */
    val pictures: List<PictureRef>,
    /** Photographs of the result, from the unit. */
    val after: List<PictureRef>,
    val ladder: Ladder,
    /** How the case stands, and why; none before the server has told. */
    val status: StatusView?,
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
    /** The server was restored from a backup and has not confirmed this yet. */
    val stale: Boolean,
)

/** How a case stands. */
data class StatusView(
    val words: String,
    val reason: String?,
    val unit: String?,
)

/** A deadline of the unit's. */
data class ClockView(
    val name: String,
    /** The moment it runs out, as people write it. */
    val due: String,
    /** The rule it rests on. */
    val basis: String,
    val overdue: Boolean,
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
enum class EntryKind { RECEIVED, PHOTOGRAPH, STATUS, REPLY, CLOCKS, SAID, OTHER }

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

    fun reopen(why: String)

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
