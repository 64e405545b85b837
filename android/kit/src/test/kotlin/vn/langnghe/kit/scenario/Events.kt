package vn.langnghe.kit.scenario

/** An event of the vocabulary, and how a person or their phone makes it happen. */
internal class Event(
    val name: String,
    /** As the vocabulary has them. */
    val fields: List<String>,
    val happen: suspend Person.(Words) -> Unit,
)

internal fun event(
    name: String,
    vararg fields: String,
    happen: suspend Person.(Words) -> Unit,
) = Event(name, fields.toList(), happen)

/** All of them. */
internal val EVENTS: List<Event> = ON_A_NEW_REPORT + ON_A_REPORT + ON_THE_PHONE + ON_QUESTIONS
