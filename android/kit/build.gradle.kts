// Everything between the core and the screens, in plain Kotlin.
plugins {
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
    sourceSets.main {
        kotlin.srcDir(rootProject.tasks.named("generateBindings"))
    }
    sourceSets.test {
        kotlin.srcDir("src/testFixtures/kotlin")
    }
    // The server and its officer, for the app's tests as well.
    sourceSets.test {
        kotlin.srcDir("src/testFixtures/kotlin")
    }
}

dependencies {
    api(libs.coroutines.core)
    // A phone takes JNA as an AAR, a computer as a jar: whoever runs this brings the right one.
    compileOnly(libs.jna)
    testImplementation(libs.jna)
    testImplementation(libs.coroutines.test)
    testImplementation(libs.jackson.databind)
    testImplementation(libs.junit.jupiter)
    testRuntimeOnly(libs.junit.launcher)
}

tasks.test {
    useJUnitPlatform()
    val repository = rootDir.parentFile
    systemProperty("jna.library.path", repository.resolve("target/debug").path)
    systemProperty("langnghe.server", repository.resolve("target/debug/langnghe-server").path)
    systemProperty("langnghe.link", repository.resolve("target/debug/examples/link").path)
    systemProperty("langnghe.scenarios", repository.resolve("tests/scenarios").path)
    systemProperty("langnghe.photographs", repository.resolve("core/photo/fixtures").path)
}
