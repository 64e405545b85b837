package vn.langnghe.kit.screen

/** The camera. The viewfinder itself is the platform's. */
data class CameraState(
    /** What was taken for this draft already. */
    val pictures: List<PictureRef>,
    /** A photograph is being made ready. */
    val busy: Boolean,
    /** Whether another photograph may be added. */
    val hasRoom: Boolean,
    /** Why the last photograph could not be taken. */
    val notice: Notice?,
    /** Whether the way leads on without a photograph, in words alone. */
    val canSkip: Boolean,
)

/** What can be done at the camera. */
interface CameraActions {
    /** A photograph, as the camera or the gallery gave it: a JPEG. */
    fun taken(jpeg: ByteArray)

    /** The camera could not be opened, or the person refused it. */
    fun cameraFailed()

    /** Goes on with words alone. */
    fun skip()

    fun back()
}

/** Choosing what a report is about. */
data class CategoryState(
    val tiles: List<CategoryTile>,
    val chosen: String?,
    val picture: PictureRef?,
)

/** What can be done at the categories. */
interface CategoryActions {
    fun choose(code: String)

    fun back()
}

/** The one page: photograph, place, words, and *GỬI*. */
data class PageState(
    val draft: String,
    /** It is still being read: what will stand here isn't known yet. */
    val loading: Boolean,
    val pictures: List<PictureRef>,
    val category: CategoryTile?,
    /** What the category asks of its own, in order. */
    val questions: List<QuestionState>,
    val place: PlaceState,
    /** Where exactly, in words: the thôn, what stands beside it. */
    val detail: String,
    val text: String,
    /** A sentence that is offered while nothing is written; empty without a category. */
    val readySentence: String,
    val nameHidden: Boolean,
    /** Numbers to dial before anything else; empty unless the category is dangerous. */
    val danger: List<EmergencyNumber>,
    /** What keeps it from being sent, by field; shown once the person has tried. */
    val problems: Map<PageField, Notice>,
    /** What will travel, in bytes, photographs included. */
    val bytes: Long,
    val photoBytes: Long,
    val link: Link,
    val photosOnWifiOnly: Boolean,
    val sending: Boolean,
    val hasRoom: Boolean,
    /** Something went wrong on this page, such as a full disk. */
    val notice: Notice? = null,
)

/** What can be missing or wrong on the page. */
enum class PageField { CATEGORY, ANSWERS, TEXT, PLACE, PHOTOGRAPHS }

/** A question of the category, and its answer so far. */
data class QuestionState(
    val code: String,
    val text: String,
    val kind: AnswerKind,
    /** Whether the report can't be sent without an answer. */
    val required: Boolean,
    /** What there is to choose from, by code and in words; empty unless it is about choosing. */
    val choices: List<Pair<String, String>>,
    /**
     * The answer: as typed, or by the codes of what was chosen; of a moment its day and its time,
     * as people write them. Empty if there is none.
     */
    val values: List<String>,
    /** Whether it is still asked. An answer given before can be taken back, and no more. */
    val asked: Boolean,
    /** What is wrong with the answer; shown once the person has tried to send it. */
    val problem: Notice?,
)

/** What an answer looks like. */
enum class AnswerKind {
    /** Words, in several lines. */
    TEXT,

    /** Words in one line. */
    LINE,
    NUMBER,

    /** A day and a time. */
    MOMENT,

    /** One of the choices; *yes* and *no* are two. */
    CHOICE,

    /** Any of the choices. */
    CHOICES,
}

/** What is known of the place. */
sealed interface PlaceState {
    /** The phone looks for it; nothing waits for that. */
    data object Searching : PlaceState

    /** The phone found it. */
    data class Found(
        val commune: String,
        val accuracyMetres: Int?,
    ) : PlaceState

    /** The person chose it. */
    data class Chosen(
        val commune: String,
    ) : PlaceState

    /** A point outside the province. */
    data class Outside(
        val nearest: String,
        val kilometres: Int,
    ) : PlaceState

    /** Not known: no satellite, no permission, or not asked. */
    data class Unknown(
        val permissionRefused: Boolean,
    ) : PlaceState
}

/** What can be done on the page. */
interface PageActions {
    fun addPhotograph()

    fun removePhotograph(picture: PictureRef)

    fun changeCategory()

    /** Answers a question, with [values] as in [QuestionState.values]; none take the answer back. */
    fun answer(
        question: String,
        values: List<String>,
    )

    /** Answers a question about a moment: it is this one. */
    fun answerNow(question: String)

    fun choosePlace()

    /** Looks for the place by satellite again. */
    fun locate()

    fun write(text: String)

    fun describePlace(detail: String)

    fun hideName(hidden: Boolean)

    fun photosOnWifiOnly(only: Boolean)

    fun call(number: String)

    fun send()

    /** Throws the draft away, after the person was asked. */
    fun discard()

    fun back()
}

/** Choosing a commune. */
data class PlacePickerState(
    val query: String,
    val matches: List<CommuneMatch>,
    /** Every commune, for the map. */
    val map: List<CommuneShape>,
    /** The commune that the report has, or that a finger on the map has marked. */
    val chosen: String?,
    /** Where the phone is, if it knows. */
    val here: MapPoint?,
    /** That boundaries are for reference only. */
    val boundaryNotice: String,
)

/** A commune that fits what was searched for. */
data class CommuneMatch(
    val code: String,
    val name: String,
    /** The former name by which it was found, with its district. */
    val formerName: String?,
)

/** A commune's outline, in degrees. */
class CommuneShape(
    val code: String,
    val name: String,
    val rings: List<List<MapPoint>>,
)

/** A point on the map, in degrees. */
data class MapPoint(
    val lat: Double,
    val lon: Double,
)

/** What can be done where a commune is chosen. */
interface PlacePickerActions {
    fun search(query: String)

    /** Takes this commune, and goes back to the page. */
    fun choose(code: String)

    /** A finger on the map: marks the commune under it, which is then taken with [choose]. */
    fun tap(point: MapPoint)

    fun back()
}

/** *Đã lưu an toàn.* */
data class SavedState(
    val report: String,
    val ladder: Ladder,
    val link: Link,
    /** Whether it travels by itself right now, or waits for a signal. */
    val photosWaitForWifi: Boolean,
)

/** What can be done once it is saved. */
interface SavedActions {
    fun done()

    fun open()
}
