package vn.langnghe.app.keys

/**
 * Wraps the store's key, so that it can lie in a file.
 *
 * What wraps it never leaves the phone's key store, and isn't part of any backup: a copy of the
 * phone's files is worth nothing elsewhere.
 */
interface KeyWrap {
    /**
     * Wraps [secret]; makes the wrapping key at the first call.
     *
     * @throws WrapFailure [WrapFailure.Lost] if the wrapping key is there and can't be used any more,
     * [WrapFailure.Unavailable] if the key store doesn't answer.
     */
    fun wrap(secret: ByteArray): ByteArray

    /**
     * Gives back what was wrapped. Whoever calls this overwrites it after use.
     *
     * @throws WrapFailure [WrapFailure.Lost] or [WrapFailure.Unavailable].
     */
    fun unwrap(wrapped: ByteArray): ByteArray

    /** Throws the wrapping key away; what it wrapped can't be read ever again. */
    fun destroy()
}

/** Why a key could not be wrapped or unwrapped. */
sealed class WrapFailure(
    message: String,
    cause: Throwable?,
) : Exception(message, cause) {
    /** What wrapped it is gone, or isn't what wrapped it: trying again is of no use. */
    class Lost(
        /** What happened to it, for whoever reads a report of the fault. */
        val reason: LossReason,
        cause: Throwable? = null,
    ) : WrapFailure("the wrapping key is lost: $reason", cause)

    /** The key store doesn't answer now. Later it may. */
    class Unavailable(
        cause: Throwable,
    ) : WrapFailure("the key store doesn't answer", cause)
}

/** How a wrapping key gets lost. */
enum class LossReason {
    /** The key store has no such key: it was wiped, or the files came from another phone. */
    MISSING,

    /** Android made it unusable for ever, as when the screen lock's owner changes. */
    INVALIDATED,

    /** A key is there, but another one wrapped this; or the file was changed. */
    MISMATCH,
}
