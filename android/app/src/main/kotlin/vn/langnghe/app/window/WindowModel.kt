package vn.langnghe.app.window

import androidx.compose.runtime.saveable.SaveableStateRegistry
import androidx.lifecycle.ViewModel
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import vn.langnghe.kit.Kit
import vn.langnghe.kit.Screens

/** Holds the screens while the activity is made anew, as when the phone is turned round. */
class WindowModel : ViewModel() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    /** The screens, once the activity has asked for them. */
    var current: Screens? = null
        private set

    /**
     * What the screens keep to themselves, such as words half written: for when the phone is turned,
     * and in memory alone. What Android saves for later, it writes to its disk, in the clear.
     */
    var kept = SaveableStateRegistry(emptyMap()) { true }
        private set

    /** The activity is being made anew: what is kept goes over to its screens. */
    fun turn() {
        kept = SaveableStateRegistry(kept.performSave()) { true }
    }

    /** The screens; made at the first call, where [saved] says. */
    fun screens(
        kit: Kit,
        saved: List<String>,
    ): Screens = current ?: kit.screens(scope, saved).also { current = it }

    override fun onCleared() {
        scope.cancel()
    }
}
