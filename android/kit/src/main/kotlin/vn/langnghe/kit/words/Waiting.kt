package vn.langnghe.kit.words

import vn.langnghe.kit.screen.Link

/** What there is to know of why something waits. */
internal data class Waiting(
    /** All words have arrived. */
    val photographsOnly: Boolean,
    /** Something is leaving right now. */
    val sending: Boolean,
    val link: Link,
    val savingPower: Boolean,
    val photosOnWifiOnly: Boolean,
    /** What answered last could not prove that it is the server. */
    val unproven: Boolean = false,
)

/** Why it waits, the same way as the core decides what it lets go. */
internal fun Wording.whyItWaits(waiting: Waiting): String =
    with(texts.kit) {
        val photographsAreHeld = waiting.photographsOnly && waiting.link == Link.METERED
        when {
            waiting.link == Link.OFFLINE -> whyNoNetwork
            waiting.sending -> whySending
            waiting.unproven -> whyUnproven
            photographsAreHeld && waiting.photosOnWifiOnly -> whyWaitsForWifi
            photographsAreHeld && waiting.savingPower -> whySavesPower
            else -> whyWaitsForServer
        }
    }
