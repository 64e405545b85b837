package vn.langnghe.app.journey

import java.io.Closeable
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import kotlin.concurrent.thread

/**
 * The way to a server, which is cut until there is a signal. What Android says of the network is a
 * hint, and the core tries words all the same: so offline has to be true.
 */
internal class Signal(
    server: String,
) : Closeable {
    private val there = URI(server)
    private val door = ServerSocket(0, 0, InetAddress.getLoopbackAddress())

    @Volatile
    var isOn = false

    /** Where the server seems to be. */
    val url = "http://127.0.0.1:${door.localPort}"

    init {
        thread(isDaemon = true) {
            quietly {
                while (true) meet(door.accept())
            }
        }
    }

    private fun meet(caller: Socket) {
        if (!isOn) return caller.close()
        val callee = Socket(there.host, there.port)
        thread(isDaemon = true) { quietly { carry(caller.getInputStream(), callee.getOutputStream()) } }
        thread(isDaemon = true) { quietly { carry(callee.getInputStream(), caller.getOutputStream()) } }
    }

    private fun carry(
        from: InputStream,
        to: OutputStream,
    ) = to.use { from.copyTo(it) }

    override fun close() = door.close()

    private fun quietly(work: () -> Unit) =
        try {
            work()
        } catch (_: IOException) {
            // One of the two has hung up.
        }
}
