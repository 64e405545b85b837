package vn.langnghe.kit.port

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.now
import vn.langnghe.kit.rememberCommune
import vn.langnghe.kit.screen.LanguageChoice
import vn.langnghe.kit.screen.TextSize
import vn.langnghe.kit.wantNotifications
import java.nio.file.Files
import java.nio.file.Path

class RememberingTest {
    @TempDir
    lateinit var folder: Path

    private val file get() = folder.resolve("settings")

    private suspend fun TestScope.open() =
        FilePreferences.open(file, backgroundScope, StandardTestDispatcher(testScheduler))

    @Test
    fun `what was put is there at once, and after a restart`() =
        runTest {
            val preferences = open()
            preferences.put("a", "1 = một\n: hai")
            preferences.put("b", "2")
            preferences.put("b", null)
            assertEquals(mapOf("a" to "1 = một\n: hai"), preferences.values.value)
            preferences.flush()
            assertEquals(preferences.values.value, open().values.value)
        }

    @Test
    fun `a file that is none of ours is as good as none`() =
        runTest {
            Files.write(file, byteArrayOf(0x61, 0x3d, 0x5c, 0x75, 0x7a, 0x7a))
            val preferences = open()
            assertEquals(emptyMap<String, String>(), preferences.values.value)
            preferences.put("a", "1")
            preferences.flush()
            assertEquals(mapOf("a" to "1"), open().values.value)
        }

    @Test
    fun `a disk that can't be written to takes it the next time`() =
        runTest {
            val gone = folder.resolve("gone/settings")
            val preferences = FilePreferences.open(gone, backgroundScope, StandardTestDispatcher(testScheduler))
            preferences.put("a", "1")
            preferences.flush()
            Files.createDirectory(gone.parent)
            preferences.flush()
            val again = FilePreferences.open(gone, backgroundScope, StandardTestDispatcher(testScheduler))
            assertEquals(mapOf("a" to "1"), again.values.value)
        }

    @Test
    fun `what can't be understood is as it comes`() {
        val odd =
            MemoryPreferences(
                mapOf(
                    "text-size" to "HUGE",
                    "language" to "",
                    "consent" to "x",
                    "recent-communes" to " ",
                ),
            )
        with(odd.now) {
            assertEquals(TextSize.NORMAL, textSize)
            assertEquals(LanguageChoice.SYSTEM, language)
            assertEquals(null, consent)
            assertEquals(emptyList<String>(), recentCommunes)
            assertEquals(false, photosOnWifiOnly)
        }
    }

    @Test
    fun `the last three communes are remembered, each once`() {
        val preferences = MemoryPreferences()
        listOf("1", "2", "1", "3", "4").forEach(preferences::rememberCommune)
        assertEquals(listOf("4", "3", "1"), preferences.now.recentCommunes)
    }

    @Test
    fun `notifications are asked for once`() {
        val preferences = MemoryPreferences()
        assertEquals(false, preferences.now.notificationsDue)
        preferences.wantNotifications()
        assertEquals(true, preferences.now.notificationsDue)
        preferences.put(Remembered.Key.NOTIFICATIONS, Remembered.ASKED)
        preferences.wantNotifications()
        assertEquals(false, preferences.now.notificationsDue)
    }
}
