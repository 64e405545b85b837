package vn.langnghe.kit.support

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.runBlocking
import vn.langnghe.core.KeyStorage
import vn.langnghe.kit.port.FilePreferences
import vn.langnghe.kit.screen.Link
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.io.path.Path
import kotlin.time.Duration.Companion.minutes

/** Keys in a file, as a test's processes share them. */
internal class KeysInAFile(
    private val file: Path,
) : KeyStorage {
    override fun keys(): List<ByteArray> {
        val kept = if (Files.exists(file)) Files.readAllBytes(file) else ByteArray(0)
        return kept.toList().chunked(KEY_BYTES) { it.toByteArray() }
    }

    override fun keep(key: ByteArray) {
        Files.write(file, key + keys().fold(ByteArray(0), ByteArray::plus))
    }

    override fun forgetOlder() {
        Files.write(file, Files.readAllBytes(file).copyOf(KEY_BYTES))
    }

    private companion object {
        const val KEY_BYTES = 32
    }
}

/**
 * A process that files a report, says so, and goes on as a worker in the background until it is
 * killed. It is given the phone's folder and the server.
 */
internal object Doomed {
    /** What it says once the report is safe. */
    const val SAFE = "safe:"

    private const val SIGKILL = 137

    @JvmStatic
    fun main(arguments: Array<String>) {
        val (folder, server) = arguments
        val main = Executors.newSingleThreadExecutor { Thread(it, MAIN_THREAD) }.asCoroutineDispatcher()
        runBlocking(main) {
            val disk = main.limitedParallelism(1)
            val scope = CoroutineScope(main + SupervisorJob())
            val preferences = FilePreferences.open(Path(folder, "preferences"), scope, disk)
            val handset = Handset(Path(folder), server, KeysInAFile(Path(folder, "keys")), preferences)
            handset.agreed()
            preferences.flush()
            handset.link.value = Link.OFFLINE
            val kit = handset.kit()
            val screens = kit.screens(scope)
            screens.resume()
            val phone = Running(kit, screens, scope)
            val id = phone.send("Đê sạt lở.")
            println("$SAFE$id")
            handset.link.value = Link.FREE
            kit.courier.run(10.minutes)
            // It was quicker than its killer: dead is dead.
            Runtime.getRuntime().halt(SIGKILL)
        }
    }

    /** Runs it, kills it as soon as the report is safe, and answers with the report's id. */
    fun runAndKill(
        folder: Path,
        server: String,
    ): String {
        val properties =
            listOf("jna.library.path", "langnghe.photographs").map { "-D$it=${System.getProperty(it)}" }
        val java = Path(System.getProperty("java.home"), "bin", "java").toString()
        val command =
            listOf(java) + properties +
                listOf("-cp", System.getProperty("java.class.path"), Doomed::class.java.name, "$folder", server)
        val process = ProcessBuilder(command).redirectErrorStream(true).start()
        val said = mutableListOf<String>()
        val id =
            process.inputStream.bufferedReader().lineSequence().firstNotNullOfOrNull { line ->
                said += line
                line.removePrefix(SAFE).takeIf { it != line }
            } ?: error("it died by itself: $said")
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES)
        return id
    }
}
