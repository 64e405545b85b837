package vn.langnghe.kit.words

import java.time.Instant
import java.time.YearMonth
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.DateTimeParseException

/** Moments as people in Vietnam write them, whatever language they read. */
internal class Dates(
    private val zone: ZoneId,
) {
    /** Such as *23/11/2026*. */
    fun day(moment: Instant): String = DAY.format(moment.atZone(zone))

    /** Such as *23/11/2026 15:04*. */
    fun moment(moment: Instant): String = MOMENT.format(moment.atZone(zone))

    companion object {
        private val DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy")
        private val MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm")
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
