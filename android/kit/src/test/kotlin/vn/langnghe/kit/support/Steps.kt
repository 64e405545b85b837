package vn.langnghe.kit.support

import vn.langnghe.kit.screen.HomeItem
import vn.langnghe.kit.screen.PlaceState
import vn.langnghe.kit.screen.Route

/*
 * What a person does in many tests.
 */

/** From the home screen to the page, with a photograph and a category. */
internal suspend fun Running.reportUpToThePage(
    photograph: ByteArray = photograph(),
    category: String = "dyke",
): Route.Page {
    screens.home().actions.capture()
    screens.camera(at()).actions.taken(photograph)
    screens.category(at()).actions.choose(category)
    return at()
}

/** Chooses the commune of the tests' officer. */
internal suspend fun Running.choosePlace() {
    screens.page(at()).actions.choosePlace()
    screens.place(at()).actions.choose(COMMUNE)
    screens.page(at()).state.until { it.place is PlaceState.Chosen }
}

/** A report that was sent; its id. */
internal suspend fun Running.send(text: String = ""): String {
    reportUpToThePage()
    choosePlace()
    val page = screens.page(at())
    if (text.isNotEmpty()) page.actions.write(text)
    page.actions.send()
    return at<Route.Saved>().report
}

/** The list of the home screen. */
internal suspend fun Running.items(condition: (List<HomeItem>) -> Boolean = { true }): List<HomeItem> =
    screens.home().state.ready({ it.items }, condition)
