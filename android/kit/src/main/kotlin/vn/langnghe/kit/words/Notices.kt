package vn.langnghe.kit.words

import vn.langnghe.core.Failure
import vn.langnghe.core.Guidance
import vn.langnghe.core.OpenFailure
import vn.langnghe.kit.screen.Notice
import vn.langnghe.kit.screen.StartState

/*
 * What went wrong, in words: what happened, what of it is safe, what to do. Every variant of the
 * bindings' errors is here, and every code that the core has; a code of a later core is said in
 * general words.
 */

internal fun Wording.notice(guidance: Guidance): Notice =
    Notice(invoke(guidance.happened), invoke(guidance.safe), invoke(guidance.wayOut))

internal fun Wording.notice(failure: Failure): Notice =
    with(texts.error) {
        when (failure) {
            is Failure.Closed -> Notice(closed, keptSoFar, tryAgainLater)
            is Failure.NotFound -> Notice(notFound)
            is Failure.Refused -> refused(failure.code)
            is Failure.Incomplete -> failure.problems.firstOrNull()?.let { notice(it.guidance) } ?: Notice(incomplete)
            is Failure.Photograph -> photograph(failure.code)
            is Failure.DiskFull -> Notice(diskFull, keptSoFar, freeSpace)
            is Failure.Storage -> Notice(storage, keptSoFar, tellDevelopers)
        }
    }

internal fun Wording.noCamera(): Notice = with(texts.error) { Notice(noCamera, wayOut = withoutPhotograph) }

private fun Wording.refused(code: String): Notice =
    with(texts.error) {
        when (code) {
            "not_a_draft" -> Notice(notADraft)
            "not_now" -> Notice(notNow, keptSoFar)
            "too_many_photographs" -> Notice(tooManyPhotographs, keptSoFar, removeOne)
            "unknown_place_or_category" -> Notice(unknownPlaceOrCategory, keptSoFar)
            else -> Notice(unknown, keptSoFar)
        }
    }

private fun Wording.photograph(code: String): Notice =
    with(texts.error) {
        val happened =
            when (code) {
                "photograph_unreadable" -> photographUnreadable
                "not_a_jpeg" -> notAJpeg
                "too_large" -> tooLarge
                "too_many_pixels" -> tooManyPixels
                "side_too_long" -> sideTooLong
                "too_much_memory" -> tooMuchMemory
                "too_many_scans", "too_many_segments" -> oddPhotograph
                "truncated" -> truncated
                "damaged" -> photographDamaged
                "unsupported" -> unsupported
                else -> photographFailed
            }
        Notice(happened, keptSoFar, takeAnother)
    }

/** What is seen in place of everything else while the store can't be opened. */
internal fun Wording.trouble(failure: OpenFailure): StartState.Trouble =
    with(texts.error) {
        when (failure) {
            is OpenFailure.Key -> {
                val happened = if (failure.code == "key_lost") keyLost else wrongKey
                StartState.Trouble(Notice(happened, nothingTouched, startClean), canStartClean = true, canRetry = true)
            }

            is OpenFailure.Later -> {
                StartState.Trouble(later(failure.code), canStartClean = false, canRetry = true)
            }

            is OpenFailure.Newer -> {
                val notice = Notice(newerSchema, nothingTouched, updateApp)
                StartState.Trouble(notice, canStartClean = false, canRetry = false)
            }

            is OpenFailure.Damaged -> {
                StartState.Trouble(Notice(damaged, setAside, openAgain), canStartClean = false, canRetry = true)
            }

            is OpenFailure.Broken -> {
                val happened = if (failure.code == "server_address") serverAddress else storage
                val notice = Notice(happened, nothingTouched, tellDevelopers)
                StartState.Trouble(notice, canStartClean = false, canRetry = true)
            }
        }
    }

private fun Wording.later(code: String): Notice =
    with(texts.error) {
        when (code) {
            "key_unavailable" -> Notice(keyUnavailable, nothingTouched, tryAgainLater)
            "in_use" -> Notice(inUse, nothingTouched, closeTheOther)
            "disk_full" -> Notice(diskFull, nothingTouched, freeSpace)
            else -> Notice(unknown, nothingTouched, tryAgainLater)
        }
    }
