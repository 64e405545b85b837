import com.android.tools.r8.ClassFileResourceProvider
import com.android.tools.r8.CompilationMode
import com.android.tools.r8.D8
import com.android.tools.r8.D8Command
import com.android.tools.r8.JdkClassFileProvider
import com.android.tools.r8.OutputMode
import com.android.tools.r8.R8
import com.android.tools.r8.R8Command

/** From Java's class files to Android's dex. */
class Dex {
    /** As it is, quickly: what doesn't change from build to build, the libraries, is translated once. */
    static File translate(project, File own, Collection<File> jars, File out) {
        def libraries = new File(out, 'libraries.zip')
        Tools.unlessDone(new File(out, '.libraries'), Tools.sumOf(jars)) {
            // Nothing is missing between the libraries and our code: they don't know it.
            d8(project, jars, [], libraries) { intermediate = true }
        }
        def code = new File(out, 'code.zip')
        def classes = Tools.filesIn(own).findAll { it.name.endsWith('.class') }
        d8(project, classes + libraries, jars, code) {}
        code
    }

    private static void d8(project, Collection<File> programs, Collection<File> classpath, File to, Closure more) {
        def command = D8Command.builder()
            .setMode(CompilationMode.DEBUG)
            .setMinApiLevel(project.properties['android.minSdk'] as int)
            .addLibraryFiles([android(project)])
            .addLibraryResourceProvider(java())
            .addClasspathFiles(classpath*.toPath())
            .addProgramFiles(programs*.toPath())
            .setOutput(to.toPath(), OutputMode.DexIndexed)
        command.with(more)
        D8.run(command.build())
    }

    /** Shrunk and optimised: what nothing can reach is left out, by the rules of all who made a part of it. */
    static File shrink(project, File own, Collection<File> jars, List<Aar> aars, File out) {
        def classes = new File(out, 'own.jar')
        new groovy.ant.AntBuilder().jar(destfile: classes, basedir: own)
        def code = new File(out, 'code-shrunk.zip')
        def rules = aars*.shrinkRules.findAll { it.exists() } +
            new File(out, 'manifest-rules.pro') + new File(project.basedir, 'shrink-rules.pro')
        R8.run(R8Command.builder()
            .setMode(CompilationMode.RELEASE)
            .setMinApiLevel(project.properties['android.minSdk'] as int)
            .addLibraryFiles([android(project)])
            .addLibraryResourceProvider(java())
            .addProgramFiles(([classes] + jars)*.toPath())
            .addProguardConfigurationFiles(rules*.toPath())
            .setProguardMapOutputPath(new File(project.build.directory, 'renamed.txt').toPath())
            .setOutput(code.toPath(), OutputMode.DexIndexed, true)
            .build())
        code
    }

    /** Robolectric's Android lacks java.*, for which it takes what it runs on. */
    private static ClassFileResourceProvider java() {
        JdkClassFileProvider.fromSystemJdk()
    }

    private static android(project) {
        project.artifacts.find { it.artifactId == 'android-all' }.file.toPath()
    }
}
