package vn.langnghe.kit.screen

/** What is seen before anything else. */
sealed interface StartState {
    /** The store is being opened. */
    data object Opening : StartState

    /** All is well: the screen of the route is shown. */
    data object Open : StartState

    /** The store can't be opened. Nothing was deleted. */
    data class Trouble(
        val notice: Notice,
        /** Whether the person can start clean, with the old store set aside. */
        val canStartClean: Boolean,
        /** Whether trying again may help. */
        val canRetry: Boolean,
    ) : StartState
}

/** What can be done while the store is not open. */
interface StartActions {
    fun retry()

    /** Sets the old store aside and starts with an empty one. */
    fun startClean()
}

/** The two screens of the first start. */
data class WelcomeState(
    val step: WelcomeStep,
    /** What this is not for, each with the right way: complaints by law, denunciations, emergencies. */
    val notFor: List<String>,
    val emergency: List<EmergencyNumber>,
    /** The text that is agreed to. */
    val consent: String,
    /** Never ticked before the person ticks it. */
    val agreed: Boolean,
)

/** Which of the two screens. */
enum class WelcomeStep { WHAT_IT_IS, CONSENT }

/** What can be done at the first start. */
interface WelcomeActions {
    fun next()

    fun back()

    fun agree(agreed: Boolean)

    /** Ends the first start; does nothing before the person has agreed. */
    fun begin()

    fun call(number: String)
}
