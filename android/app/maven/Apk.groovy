import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

/**
 * Makes an APK of what was compiled: code turned into dex, beside resources, native libraries and
 * what the code reads as Java resources; aligned, signed, and verified as a phone would.
 *
 * The key is made up for this build folder. A real one never comes near a build: whoever publishes
 * signs the APK again.
 */
class Apk {
    private static final List<String> NEVER_SHIPPED = [
        /.*\.class/, /.*\.kotlin_(module|builtins|metadata)/, /.*\.knm/, /.*\.proto/, /DebugProbesKt\.bin/,
        // Of META-INF, only the lists of services are read at run time.
        /META-INF\/(?!services\/).*/,
    ]

    static void run(project, session, log) {
        def settings = Tools.settings(project, session)
        def out = new File(project.build.directory, 'android')
        def aars = new File(out, 'shipped-aars').readLines().collect { Aar.opened(it) }
        def own = new File(project.build.outputDirectory)
        def jars = project.artifacts.findAll { it.scope == 'compile' }*.file.findAll { it.name.endsWith('.jar') }
        def shrunk = settings.getProperty('apk.variant') == 'release'

        def code = shrunk ? Dex.shrink(project, own, jars, aars, out) : Dex.translate(project, own, jars, out)
        def bare = new File(out, 'bare.apk')
        new ZipOutputStream(bare.newOutputStream()).withCloseable { zip ->
            copyResources(zip, new File(out, 'resources.apk'))
            copyCode(zip, code)
            // R8 has looked through the Java resources, and renamed what names classes that it renamed.
            writeJavaResources(zip, shrunk ? [code] : [own] + jars)
            storeNativeLibraries(zip, nativeLibraries(settings, aars))
        }
        def apk = new File(project.build.directory, "${project.build.finalName}.apk")
        Tools.run(['zipalign', '-f', '-p', '4', bare, apk])
        sign(apk, new File(out, 'throwaway.p12'), project.properties['android.minSdk'])
        log.info("${apk.name}: ${apk.length().intdiv(1024)} KiB, signed (v2, v3) with a throwaway key")
    }

    private static void copyResources(ZipOutputStream zip, File linked) {
        new ZipFile(linked).withCloseable { source ->
            source.entries().each { entry ->
                // Android maps resources.arsc into memory: from Android 11 on, it must not be compressed.
                put(zip, entry.name, source.getInputStream(entry).bytes, entry.method == ZipEntry.STORED)
            }
        }
    }

    private static void copyCode(ZipOutputStream zip, File code) {
        new ZipFile(code).withCloseable { source ->
            source.entries().findAll { it.name.endsWith('.dex') }.each {
                put(zip, it.name, source.getInputStream(it).bytes)
            }
        }
    }

    private static void writeJavaResources(ZipOutputStream zip, List<File> sources) {
        def found = new TreeMap<String, byte[]>()
        def add = { String name, Closure<byte[]> bytes ->
            if (name.endsWith('.dex') || NEVER_SHIPPED.any { name ==~ it }) return
            if (!found.containsKey(name)) {
                found[name] = bytes()
            } else if (name.startsWith('META-INF/services/')) {
                found[name] = (new String(found[name]) + '\n' + new String(bytes())).bytes
            }
        }
        sources.each { source ->
            if (source.directory) {
                Tools.filesIn(source).each { file -> add(source.relativePath(file)) { file.bytes } }
            } else {
                new ZipFile(source).withCloseable { jar ->
                    jar.entries().findAll { !it.directory }.each { entry ->
                        add(entry.name) { jar.getInputStream(entry).bytes }
                    }
                }
            }
        }
        found.each { name, bytes -> put(zip, name, bytes) }
    }

    /** By name in the APK: those of AARs, and ours if we were told where they are. */
    private static Map<String, File> nativeLibraries(Properties settings, List<Aar> aars) {
        def folders = aars*.nativeLibraries
        def ours = settings.getProperty('native.libraries')
        if (ours) folders << new File(ours)
        def abis = settings.getProperty('apk.abis').split(',')
        def without = ours ? abis.findAll { !new File(ours, "$it/liblangnghe_bindings.so").exists() } : []
        if (without) throw new IllegalStateException("$ours has no core for ${without.join(', ')}: see apk.abis")
        def libraries = new TreeMap<String, File>()
        [abis, folders].combinations { abi, folder ->
            Tools.filesIn(new File(folder, abi)).findAll { it.name.endsWith('.so') }.each {
                libraries["lib/$abi/$it.name".toString()] = it
            }
        }
        libraries
    }

    private static void storeNativeLibraries(ZipOutputStream zip, Map<String, File> libraries) {
        // Uncompressed, they are loaded from the APK and need no second copy on a full phone.
        libraries.each { name, file -> put(zip, name, file.bytes, true) }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, boolean stored = false) {
        def entry = new ZipEntry(name)
        // The same content makes the same file.
        entry.timeLocal = java.time.LocalDateTime.of(1981, 1, 1, 1, 1)
        if (stored) {
            entry.method = ZipEntry.STORED
            entry.size = bytes.length
            entry.crc = new CRC32().tap { update(bytes) }.value
        }
        zip.putNextEntry(entry)
        zip.write(bytes)
        zip.closeEntry()
    }

    private static void sign(File apk, File keys, String minSdk) {
        if (!keys.exists()) {
            Tools.run(['keytool', '-genkeypair', '-keystore', keys, '-storetype', 'PKCS12', '-storepass', 'throwaway',
                       '-alias', 'throwaway', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '30',
                       '-dname', 'CN=throwaway'])
        }
        Tools.run(['apksigner', 'sign', '--ks', keys, '--ks-pass', 'pass:throwaway', '--min-sdk-version', minSdk,
                   '--v1-signing-enabled', 'false', '--v2-signing-enabled', 'true', '--v3-signing-enabled', 'true', '--v4-signing-enabled', 'false', apk])
        def verdict = Tools.run(['apksigner', 'verify', '--verbose', '--min-sdk-version', minSdk, apk])
        ['v2', 'v3'].each { scheme ->
            if (!(verdict =~ /Verified using $scheme scheme .*: true/)) {
                throw new IllegalStateException("${apk.name} isn't signed by $scheme:\n$verdict")
            }
        }
    }
}
