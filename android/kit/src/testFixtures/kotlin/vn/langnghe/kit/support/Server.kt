package vn.langnghe.kit.support

import java.io.BufferedReader
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

private const val READY = "langnghe-server: listening on "
private const val PASSWORD = "đồng lúa xanh ven sông Thương"

/** Xã Tam Tiến, where the tests' officer works. */
internal const val COMMUNE = "07264"

/**
 * The real server, as a process of its own on a data folder of its own. It ends with this.
 *
 * @param without operations that it shall not know: an older release, in effect.
 */
internal class Server(
    private val data: Path,
    without: List<String> = emptyList(),
) : AutoCloseable {
    private val process =
        command(
            listOf("serve", "--data", "$data", "--listen", "127.0.0.1:0") +
                without.flatMap { listOf("--without-operation", it) },
        ).start()

    /** Where it listens. */
    val url: String

    init {
        val output = process.inputStream.bufferedReader()
        url = output.lineSequence().firstNotNullOfOrNull { it.substringAfter(READY, "").trim().ifEmpty { null } }
            ?: error("the server did not come up: ${process.errorStream.bufferedReader().readText()}")
        // What nobody reads would fill the pipe and stop the server.
        drain(output)
        drain(process.errorStream.bufferedReader())
    }

    /** An officer of the commune, signed in. */
    fun officer(): Officer = signedIn("Nguyễn Thị Lan", "--role", "officer", "--unit", COMMUNE)

    /** A coordinator of the whole province, signed in. */
    fun coordinator(): Officer = signedIn("Trần Thị Hoa", "--role", "coordinator")

    private fun signedIn(
        name: String,
        vararg whose: String,
    ): Officer {
        val add = command(listOf("user", "add", name, "--password-stdin", *whose, "--data", "$data"))
        val adding = add.redirectErrorStream(true).start()
        adding.outputStream.bufferedWriter().use { it.write("$PASSWORD\n") }
        val said = adding.inputStream.bufferedReader().readText()
        check(adding.waitFor() == 0) { said }
        return Officer(url).apply { signIn(name, PASSWORD) }
    }

    override fun close() {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES)
    }

    private fun drain(output: BufferedReader) =
        thread(isDaemon = true) { output.use { reader -> reader.lineSequence().forEach { _ -> } } }

    private fun command(arguments: List<String>) =
        ProcessBuilder(listOf(System.getProperty("langnghe.server")) + arguments)
}
