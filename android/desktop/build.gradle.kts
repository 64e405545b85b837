// The same screens in a window of this computer.
plugins {
    alias(libs.plugins.kotlin.compose)
    alias(libs.plugins.kotlin.jvm)
    application
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
}

application {
    mainClass = "vn.langnghe.desktop.MainKt"
    applicationDefaultJvmArgs = listOf("-Djna.library.path=${rootDir.resolveSibling("target/debug")}")
}

// What draws on this computer; tests have run with Linux's.
val system =
    System.getProperty("os.name").lowercase().let { name ->
        listOf("macos" to "mac", "windows" to "win").firstOrNull { (_, word) -> word in name }?.first ?: "linux"
    }
val processor = if (System.getProperty("os.arch") in setOf("aarch64", "arm64")) "arm64" else "x64"

dependencies {
    implementation(project(":ui"))
    implementation(libs.coroutines.swing)
    implementation(libs.jna)
    runtimeOnly("org.jetbrains.skiko:skiko-awt-runtime-$system-$processor:${libs.versions.skiko.get()}")

    testImplementation(libs.desktop.compose.ui.test.junit4)
    testImplementation(libs.junit4)
}

tasks.test {
    val repository = rootDir.parentFile
    systemProperty("java.awt.headless", true)
    systemProperty("jna.library.path", repository.resolve("target/debug").path)
    systemProperty("langnghe.server", repository.resolve("target/debug/langnghe-server").path)
    systemProperty("langnghe.photographs", repository.resolve("core/photo/fixtures").path)
}
