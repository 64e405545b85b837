package vn.langnghe.app.platform

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import vn.langnghe.app.place.PlaceFinder
import vn.langnghe.app.place.Sighting
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.PlaceFinder as PlacePort

/** Finds the phone, once the person has been asked whether that may be. */
class AndroidPlaces(
    private val finder: PlaceFinder,
    private val question: LocationQuestion,
) : PlacePort {
    override fun find(): Flow<Fix> =
        flow {
            // At the first report the question is put while this looks already: the answer is awaited.
            question.answered.first { it }
            emitAll(finder.look().map(::fix))
        }

    private fun fix(sighting: Sighting): Fix =
        when (sighting) {
            is Sighting.Fix -> Fix.Found(sighting.latitude, sighting.longitude, sighting.accuracyMetres?.toDouble())
            Sighting.Refused -> Fix.Refused
            Sighting.SwitchedOff, Sighting.NotFound -> Fix.Unavailable
        }
}

/** Whether the person has answered, in this process or before it, if the app may know where the phone is. */
class LocationQuestion(
    answeredBefore: Boolean,
) {
    val answered = MutableStateFlow(answeredBefore)
}
