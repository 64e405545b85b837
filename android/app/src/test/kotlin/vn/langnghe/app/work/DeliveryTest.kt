package vn.langnghe.app.work

import androidx.test.core.app.ApplicationProvider.getApplicationContext
import androidx.work.Configuration
import androidx.work.NetworkType
import androidx.work.WorkInfo
import androidx.work.WorkInfo.State.ENQUEUED
import androidx.work.WorkInfo.State.SUCCEEDED
import androidx.work.WorkManager
import androidx.work.impl.WorkManagerImpl
import androidx.work.testing.SynchronousExecutor
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.Dispatchers
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import vn.langnghe.app.TestApplication
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes
import vn.langnghe.kit.courier.Delivery as Carried

@RunWith(RobolectricTestRunner::class)
class DeliveryTest {
    private val app = getApplicationContext<TestApplication>()
    private val courier = FakeCourier()
    private lateinit var work: WorkManager

    @Before
    fun begin() {
        app.carrier = courier::carry
        val configuration =
            Configuration
                .Builder()
                .setWorkerFactory(app.workManagerConfiguration.workerFactory)
                .setExecutor(SynchronousExecutor())
                .setWorkerCoroutineContext(Dispatchers.Unconfined)
                .build()
        WorkManagerTestInitHelper.initializeTestWorkManager(app, configuration)
        work = WorkManager.getInstance(app)
    }

    @After
    fun end() = WorkManagerTestInitHelper.closeWorkDatabase()

    @Test
    fun `a report leaves once there is a network, and not before`() {
        Delivery(work).now()
        assertEquals(ENQUEUED, now().state)
        assertEquals(0, courier.runs)

        networkComes()
        assertEquals(1, courier.runs)
        assertEquals(SUCCEEDED, now().state)
        assertTrue("a worker is ended after ten minutes", courier.deadline < 10.minutes)
    }

    @Test
    fun `it can't wait, needs nothing but a network, and carries no data`() {
        Delivery(work).now()

        val spec = (work as WorkManagerImpl).workDatabase.workSpecDao().getWorkSpec(now().id.toString())!!
        assertTrue(spec.expedited)
        assertEquals("RUN_AS_NON_EXPEDITED_WORK_REQUEST", spec.outOfQuotaPolicy.name)
        assertEquals(NetworkType.CONNECTED, spec.constraints.requiredNetworkType)
        assertTrue(!spec.constraints.requiresCharging() && !spec.constraints.requiresBatteryNotLow())
        assertEquals(0, spec.input.size())
    }

    @Test
    fun `what could not be sent is tried again`() {
        for (outcome in listOf(Carried.LATER, Carried.MORE)) {
            courier.outcome = outcome
            Delivery(work).now()
            networkComes()
            assertEquals(ENQUEUED, now().state)
            assertEquals(1, now().runAttemptCount)
        }

        courier.outcome = Carried.DONE
        driver.setInitialDelayMet(now().id)
        networkComes()
        assertEquals(SUCCEEDED, now().state)
    }

    @Test
    fun `a second report doesn't wait for what the first one's failures brought on`() {
        courier.outcome = Carried.LATER
        Delivery(work).now()
        networkComes()
        val first = now().id

        Delivery(work).now()
        assertNotEquals(first, now().id)
        assertEquals(0, now().runAttemptCount)
    }

    @Test
    fun `whoever leaves the app doesn't disturb what is under way already`() {
        courier.outcome = Carried.LATER
        Delivery(work).now()
        networkComes()
        val first = now().id

        Delivery(work).stillWaiting()
        assertEquals(first, now().id)
        assertEquals(1, now().runAttemptCount)
    }

    @Test
    fun `it is carried regularly, and opening the app often doesn't put that off`() {
        Delivery(work).regularly()
        val regular = regular()
        assertEquals(60.minutes.inWholeMilliseconds, regular.periodicityInfo!!.repeatIntervalMillis)
        assertEquals(NetworkType.CONNECTED, regular.constraints.requiredNetworkType)

        Delivery(work).regularly()
        assertEquals(regular.id, regular().id)
        assertTrue(work.getWorkInfosForUniqueWork(Delivery.NOW).get().isEmpty())

        networkComesFor(regular)
        assertEquals(1, courier.runs)
        assertEquals("it comes again", ENQUEUED, regular().state)
    }

    @Test
    fun `what a battery manager threw away is made good at the next start`() {
        Delivery(work).now()
        Delivery(work).regularly()
        work.cancelAllWork()

        Delivery(work).regularly()
        Delivery(work).stillWaiting()
        networkComes()
        assertEquals(1, courier.runs)
        assertEquals(ENQUEUED, regular().state)
    }

    private val driver get() = WorkManagerTestInitHelper.getTestDriver(app)!!

    private fun now() = work.getWorkInfosForUniqueWork(Delivery.NOW).get().single()

    private fun regular() = work.getWorkInfosForUniqueWork(Delivery.REGULARLY).get().single()

    private fun networkComes() = networkComesFor(now())

    private fun networkComesFor(info: WorkInfo) = driver.setAllConstraintsMet(info.id)

    private class FakeCourier {
        var outcome = Carried.DONE
        var runs = 0
        var deadline = Duration.INFINITE

        @Suppress("RedundantSuspendModifier") // as a worker calls it
        suspend fun carry(limit: Duration): Carried {
            runs++
            deadline = limit
            return outcome
        }
    }
}
