package vn.langnghe.app

import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import androidx.lifecycle.lifecycleScope
import kotlinx.coroutines.launch
import vn.langnghe.app.notify.DeepLink
import vn.langnghe.app.window.AppWindow
import vn.langnghe.app.window.WindowModel
import vn.langnghe.app.window.keepSecret

/**
 * The app's only activity: a window for the screens, which outlive its being turned round. Where
 * the person is, in ids, is all that Android keeps for a process that it ended.
 */
class MainActivity : ComponentActivity() {
    private val model by viewModels<WindowModel>()
    private val app get() = application as LangNgheApplication

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        val screens = model.screens(app.kit, savedInstanceState?.getStringArrayList(WHERE).orEmpty())
        if (savedInstanceState == null) follow(intent)
        lifecycleScope.launch { screens.look.collect { window.keepSecret(it.screensHidden) } }
        setContent { AppWindow(app, screens, model.kept) }
    }

    override fun onStart() {
        super.onStart()
        lifecycleScope.launch { model.current?.resume() }
    }

    override fun onStop() {
        super.onStop()
        val screens = model.current ?: return
        if (!isChangingConfigurations) app.finish { screens.pause() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        model.current?.let { outState.putStringArrayList(WHERE, ArrayList(it.save())) }
        if (isChangingConfigurations) model.turn()
    }

    private fun follow(intent: Intent?) {
        // Looked at here as well: nothing but a report's id gets past.
        val report = DeepLink.reportIn(intent) ?: return
        model.current?.follow(DeepLink.toReport(report).toString())
    }

    private companion object {
        const val WHERE = "where"
    }
}
