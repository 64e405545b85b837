package vn.langnghe.kit

import org.junit.jupiter.api.Test
import vn.langnghe.core.uniffiEnsureInitialized

class LibraryTest {
    @Test
    fun `the library is the one that the bindings were made for`() {
        uniffiEnsureInitialized()
    }
}
