package vn.langnghe.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import vn.langnghe.kit.screen.StartState
import vn.langnghe.texts.Language
import vn.langnghe.ui.home.HomeScreen
import vn.langnghe.ui.newreport.CameraScreen
import vn.langnghe.ui.newreport.CategoryScreen
import vn.langnghe.ui.newreport.PageScreen
import vn.langnghe.ui.newreport.PlaceScreen
import vn.langnghe.ui.newreport.SavedScreen
import vn.langnghe.ui.report.ReportScreen
import vn.langnghe.ui.settings.SettingsScreen
import vn.langnghe.ui.start.StartScreen
import vn.langnghe.ui.start.WelcomeScreen

/** Every screen in each of its main states. */
fun scenes(language: Language): List<Scene> =
    Samples(language).run { starts() + homes() + newReports() + places() + reports() + more() }

private fun <S> scenesOf(
    vararg states: Pair<String, S>,
    content: @Composable (S) -> Unit,
) = states.map { (name, state) -> Scene(name) { content(state) } }

private fun Samples.starts() =
    scenesOf<StartState>("start" to StartState.Opening, "start-trouble" to trouble) { StartScreen(it, recording()) } +
        scenesOf("welcome" to welcome, "welcome-consent" to welcomeConsent, "welcome-agreed" to welcomeAgreed) {
            WelcomeScreen(it, recording())
        }

private fun Samples.homes() =
    scenesOf(
        "home" to home,
        "home-offline" to homeOffline,
        "home-waiting" to homeWaiting,
        "home-empty" to homeEmpty,
        "home-loading" to homeLoading,
        "home-failed" to homeFailed,
    ) { HomeScreen(it, recording()) }

private fun Samples.newReports() =
    scenesOf("camera" to camera, "camera-busy" to cameraBusy, "camera-refused" to cameraRefused) {
        CompositionLocalProvider(LocalViewfinder provides FakeViewfinder(ready = it.notice == null)) {
            CameraScreen(it, recording())
        }
    } +
        scenesOf("category" to category, "category-chosen" to categoryChosen) { CategoryScreen(it, recording()) } +
        scenesOf(
            "page" to page,
            "page-loading" to pageLoading,
            "page-dangerous" to pageDangerous,
            "page-asking" to pageAsking,
            "page-incomplete" to pageIncomplete,
            "page-full" to pageFull,
        ) { PageScreen(it, recording()) }

private fun Samples.places() =
    scenesOf(
        "place" to place,
        "place-marked" to placeMarked,
        "place-found" to placeFound,
        "place-not-found" to placeNotFound,
    ) { PlaceScreen(it, recording()) }

private fun Samples.reports() =
    scenesOf("saved-offline" to savedOffline, "saved-sending" to savedSending) { SavedScreen(it, recording()) } +
        scenesOf(
            "report-waiting" to reportWaiting,
            "report-fixed" to reportFixed,
            "report-confirmed" to reportConfirmed,
            "report-asked" to reportAsked,
            "report-merged" to reportMerged,
            "report-refused" to reportRefused,
            "report-closed" to reportClosed,
            "report-parked" to reportParked,
            "report-loading" to reportLoading,
            "report-failed" to reportFailed,
        ) { ReportScreen(it, recording()) }

private fun Samples.more() =
    scenesOf("settings" to settings, "settings-loading" to settingsLoading) { SettingsScreen(it, recording()) }
