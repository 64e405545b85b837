package vn.langnghe.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import vn.langnghe.kit.screen.Held
import vn.langnghe.kit.screen.Holders
import vn.langnghe.kit.screen.Route

/** The screens of the kit's state holders, drawn anew as their states change. */
class Collected(
    private val holders: Holders,
) : Screens {
    @Composable
    override fun start() = shown(holders.start)

    @Composable
    override fun welcome() = shown(holders.welcome())

    @Composable
    override fun home() = shown(holders.home())

    @Composable
    override fun camera(route: Route.Camera) = shown(holders.camera(route))

    @Composable
    override fun category(route: Route.Category) = shown(holders.category(route))

    @Composable
    override fun page(route: Route.Page) = shown(holders.page(route))

    @Composable
    override fun place(route: Route.Place) = shown(holders.place(route))

    @Composable
    override fun saved(route: Route.Saved) = shown(holders.saved(route))

    @Composable
    override fun report(route: Route.Report) = shown(holders.report(route))

    @Composable
    override fun settings() = shown(holders.settings())

    @Composable
    private fun <S, A> shown(screen: Held<S, A>): Shown<S, A> {
        val state by screen.state.collectAsState()
        return Shown(state, screen.actions)
    }
}
