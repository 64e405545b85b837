package vn.langnghe.kit.model

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.update
import vn.langnghe.core.CatalogueView
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.screen.WelcomeActions
import vn.langnghe.kit.screen.WelcomeState
import vn.langnghe.kit.screen.WelcomeStep
import vn.langnghe.kit.words.Wording

/** The first start. It ends with the consent, which nobody gives but the person. */
internal class WelcomeModel(
    private val desk: Desk,
    scope: CoroutineScope,
) : WelcomeActions {
    private data class Doing(
        val step: WelcomeStep = WelcomeStep.WHAT_IT_IS,
        val agreed: Boolean = false,
    )

    private val catalogue = Reading(scope, emptyFlow<Unit>()) { desk.catalogue() }
    private val doing = MutableStateFlow(Doing())

    val state: StateFlow<WelcomeState> = shown(scope, catalogue.value, doing, desk.wording, ::show)

    override fun next() = doing.update { it.copy(step = WelcomeStep.CONSENT) }

    override fun back() {
        goBack()
    }

    /** As [back]; false where there is nothing to go back to. */
    fun goBack(): Boolean {
        val before = doing.value.step
        doing.update { it.copy(step = WelcomeStep.WHAT_IT_IS) }
        return before != WelcomeStep.WHAT_IT_IS
    }

    override fun agree(agreed: Boolean) = doing.update { it.copy(agreed = agreed) }

    override fun begin() {
        val shown = catalogue.value.value.valueOrNull ?: return
        if (!doing.value.agreed) return
        // The version that was read, whatever has come since.
        desk.platform.preferences.put(Remembered.Key.CONSENT, shown.consentVersion.toString())
        desk.navigator.home()
    }

    override fun call(number: String) = desk.platform.dialer.dial(number)

    private fun show(
        read: Read<CatalogueView>,
        doing: Doing,
        wording: Wording,
    ): WelcomeState {
        val catalogue = read.valueOrNull
        return WelcomeState(
            step = doing.step,
            notFor = catalogue?.notFor.orEmpty().map { wording(it.text) },
            emergency = wording.emergency(catalogue?.emergency.orEmpty()),
            consent = catalogue?.let { wording(it.consent) }.orEmpty(),
            agreed = doing.agreed,
        )
    }
}
