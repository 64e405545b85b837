import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

/** An opened AAR: Android's package of classes, resources, native libraries, a manifest and rules for shrinking. */
class Aar {
    final File folder

    private Aar(File folder) {
        this.folder = folder
    }

    /** Opens one into a folder named after its sum, if it isn't open yet, and compiles its resources. */
    static Aar open(artifact, String sum, File into) {
        def aar = new Aar(new File(into, "${artifact.artifactId}-${artifact.version}-${sum.take(12)}"))
        Tools.unlessDone(new File(aar.folder, '.opened'), sum) {
            aar.folder.deleteDir()
            aar.unpack(artifact.file)
            if (aar.resources.list()) {
                Tools.run(['aapt2', 'compile', '--dir', aar.resources, '-o', aar.compiledResources])
            }
        }
        aar
    }

    static Aar opened(String folder) {
        new Aar(new File(folder))
    }

    File getClasses() { new File(folder, 'classes.jar') }

    File getManifest() { new File(folder, 'AndroidManifest.xml') }

    File getResources() { new File(folder, 'res') }

    File getCompiledResources() { new File(folder, 'res.zip') }

    File getAssets() { new File(folder, 'assets') }

    File getNativeLibraries() { new File(folder, 'jni') }

    /** What R8 must know, as the package's authors wrote it. */
    File getShrinkRules() { new File(folder, 'proguard.txt') }

    /** Whether its classes look resources up, and so need an R class of their own. */
    boolean isUsingResources() {
        def symbols = new File(folder, 'R.txt')
        symbols.exists() && symbols.length() > 0
    }

    String getNamespace() {
        new groovy.xml.XmlSlurper().parse(manifest).@package.text()
    }

    private void unpack(File archive) {
        new ZipFile(archive).withCloseable { zip ->
            zip.entries().findAll { !it.directory }.each { entry ->
                def file = new File(folder, entry.name).canonicalFile
                if (!file.toPath().startsWith(folder.canonicalFile.toPath())) {
                    throw new IllegalStateException("${archive.name} wants to write outside its folder")
                }
                file.parentFile.mkdirs()
                file.bytes = zip.getInputStream(entry).bytes
            }
        }
        addToClasses(Tools.filesIn(new File(folder, 'libs')))
    }

    /** A few AARs bring part of their classes in jars of their own. */
    private void addToClasses(List<File> jars) {
        if (!jars) return
        def whole = new File(folder, 'classes-whole.jar')
        new ZipOutputStream(whole.newOutputStream()).withCloseable { out ->
            def written = [] as Set
            ([classes] + jars).each { jar ->
                new ZipFile(jar).withCloseable { zip ->
                    zip.entries().findAll { written.add(it.name) }.each { entry ->
                        out.putNextEntry(new ZipEntry(entry.name))
                        out << zip.getInputStream(entry)
                    }
                }
            }
        }
        whole.renameTo(classes)
    }
}
