package vn.langnghe.ui

import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.texts.Language.ENGLISH
import vn.langnghe.texts.Language.VIETNAMESE

class NumbersTest {
    @Test
    fun `amounts are rounded up and written as the language does`() {
        assertEquals("0 KB", bytes(0, VIETNAMESE))
        assertEquals("1 KB", bytes(1, VIETNAMESE))
        assertEquals("272 KB", bytes(271_400, VIETNAMESE))
        assertEquals("999 KB", bytes(998_001, ENGLISH))
        assertEquals("1 MB", bytes(999_001, ENGLISH))
        assertEquals("1,4 MB", bytes(1_342_000, VIETNAMESE))
        assertEquals("1.4 MB", bytes(1_342_000, ENGLISH))
        assertEquals("12 MB", bytes(12_000_000, VIETNAMESE))
    }
}
