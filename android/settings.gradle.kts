// The conventional way to build the app, for those who have Google's SDK and NDK: README.md.
// The project's own tests run without Gradle, from the pom.xml files beside these scripts.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "langnghe"
include(":kit", ":ui", ":desktop", ":app")
