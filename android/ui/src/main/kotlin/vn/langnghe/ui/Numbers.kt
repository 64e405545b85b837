package vn.langnghe.ui

import vn.langnghe.texts.Language

/**
 * An amount of data as people read it: *842 KB*, *1,4 MB*. It is rounded up, so that nobody is
 * charged for more than was said.
 */
fun bytes(
    count: Long,
    language: Language,
): String {
    val kilobytes = (count + KILO - 1) / KILO
    if (kilobytes < KILO) return "$kilobytes KB"
    val tenths = (kilobytes * TENTHS + KILO - 1) / KILO
    val mark = if (language == Language.VIETNAMESE) "," else "."
    return if (tenths % TENTHS == 0L) "${tenths / TENTHS} MB" else "${tenths / TENTHS}$mark${tenths % TENTHS} MB"
}

private const val KILO = 1000L
private const val TENTHS = 10L
