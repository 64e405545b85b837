package vn.langnghe.app

import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.ComponentInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.PackageManager.PackageInfoFlags
import android.content.res.XmlResourceParser
import androidx.core.net.toUri
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.w3c.dom.Element
import java.io.File
import java.util.Properties
import javax.xml.parsers.DocumentBuilderFactory

/** What the merged manifest says, the libraries' parts included: what is asked for, and what is open to others. */
@RunWith(RobolectricTestRunner::class)
class ManifestTest {
    private val app = getApplicationContext<LangNgheApplication>()

    private val everything: PackageInfo by lazy {
        val components =
            PackageManager.GET_ACTIVITIES or PackageManager.GET_SERVICES or
                PackageManager.GET_RECEIVERS or PackageManager.GET_PROVIDERS
        val flags = components or PackageManager.MATCH_DISABLED_COMPONENTS or PackageManager.GET_PERMISSIONS
        app.packageManager.getPackageInfo(app.packageName, PackageInfoFlags.of(flags.toLong()))
    }

    @Test
    fun `it asks for what a report needs, and for nothing else`() {
        val ours = listOf("CAMERA", "ACCESS_COARSE_LOCATION", "ACCESS_FINE_LOCATION", "POST_NOTIFICATIONS", "INTERNET")
        // That work is carried on after a restart, and only while there is a network.
        val work = listOf("ACCESS_NETWORK_STATE", "RECEIVE_BOOT_COMPLETED", "WAKE_LOCK", "FOREGROUND_SERVICE")
        val expected = (ours + work).map { "android.permission.$it" }
        val own = "vn.langnghe.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"

        assertEquals((expected + own).toSet(), everything.requestedPermissions!!.toSet())
    }

    @Test
    fun `others can open the app, and nothing else of it`() {
        val components: List<ComponentInfo> =
            listOf(everything.activities, everything.services, everything.receivers, everything.providers)
                .flatMap { it.orEmpty().asList() }
        val open = components.filter { it.exported }.map { it.name }

        // The job scheduler's door; only the system holds the permission that opens it.
        val guarded = "androidx.work.impl.background.systemjob.SystemJobService"
        assertEquals(setOf(MainActivity::class.java.name, guarded), open.toSet())
        val service = everything.services!!.single { it.name == guarded }
        assertEquals("android.permission.BIND_JOB_SERVICE", service.permission)
    }

    @Test
    fun `a link to a report opens the app, any other doesn't`() {
        assertNotNull(opens("langnghe://report/019a9c5e-8f00-7abc-8def-0123456789ab"))
        assertEquals(null, opens("langnghe://elsewhere/1"))
        assertEquals(null, opens("https://report/1"))
    }

    @Test
    fun `nothing of it gets into a backup or onto another phone`() {
        assertEquals(0, app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP)
        val everywhere =
            setOf("root", "file", "database", "sharedpref", "external") +
                setOf("device_root", "device_file", "device_database", "device_sharedpref")
        val excluded = excludedIn(R.xml.data_extraction_rules)
        assertEquals(mapOf("cloud-backup" to everywhere, "device-transfer" to everywhere), excluded)
        assertEquals(mapOf("full-backup-content" to everywhere), excludedIn(R.xml.full_backup_content))
    }

    @Test
    fun `nothing goes over the network in the clear`() {
        assertEquals(0, app.applicationInfo.flags and ApplicationInfo.FLAG_USES_CLEARTEXT_TRAFFIC)
        app.resources.getXml(R.xml.network_security_config).use { config ->
            val permitted = "cleartextTrafficPermitted"
            val bases = config.elements("base-config") { getAttributeBooleanValue(null, permitted, true) }
            assertEquals(listOf(false), bases)
        }
        app.resources.getXml(R.xml.network_security_config).use { config ->
            assertEquals(listOf("system"), config.elements("certificates") { getAttributeValue(null, "src") })
        }
    }

    @Test
    fun `the manifest names the files of rules that are looked at here`() {
        val paths = checkNotNull(javaClass.getResource("/com/android/tools/test_config.properties"))
        val merged = Properties().apply { paths.openStream().use(::load) }.getProperty("android_merged_manifest")
        val manifest = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(File(merged))
        val application = manifest.getElementsByTagName("application").item(0) as Element
        val rules =
            mapOf(
                "dataExtractionRules" to "@xml/data_extraction_rules",
                "fullBackupContent" to "@xml/full_backup_content",
                "localeConfig" to "@xml/locales_config",
                "networkSecurityConfig" to "@xml/network_security_config",
            )
        assertEquals(rules, rules.mapValues { (name, _) -> application.getAttribute("android:$name") })
    }

    @Test
    fun `it can be read in Vietnamese and in English`() {
        app.resources.getXml(R.xml.locales_config).use { config ->
            assertEquals(listOf("vi", "en"), config.elements("locale") { getAttributeValue(ANDROID, "name") })
        }
    }

    @Test
    fun `a second tap on a link brings no second app`() {
        val activity = everything.activities!!.single { it.name == MainActivity::class.java.name }
        assertEquals(ActivityInfo.LAUNCH_SINGLE_TASK, activity.launchMode)
        assertTrue(everything.activities!!.size == 1)
    }

    @Test
    fun `it can't be debugged once it is shipped`() {
        assertFalse(app.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0)
    }

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
    }

    private fun opens(link: String) =
        app.packageManager.resolveActivity(
            Intent(Intent.ACTION_VIEW, link.toUri()).addCategory(Intent.CATEGORY_BROWSABLE),
            PackageManager.ResolveInfoFlags.of(PackageManager.MATCH_DEFAULT_ONLY.toLong()),
        )

    /** The domains left out, by the rule that leaves them out. */
    private fun excludedIn(rules: Int): Map<String, Set<String>> {
        val excluded = mutableMapOf<String, MutableSet<String>>()
        app.resources.getXml(rules).use { parser ->
            var rule = ""
            while (parser.next() != XmlResourceParser.END_DOCUMENT) {
                if (parser.eventType != XmlResourceParser.START_TAG) continue
                when (parser.name) {
                    "exclude" -> excluded.getOrPut(rule, ::mutableSetOf) += parser.getAttributeValue(null, "domain")
                    else -> rule = parser.name
                }
            }
        }
        return excluded
    }

    private fun <T> XmlResourceParser.elements(
        name: String,
        read: XmlResourceParser.() -> T,
    ): List<T> =
        buildList {
            while (next() != XmlResourceParser.END_DOCUMENT) {
                if (eventType == XmlResourceParser.START_TAG && this@elements.name == name) add(read())
            }
        }
}
