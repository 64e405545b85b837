package vn.langnghe.kit.support

import java.net.URI
import java.util.concurrent.TimeUnit

private const val READY = "link: listening on "

/** The tests' link between a phone and a server, as a process of its own: a network that can be gone. */
internal class FlakyLink(
    server: String,
) : AutoCloseable {
    private val process =
        ProcessBuilder(System.getProperty("langnghe.link"), URI(server).authority)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
    private val orders = process.outputStream.bufferedWriter()
    private val answers = process.inputStream.bufferedReader()

    /** Where a phone finds the server. */
    val url: String = answers.readLine()?.removePrefix(READY) ?: error("the link did not come up")

    /** Lets everything through from now on, or nothing. */
    fun set(isThere: Boolean) {
        val signal = if (isThere) "good" else "none"
        orders.write("{\"plan\":{\"signal\":\"$signal\"}}\n")
        orders.flush()
        checkNotNull(answers.readLine()) { "the link has ended" }
    }

    override fun close() {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES)
    }
}
