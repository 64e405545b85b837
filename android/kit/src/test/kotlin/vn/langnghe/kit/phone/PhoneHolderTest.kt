package vn.langnghe.kit.phone

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import vn.langnghe.core.Failure
import vn.langnghe.core.OpenFailure
import vn.langnghe.core.PhoneConfig
import vn.langnghe.core.PortFailure
import vn.langnghe.kit.support.MAIN_THREAD
import vn.langnghe.kit.support.onAPhone
import java.time.Duration

class PhoneHolderTest {
    @Test
    fun `there is one phone, which runs as long as somebody needs it`() =
        onAPhone {
            val holder = handset().kit().phones
            val (first, second) = coroutineScope { List(2) { async { holder.lease() } }.awaitAll() }
            assertSame(first.phone, second.phone)
            first.release()
            first.release()
            first.phone.reports()
            assertSame(first.phone, holder.running)
            second.release()
            assertNull(holder.running)
            assertThrows<Failure.Closed> { first.phone.reports() }
            assertEquals(0, holder.use { it.reports().size })
            val third = holder.lease()
            assertSame(first.phone, third.phone)
            third.phone.reports()
            holder.end()
            assertThrows<Failure.Closed> { third.phone.reports() }
        }

    @Test
    fun `what could not be opened is opened for the next who asks`() =
        onAPhone {
            val handset = handset()
            val holder = handset.kit().phones
            handset.keys.broken = PortFailure.Unavailable()
            val failure = assertThrows<OpenFailure.Later> { holder.lease() }
            assertEquals("key_unavailable", failure.code)
            handset.keys.broken = null
            assertNotNull(holder.use { it.drafts() })
            holder.end()
        }

    @Test
    fun `a second process over the same folder is told so, and harms nothing`() =
        onAPhone {
            val handset = handset()
            val (one, other) = List(2) { handset.kit() }
            val lease = one.phones.lease()
            assertEquals("in_use", assertThrows<OpenFailure.Later> { other.phones.lease() }.code)
            lease.phone.beginDraft()
            one.end()
            assertEquals(1, other.phones.use { it.drafts().size })
            other.end()
        }

    @Test
    fun `how the phone stands is known before anything can leave`() =
        onAPhone {
            val kit = handset().kit()
            var looked = 0
            val holder =
                PhoneHolder(
                    open = { openPhone(PhoneConfig(folder.resolve("store").toString(), "test", null), kit.platform) },
                ) {
                    // Its queue doesn't run yet, nor any more.
                    assertThrows<Failure.Closed> { it.syncNow(Duration.ZERO) }
                    looked += 1
                }
            repeat(2) { holder.lease().release() }
            assertEquals(2, looked)
            holder.end()
        }

    @Test
    fun `nothing that takes long is asked on the main thread`() =
        onAPhone {
            val handset = handset()
            val kit = handset.kit()
            kit.phones.use { it.lookAround(kit.platform, kit.work) }
            assertEquals(emptyList<String>(), handset.askedOn.filter { MAIN_THREAD in it })
            assertEquals(false, handset.askedOn.isEmpty())
            kit.end()
        }
}
