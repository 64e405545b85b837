// The app for Android, with the Rust core for three kinds of processors.
plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

val abis = listOf("arm64-v8a", "armeabi-v7a", "x86_64")
val nativeLibraries = layout.buildDirectory.dir("cargo-ndk")
val keystore = providers.environmentVariable("LANGNGHE_KEYSTORE")

android {
    namespace = "vn.langnghe.app"
    compileSdk = libs.versions.compileSdk.get().toInt()
    ndkVersion = libs.versions.ndk.get()

    defaultConfig {
        applicationId = "vn.langnghe"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = libs.versions.appCode.get().toInt()
        versionName = libs.versions.app.get()
        // Where reports go: gradle -Plangnghe.server=https://…; without it, they stay on the phone.
        resValue("string", "server", providers.gradleProperty("langnghe.server").getOrElse(""))
    }

    buildFeatures.resValues = true

    sourceSets.named("main") {
        // The screens, which know nothing of Android, are compiled against its own Compose here.
        kotlin.directories += "../ui/src/main/kotlin"
        res.directories += "../ui/src/main/res"
        jniLibs.directories += nativeLibraries.get().asFile.path
    }

    // The server and the officer that the kit's tests talk to.
    sourceSets.named("test") {
        kotlin.directories += "../kit/src/testFixtures/kotlin"
    }

    splits.abi {
        // A bundle is split by the store, and must not be split twice.
        isEnable = gradle.startParameter.taskNames.none { it.contains("bundle", ignoreCase = true) }
        reset()
        include(*abis.toTypedArray())
        isUniversalApk = false
    }

    signingConfigs {
        if (keystore.isPresent) {
            create("release") {
                storeFile = file(keystore.get())
                storePassword = providers.environmentVariable("LANGNGHE_KEYSTORE_PASSWORD").get()
                keyAlias = providers.environmentVariable("LANGNGHE_KEY_ALIAS").get()
                keyPassword = providers.environmentVariable("LANGNGHE_KEY_PASSWORD").get()
            }
        }
    }

    buildTypes.named("release") {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "shrink-rules.pro")
        // Without a key the release is built all the same, and signed by whoever publishes it.
        signingConfig = signingConfigs.findByName("release")
    }

    // The real server and its officer.
    sourceSets.named("test") {
        kotlin.directories += "../kit/src/testFixtures/kotlin"
    }

    testOptions.unitTests {
        isIncludeAndroidResources = true
        all {
            val repository = rootDir.parentFile
            it.systemProperty("jna.library.path", repository.resolve("target/debug").path)
            it.systemProperty("langnghe.server", repository.resolve("target/debug/langnghe-server").path)
            it.systemProperty("langnghe.photographs", repository.resolve("core/photo/fixtures").path)
        }
    }
}

kotlin {
    jvmToolchain(libs.versions.jvm.get().toInt())
}

val cargoNdk =
    tasks.register<Exec>("cargoNdk") {
        description = "Builds the core for phones, by cargo-ndk ${libs.versions.cargoNdk.get()}"
        workingDir = rootDir.parentFile
        environment("ANDROID_NDK_HOME", android.sdkComponents.ndkDirectory.get().asFile.path)
        commandLine("cargo", "ndk", "--platform", libs.versions.minSdk.get())
        abis.forEach { args("--target", it) }
        args("--output-dir", nativeLibraries.get().asFile.path)
        args("build", "--release", "--locked", "--package", "langnghe-bindings")
        outputs.upToDateWhen { false }
    }
tasks.named("preBuild") { dependsOn(cargoNdk) }

// What is shipped is what was tested, down to the last package that another one asked for.
val tested =
    file("dependencies.lock").readLines().filter { it.startsWith("compile ") }.map {
        it.removePrefix("compile").trim().substringBefore('@')
    }
configurations.configureEach {
    resolutionStrategy.force(*tested.toTypedArray())
}

dependencies {
    implementation(project(":kit"))
    implementation(libs.coroutines.android)
    implementation(libs.androidx.activity.compose)
    implementation(libs.androidx.compose.animation)
    implementation(libs.androidx.compose.foundation)
    implementation(libs.androidx.compose.material.ripple)
    implementation(libs.androidx.compose.material3)
    implementation(libs.androidx.compose.ui)
    implementation(libs.androidx.core)
    implementation(libs.androidx.lifecycle.runtime.compose)
    implementation(libs.androidx.work.runtime)
    implementation(variantOf(libs.jna) { artifactType("aar") })

    testImplementation(libs.androidx.compose.ui.test.junit4)
    testImplementation(libs.androidx.test.core)
    testImplementation(libs.androidx.test.junit)
    testImplementation(libs.androidx.work.testing)
    testImplementation(libs.coroutines.test)
    testImplementation(libs.jna)
    testImplementation(libs.junit4)
    testImplementation(libs.robolectric)
}
