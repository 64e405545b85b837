package vn.langnghe.kit.screen

/** What the home screen shows. */
data class HomeState(
    val link: Link,
    /** Drafts first, then reports, each the newest first. */
    val items: Loaded<List<HomeItem>>,
    /** Reports that have not left the phone whole. */
    val waiting: Int,
    /** Why they wait, in words; empty if nothing does. */
    val why: String,
    val emergency: List<EmergencyNumber>,
)

/** A draft or a report in the list. */
data class HomeItem(
    val id: String,
    val isDraft: Boolean,
    /** The category's name, or that it has none yet. */
    val title: String,
    /** The commune's name, or that it isn't known. */
    val where: String,
    val firstLine: String,
    /** The day, as people write it. */
    val date: String,
    val picture: PictureRef?,
    val ladder: Ladder,
    /** How its case stands, once the server has told. */
    val status: String?,
    /** Whether it needs the person: parked, a question of the officer's, a repair to confirm. */
    val needsYou: Boolean,
)

/** What can be done on the home screen. */
interface HomeActions {
    /** *CHỤP PHẢN ÁNH*. */
    fun capture()

    fun open(item: HomeItem)

    fun call(number: String)

    fun settings()

    /** Tries to send now. */
    fun sync()

    /** Reads the list again after it could not be read. */
    fun reload()
}
