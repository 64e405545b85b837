package vn.langnghe.app

import com.sun.jna.Library
import com.sun.jna.Native
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The core is native code: what an app's tests show of it, they show only if they reach any. */
@RunWith(RobolectricTestRunner::class)
class NativeCodeTest {
    @Suppress("FunctionName")
    interface C : Library {
        fun getpid(): Int
    }

    @Test
    fun `native code is reached in this very process`() {
        assertEquals(ProcessHandle.current().pid(), Native.load("c", C::class.java).getpid().toLong())
    }
}
