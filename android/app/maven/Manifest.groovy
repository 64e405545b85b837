import com.android.manifmerger.ManifestMerger2
import com.android.manifmerger.ManifestSystemProperty
import com.android.manifmerger.MergingReport
import com.android.utils.ILogger

import static com.android.manifmerger.ManifestMerger2.Invoker.Feature.MAKE_AAPT_SAFE
import static com.android.manifmerger.ManifestMerger2.Invoker.Feature.REMOVE_TOOLS_DECLARATIONS

/** The app's manifest with those of its libraries, merged by the tool that Google's own build uses. */
class Manifest {
    static File merge(project, List<Aar> aars, File merged, log) {
        def invoker = ManifestMerger2.newMerger(
            new File(project.basedir, 'src/main/AndroidManifest.xml'), quietly(log), ManifestMerger2.MergeType.APPLICATION)
        aars.each { invoker.addLibraryManifest(it.folder.name, it.manifest) }
        def properties = project.properties
        def report = invoker
            .setNamespace(properties['app.namespace'])
            .setOverride(ManifestSystemProperty.Document.PACKAGE, properties['app.id'])
            .setOverride(ManifestSystemProperty.Manifest.VERSION_CODE, properties['app.versionCode'])
            .setOverride(ManifestSystemProperty.Manifest.VERSION_NAME, project.version)
            .setOverride(ManifestSystemProperty.UsesSdk.MIN_SDK_VERSION, properties['android.minSdk'])
            .setOverride(ManifestSystemProperty.UsesSdk.TARGET_SDK_VERSION, properties['android.targetSdk'])
            .withFeatures(MAKE_AAPT_SAFE, REMOVE_TOOLS_DECLARATIONS)
            .merge()
        if (!report.result.success) {
            throw new IllegalStateException("manifests don't merge:\n${report.loggingRecords.join('\n')}")
        }
        Tools.writeIfChanged(merged, report.getMergedDocument(MergingReport.MergedManifestKind.MERGED))
        merged
    }

    private static ILogger quietly(log) {
        [
            info: { String text, Object[] arguments -> },
            verbose: { String text, Object[] arguments -> },
            warning: { String text, Object[] arguments -> log.warn(text) },
            error: { Throwable cause, String text, Object[] arguments -> log.error(text ?: '', cause) },
        ] as ILogger
    }
}
