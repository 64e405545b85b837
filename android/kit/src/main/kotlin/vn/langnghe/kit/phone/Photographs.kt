package vn.langnghe.kit.phone

import vn.langnghe.core.Failure
import vn.langnghe.core.Phone

/** Reads the pixels of photographs, as JPEG. Nothing comes back of one that can't be read. */
class Photographs internal constructor(
    private val phones: PhoneHolder,
) {
    /** At most 320 pixels. */
    suspend fun thumbnail(id: Long): ByteArray? = read { it.thumbnail(id) }

    /** As large as it is sent; the thumbnail, once the phone has let go of the rest. */
    suspend fun full(id: Long): ByteArray? = read { it.photograph(id) } ?: thumbnail(id)

    private suspend fun read(pixels: suspend (Phone) -> ByteArray): ByteArray? {
        // Nobody looks at pictures of an app that isn't open.
        val phone = phones.running ?: return null
        return try {
            pixels(phone)
        } catch (_: Failure) {
            null
        }
    }
}
