package vn.langnghe.app.place

import kotlin.time.Duration

/** Where the phone is, or why it doesn't know. */
sealed interface Sighting {
    /** A point, as well as the phone knows it. */
    data class Fix(
        val latitude: Double,
        val longitude: Double,
        /** The radius within which it probably is; none if the phone doesn't say. */
        val accuracyMetres: Int?,
        /** How long ago it was there. */
        val age: Duration,
    ) : Sighting

    /** The person doesn't let the app know. */
    data object Refused : Sighting

    /** Location is switched off, or the phone has no way to find it. */
    data object SwitchedOff : Sighting

    /** It was looked for in vain: under a roof, as a rule. */
    data object NotFound : Sighting
}
