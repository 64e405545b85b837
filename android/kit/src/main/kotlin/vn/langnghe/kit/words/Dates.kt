package vn.langnghe.kit.words

import java.time.DateTimeException
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.OffsetDateTime
import java.time.YearMonth
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.DateTimeParseException
import java.time.format.ResolverStyle

/** Moments as people in Vietnam write them, whatever language they read. */
internal class Dates(
    private val zone: ZoneId,
) {
    /** Such as *23/11/2026*. */
    fun day(moment: Instant): String = DAY.format(moment.atZone(zone))

    /** Such as *23/11/2026 15:04*. */
    fun moment(moment: Instant): String = MOMENT.format(moment.atZone(zone))

    /** Such as *15:04*. */
    fun time(moment: Instant): String = TIME.format(moment.atZone(zone))

    /** The moment that is written with its offset, such as *2026-11-23T08:00:00+07:00*, if it is one. */
    fun read(written: String): Instant? = tried { OffsetDateTime.parse(written).toInstant() }

    /** A day and a time as people type them, written with the offset; none if they aren't. */
    fun written(
        day: String,
        time: String,
    ): String? =
        tried {
            val at = LocalDate.parse(day.trim(), TYPED_DAY).atTime(LocalTime.parse(time.trim(), TYPED_TIME))
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone))
        }

    private fun <T> tried(read: () -> T): T? =
        try {
            read()
        } catch (_: DateTimeException) {
            null
        }

    companion object {
        private val DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy")
        private val MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm")
        private val TIME = DateTimeFormatter.ofPattern("HH:mm")

        // Strict: the 31st of November isn't the 1st of December.
        private val TYPED_DAY = DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT)
        private val TYPED_TIME = DateTimeFormatter.ofPattern("H:m")
        private val MONTH = DateTimeFormatter.ofPattern("MM/yyyy")

        /** A month such as *2026-11* as *11/2026*; what isn't one stays as it is. */
        fun month(month: String): String =
            try {
                MONTH.format(YearMonth.parse(month))
            } catch (_: DateTimeParseException) {
                month
            }
    }
}
