package vn.langnghe.kit.support

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.emptyFlow
import vn.langnghe.core.KeyStorage
import vn.langnghe.core.PortFailure
import vn.langnghe.core.Space
import vn.langnghe.kit.AppInfo
import vn.langnghe.kit.Kit
import vn.langnghe.kit.Patience
import vn.langnghe.kit.Remembered
import vn.langnghe.kit.port.Battery
import vn.langnghe.kit.port.Fix
import vn.langnghe.kit.port.MemoryPreferences
import vn.langnghe.kit.port.Network
import vn.langnghe.kit.port.NewsNotice
import vn.langnghe.kit.port.Notifications
import vn.langnghe.kit.port.Platform
import vn.langnghe.kit.port.Preferences
import vn.langnghe.kit.port.UnsentNotice
import vn.langnghe.kit.port.VIETNAM
import vn.langnghe.kit.screen.Link
import vn.langnghe.texts.Language
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** Everything of a phone that outlives a process: its disk, what it remembers, and the world around it. */
internal class Handset(
    val folder: Path,
    private val server: String?,
    private val keyFile: KeyStorage? = null,
    val preferences: Preferences = MemoryPreferences(),
) {
    val keys = MemoryKeys()
    val link = MutableStateFlow(Link.FREE)
    val saving = MutableStateFlow(false)
    val language = MutableStateFlow(Language.VIETNAMESE)
    val notifications = Told()
    val dialled = CopyOnWriteArrayList<String>()
    val submitted = AtomicInteger()

    @Volatile
    var freeBytes: ULong? = null

    /** What the phone takes for the time. */
    val clock = MovedClock()

    /** What the satellites say. */
    @Volatile
    var sky: () -> Flow<Fix> = { emptyFlow() }

    /** Threads on which the platform was asked for what takes long. */
    val askedOn = CopyOnWriteArrayList<String>()

    /** A new process on this phone. */
    fun kit(patience: Patience = Patience()) =
        Kit(AppInfo("test", "0.1.0", folder.resolve("store").toString(), server), platform(), patience = patience)

    /** The first start lies behind. */
    fun agreed() = preferences.put(Remembered.Key.CONSENT, "1")

    private fun platform() =
        Platform(
            keys = keyFile ?: keys,
            network =
                object : Network {
                    override val link: StateFlow<Link> = this@Handset.link
                },
            battery =
                object : Battery {
                    override val saving: StateFlow<Boolean> = this@Handset.saving
                },
            space =
                object : Space {
                    override fun freeBytes(): ULong? {
                        askedOn += Thread.currentThread().name
                        return this@Handset.freeBytes
                    }
                },
            preferences = preferences,
            places = { sky() },
            dialer = dialled::add,
            background = { submitted.incrementAndGet() },
            notifications = notifications,
            systemLanguage = language,
            clock = clock,
        )

    inner class MemoryKeys : KeyStorage {
        private val kept = CopyOnWriteArrayList<ByteArray>()

        /** What it answers instead; a new key makes it whole again. */
        @Volatile
        var broken: PortFailure? = null

        override fun keys(): List<ByteArray> {
            askedOn += Thread.currentThread().name
            broken?.let { throw it }
            return kept.map { it.copyOf() }
        }

        override fun keep(key: ByteArray) {
            kept.add(0, key.copyOf())
        }

        override fun forgetOlder() {
            kept.drop(1).forEach(kept::remove)
            broken = null
        }
    }

    /** The machine's clock, ahead by as much as a test says. */
    class MovedClock(
        private val machine: Clock = Clock.system(VIETNAM),
    ) : Clock() {
        @Volatile
        var ahead = Duration.ZERO

        override fun getZone(): ZoneId = machine.zone

        override fun withZone(zone: ZoneId): Clock = MovedClock(machine.withZone(zone)).also { it.ahead = ahead }

        override fun instant(): Instant = machine.instant() + ahead.toJavaDuration()
    }

    /** What a person would see in the list of notifications. */
    class Told : Notifications {
        val news = CopyOnWriteArrayList<NewsNotice>()
        val withdrawn = CopyOnWriteArrayList<String>()
        val unsent = MutableStateFlow<UnsentNotice?>(null)
        val everUnsent = CopyOnWriteArrayList<UnsentNotice>()

        override fun tell(news: NewsNotice) {
            this.news += news
        }

        override fun withdraw(report: String) {
            withdrawn += report
        }

        override fun unsent(notice: UnsentNotice?) {
            unsent.value = notice
            notice?.let(everUnsent::add)
        }
    }
}
