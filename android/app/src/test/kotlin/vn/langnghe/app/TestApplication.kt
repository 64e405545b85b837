package vn.langnghe.app

import android.content.Context
import androidx.work.Configuration
import androidx.work.testing.SynchronousExecutor
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.Dispatchers
import vn.langnghe.app.camera.CameraChoice
import vn.langnghe.app.camera.FakeJpegs
import vn.langnghe.app.camera.StillCamera
import vn.langnghe.app.keys.FakeWrap
import vn.langnghe.app.work.Carrier
import vn.langnghe.app.work.DeliveryWorkerFactory

/**
 * The app as it is, on a phone whose key store works without a chip, whose camera sees what a test
 * puts before it, and whose work is scheduled by the test.
 */
class TestApplication : LangNgheApplication() {
    /** What outlives a process. */
    var device = Device()
        private set

    /** Who carries in the kit's place; none, and it is the kit itself. */
    internal var carrier: Carrier? = null

    /** All of a phone that isn't on its disk. */
    class Device {
        val wrap = FakeWrap()

        /** An address at which nobody listens, until a test says otherwise. */
        var server = "http://127.0.0.1:9"

        /** What the camera sees. */
        var sight: ByteArray? = null

        /** The process that runs now. */
        internal lateinit var process: TestApplication
    }

    override fun keyWrap() = device.wrap

    override fun server() = device.server

    override fun camera(choice: CameraChoice) =
        StillCamera(this, choice) { _, _ -> FakeJpegs().apply { next = device.sight } }

    override fun carrier(): Carrier = carrier ?: super.carrier()

    override fun onCreate() {
        device.process = this
        val configuration =
            Configuration
                .Builder()
                .setWorkerFactory(DeliveryWorkerFactory { device.process.carrier() })
                .setExecutor(SynchronousExecutor())
                .setWorkerCoroutineContext(Dispatchers.Unconfined)
                .build()
        WorkManagerTestInitHelper.initializeTestWorkManager(this, configuration)
        super.onCreate()
    }

    override fun onTerminate() {
        super.onTerminate()
        WorkManagerTestInitHelper.closeWorkDatabase()
    }

    /** The next process on the same phone, begun as Android begins one. Whoever calls this has ended this one. */
    fun successor(): TestApplication =
        TestApplication().also { next ->
            next.device = device
            next.attachBaseContext(baseContext)
            device.process = next
            next.begin()
        }

    /** As [onCreate], but what WorkManager has in its database stays. */
    private fun begin() = super.onCreate()

    public override fun attachBaseContext(base: Context) = super.attachBaseContext(base)
}
