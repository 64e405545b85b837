/*
 * A phone in a window: the app's own screens over the real core, for showing and for designing.
 *
 * It prints `signal on` and `signal off` as its switch is moved, for whoever started it and holds
 * the network.
 */
@file:JvmName("MainKt")

package vn.langnghe.desktop

import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.swing.Swing
import vn.langnghe.kit.AppInfo
import vn.langnghe.kit.Kit
import vn.langnghe.kit.port.FilePreferences
import vn.langnghe.texts.Texts
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

private const val USAGE = "--server URL --home FOLDER --photographs FOLDER"

fun main(arguments: Array<String>) {
    val named = arguments.toList().chunked(2).associate { it.first() to it.last() }
    val (server, home, photographs) =
        listOf("--server", "--home", "--photographs").map { named[it] ?: wrongly() }
    val folder = Files.createDirectories(Path.of(home))
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Swing)
    val preferences = runBlocking { FilePreferences.open(folder.resolve("preferences"), scope, Dispatchers.IO) }
    val network = SwitchedNetwork { on -> println(if (on) "signal on" else "signal off") }
    val notices = ShownNotices()
    val kit =
        Kit(
            AppInfo("desktop", "0.1.0", folder.resolve("store").toString(), server),
            desktop(folder, network, notices, preferences),
        )
    val screens = runBlocking(Dispatchers.Swing) { kit.screens(scope) }
    val phone = PhoneInAWindow(screens, network, notices, pictures(kit.photographs), photographsIn(photographs))
    application {
        val look by screens.look.collectAsState()
        Window(
            onCloseRequest = ::exitApplication,
            state = rememberWindowState(size = DpSize(400.dp, 880.dp)),
            title = remember(look.language) { Texts(look.language).desktop.title },
            onKeyEvent = phone::onKey,
        ) {
            phone.Content()
        }
    }
    runBlocking(Dispatchers.Swing) {
        screens.pause()
        preferences.flush()
        kit.end()
    }
    scope.cancel()
    exitProcess(0)
}

/** Small ones first: a large photograph takes a moment to be looked at on a slow machine. */
private fun photographsIn(folder: String): List<File> =
    File(folder)
        .listFiles { file -> file.extension == "jpg" }
        .orEmpty()
        .sortedBy(File::length)

private fun wrongly(): Nothing {
    System.err.println(USAGE)
    exitProcess(2)
}
