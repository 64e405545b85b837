// What the modules share: the plugins' versions, and what Kotlin needs of the Rust core.
plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.kotlin.compose) apply false
    alias(libs.plugins.kotlin.jvm) apply false
}

// Kotlin and the texts, generated from the core, and the library for this machine. Cargo knows
// what is up to date.
tasks.register<Exec>("generateBindings") {
    workingDir = rootDir.parentFile
    commandLine("bindings/generate")
    outputs.dir(rootDir.resolveSibling("target/bindings/kotlin"))
    outputs.upToDateWhen { false }
}

tasks.wrapper {
    gradleVersion = libs.versions.gradle.get()
}
