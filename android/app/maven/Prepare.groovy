/**
 * Makes an Android project of a Maven project, before anything is compiled:
 *
 *   1. holds every package against dependencies.lock;
 *   2. opens the AARs, and puts their classes on Maven's classpath in their place;
 *   3. merges the manifests;
 *   4. compiles and links the resources, which also makes the R classes;
 *   5. tells Robolectric where manifest and resources are.
 *
 * Everything lands in target/android. An AAR is opened once for its SHA-256 and never again.
 */
class Prepare {
    static void run(project, session, log) {
        def out = new File(project.build.directory, 'android')
        def sums = Lock.verify(new File(project.basedir, 'dependencies.lock'), project.artifacts)

        def aars = project.artifacts.findAll { it.type == 'aar' }.collectEntries { artifact ->
            [artifact, Aar.open(artifact, sums[artifact.id], new File(out, 'aar'))]
        }
        // The common part of what is published for several platforms has no classes.
        aars.findAll { artifact, aar -> aar.classes.exists() }.each { artifact, aar ->
            artifact.file = aar.classes
            artifact.artifactHandler.addedToClasspath = true
        }
        // What only tests need brings classes, but nothing of it is part of the app.
        def shipped = aars.findAll { artifact, aar -> artifact.scope == 'compile' }.values().toList()

        def manifest = Manifest.merge(project, shipped, new File(out, 'AndroidManifest.xml'), log)
        def resources = Resources.build(project, Tools.settings(project, session), manifest, shipped, out)
        project.addCompileSourceRoot(resources.sources.path)
        configureRobolectric(project, manifest, resources.linked, new File(out, 'robolectric'))

        new File(out, 'shipped-aars').text = shipped*.folder*.path.join('\n')
        log.info("${project.artifacts.size()} packages as locked, ${shipped.size()} AARs in the app")
    }

    private static void configureRobolectric(project, File manifest, File linked, File folder) {
        def config = new File(folder, 'com/android/tools/test_config.properties')
        config.parentFile.mkdirs()
        Tools.writeIfChanged(config, """\
            android_merged_manifest=$manifest
            android_resource_apk=$linked
            android_custom_package=${project.properties['app.namespace']}
            """.stripIndent())
    }
}
