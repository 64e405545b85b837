// The screens, compiled for a computer; app compiles the same sources for a phone.
plugins {
    alias(libs.plugins.kotlin.compose)
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
}

sourceSets.main {
    // The typeface lies where Android looks for it.
    resources.srcDir("src/main/res")
}

dependencies {
    api(project(":kit"))
    api(libs.desktop.compose.animation)
    api(libs.desktop.compose.foundation)
    api(libs.desktop.compose.material3)
    api(libs.desktop.compose.ui)

    testImplementation(libs.desktop.compose.ui.test.junit4)
    testImplementation(libs.jackson.databind)
    testImplementation(libs.junit4)
    testRuntimeOnly(libs.jna)
}

tasks.test {
    systemProperty("java.awt.headless", true)
    systemProperty("project.root", rootDir.parent)
}
