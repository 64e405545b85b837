package vn.langnghe.app

import android.app.Application
import android.app.LocaleManager
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES.TIRAMISU
import androidx.annotation.RequiresApi
import androidx.work.Configuration
import androidx.work.WorkManager
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import vn.langnghe.app.camera.CameraChoice
import vn.langnghe.app.camera.StillCamera
import vn.langnghe.app.keys.KeyWrap
import vn.langnghe.app.keys.KeystoreWrap
import vn.langnghe.app.notify.Notices
import vn.langnghe.app.platform.AndroidPlatform
import vn.langnghe.app.platform.AppLanguage
import vn.langnghe.app.work.Carrier
import vn.langnghe.app.work.Delivery
import vn.langnghe.app.work.DeliveryWorkerFactory
import vn.langnghe.kit.AppInfo
import vn.langnghe.kit.Kit
import vn.langnghe.kit.port.FilePreferences
import vn.langnghe.kit.port.Preferences
import vn.langnghe.texts.Language
import java.io.File
import android.content.res.Configuration as SystemConfiguration

/**
 * The process, whether it was started by a person or to carry reports. What is made here costs
 * next to nothing: the store is opened by whoever needs it first.
 */
open class LangNgheApplication :
    Application(),
    Configuration.Provider {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val language = MutableStateFlow(Language.VIETNAMESE)

    private val file by lazy {
        // A few hundred bytes, once: nothing can be drawn before the language is known.
        runBlocking { FilePreferences.open(File(noBackupFilesDir, "preferences").toPath(), scope, Dispatchers.IO) }
    }

    private val preferences: Preferences by lazy { if (SDK_INT >= TIRAMISU) languageInSystem() else file }

    internal val platform by lazy {
        AndroidPlatform(this, keyWrap(), preferences, language) { Delivery(WorkManager.getInstance(this)) }
    }

    /** The app without its screens. */
    val kit by lazy { Kit(appInfo(), platform.ports()) }

    override val workManagerConfiguration: Configuration by lazy {
        Configuration
            .Builder()
            .setWorkerFactory(DeliveryWorkerFactory { carrier() })
            .build()
    }

    /** What wraps the store's key. */
    protected open fun keyWrap(): KeyWrap = KeystoreWrap()

    /** Where reports go: what the build says. */
    protected open fun server(): String? = getString(R.string.server).takeIf(String::isNotEmpty)

    /** The camera that is looked through. */
    internal open fun camera(choice: CameraChoice): StillCamera = StillCamera(this, choice)

    /** Who carries reports while nobody looks. */
    internal open fun carrier(): Carrier = kit.courier::run

    override fun onCreate() {
        super.onCreate()
        language.value = languageOf(resources.configuration)
        Notices(this).prepareChannels()
        Delivery(WorkManager.getInstance(this)).regularly()
    }

    override fun onConfigurationChanged(newConfig: SystemConfiguration) {
        super.onConfigurationChanged(newConfig)
        language.value = languageOf(newConfig)
        (preferences as? AppLanguage)?.again()
        // Their names are in the language of then.
        Notices(this).prepareChannels()
    }

    /** Finishes something that a window has begun, whether the window is still there or not. */
    internal fun finish(work: suspend () -> Unit) {
        scope.launch { work() }
    }

    @RequiresApi(TIRAMISU)
    private fun languageInSystem() = AppLanguage(getSystemService(LocaleManager::class.java), file, scope)

    private fun appInfo() =
        AppInfo(
            name = "android",
            version = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty(),
            folder = File(noBackupFilesDir, "store").path,
            server = server(),
        )

    private fun languageOf(configuration: SystemConfiguration): Language =
        if (configuration.locales[0].language == "en") Language.ENGLISH else Language.VIETNAMESE
}
