package vn.langnghe.app.journey

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.work.impl.WorkManagerImpl
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

private const val DYKE = "Đê điều, thủy lợi"
private const val WORDS = "Lời phản ánh (không bắt buộc)"
private const val TYPED = "dauhieu7391"

/** Android ends processes whenever it likes. Nothing is lost by it, and nothing is left lying about. */
@RunWith(RobolectricTestRunner::class)
class ProcessDeathTest {
    @get:Rule val screen = createEmptyComposeRule()

    private lateinit var phone: InHand

    @Before
    fun begin() {
        phone = InHand(screen)
        phone.open()
        phone.firstStart()
    }

    @Test
    fun `at each step of a report the person is where they were, and nothing is lost`() {
        phone.capture()
        phone.see("Phản ánh về việc gì?")
        phone.open(saved = phone.dies())
        phone.see("Ảnh bạn vừa chụp")

        phone.tap(DYKE)
        phone.see("Xã Tam Tiến")
        phone.open(saved = phone.dies())
        phone.see(DYKE)
        phone.see("Ảnh 1 trên 1")
        phone.see("Xã Tam Tiến")

        phone.type(WORDS, TYPED)
        phone.open(saved = phone.dies())
        phone.see(TYPED)

        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
        phone.open(saved = phone.dies())
        phone.see("Đã lưu an toàn")
        phone.tap("Xem phản ánh")
        phone.see(TYPED)
        phone.close()
    }

    @Test
    fun `what was typed is there after a turn of the phone, at once`() {
        phone.capture()
        phone.tap(DYKE)
        phone.type(WORDS, TYPED)
        phone.turn()
        phone.see(TYPED)
        phone.close()
    }

    @Test
    fun `what Android keeps of it are ids`() {
        phone.capture()
        phone.tap(DYKE)
        phone.type(WORDS, TYPED)
        val saved = phone.dies()
        val draft =
            checkNotNull(
                saved.getStringArrayList("where"),
            ).single { it.startsWith("page/") }.substringAfter('/')
        assertTrue("the ids are there", saved.written().says(draft))
        assertFalse("and the words are not", saved.written().says(TYPED))

        phone.open(saved = saved)
        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
        val work = (phone.work as WorkManagerImpl).workDatabase.written()
        assertTrue(work.says("vn.langnghe.app.work.DeliveryWorker"))
        assertFalse(work.says(TYPED) || work.says(draft))
        phone.close()
    }

    @Test
    fun `no photograph and no word lies in a file in the clear`() {
        phone.capture()
        phone.tap(DYKE)
        nothingLiesAbout()
        phone.type(WORDS, TYPED)
        phone.turn()
        nothingLiesAbout()
        phone.tap("GỬI")
        phone.see("Đã lưu an toàn")
        nothingLiesAbout()
        phone.close()
        nothingLiesAbout()
    }

    private fun nothingLiesAbout() {
        val (store, others) = filesOfTheApp().partition { "/store" in it.path }
        assertTrue("the photograph is in the store", store.sumOf(File::length) > PHOTOGRAPH_BYTES)
        for (file in others) assertFalse("a JPEG in $file", file.content().contains(JPEG))
        // Three bytes can come about by chance in what is encrypted; ten can't.
        for (file in store) assertFalse("a JPEG in $file", file.content().contains(JFIF))
        for (file in store + others) assertFalse("words in $file", file.content().says(TYPED))
    }

    private fun filesOfTheApp(): List<File> =
        (listOf(phone.app.dataDir, phone.app.externalCacheDir) + phone.app.getExternalFilesDirs(null))
            .filterNotNull()
            .flatMap { it.files() }

    private companion object {
        const val PHOTOGRAPH_BYTES = 20_000L
        val JPEG = byteArrayOf(0xFF.toByte(), 0xD8.toByte(), 0xFF.toByte())
        val JFIF = JPEG + byteArrayOf(0xE0.toByte(), 0, 16) + "JFIF".toByteArray()
    }
}
