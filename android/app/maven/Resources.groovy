/** Compiles and links resources with aapt2: the app's own over the screens' and over those of its libraries. */
class Resources {
    /** An archive of manifest, resources and assets: an APK that lacks only its code. */
    final File linked
    /** R classes, as Java. */
    final File sources

    private Resources(File linked, File sources) {
        this.linked = linked
        this.sources = sources
    }

    static Resources build(project, Properties settings, File manifest, List<Aar> aars, File out) {
        def result = new Resources(new File(out, 'resources.apk'), new File(out, 'r'))
        def folders = [
            // The typeface of the screens.
            new File(project.basedir, '../ui/src/main/res').canonicalFile,
            new File(project.basedir, 'src/main/res'),
            sayWhatTheBuildSays(settings, new File(out, 'said-by-the-build')),
        ]
        def compiled = folders.indices.collect { new File(out, "own-resources-${it}.zip") }
        def command = linkCommand(project, manifest, aars, result, out)
        compiled.each { command += ['-R', it] }
        def sum = Tools.sumOf(folders.collectMany { Tools.filesIn(it) } + manifest, command.join('\n'))
        Tools.unlessDone(new File(out, '.linked'), sum) {
            result.sources.deleteDir()
            result.sources.mkdirs()
            [folders, compiled].transpose().each { folder, archive ->
                Tools.run(['aapt2', 'compile', '--dir', folder, '-o', archive])
            }
            Tools.run(command)
        }
        result
    }

    /** Resources whose values come from the command line; see langnghe.server in the pom. */
    private static File sayWhatTheBuildSays(Properties settings, File folder) {
        def server = settings.getProperty('langnghe.server', '')
        Tools.writeIfChanged(new File(folder, 'values/server.xml'), """\
            <?xml version="1.0" encoding="utf-8"?>
            <resources>
                <string name="server" translatable="false">${groovy.xml.XmlUtil.escapeXml(server)}</string>
            </resources>
            """.stripIndent())
        folder
    }

    private static List linkCommand(project, File manifest, List<Aar> aars, Resources result, File out) {
        def android = project.artifacts.find { it.artifactId == 'android-all' }.file
        // One R class for each library that asks for one, with the ids that they get in this app.
        def namespaces = aars.findAll { it.usingResources }*.namespace.unique()
        def command = [
            'aapt2', 'link', '-o', result.linked, '-I', android, '--manifest', manifest,
            '--java', result.sources, '--custom-package', project.properties['app.namespace'],
            '--extra-packages', namespaces.join(':'), '--non-final-ids',
            '--auto-add-overlay', '--no-version-vectors', '-c', 'vi,en',
            '--proguard', new File(out, 'manifest-rules.pro'),
        ]
        aars.findAll { it.assets.directory }.each { command += ['-A', it.assets] }
        aars.findAll { it.compiledResources.exists() }.each { command += ['-R', it.compiledResources] }
        command
    }
}
