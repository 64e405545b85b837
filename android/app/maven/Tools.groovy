/** What the steps of the build share. */
class Tools {
    /** What the pom says, and before it what the command line says. */
    static Properties settings(project, session) {
        new Properties(project.properties).tap { putAll(session.userProperties) }
    }

    /** Runs a program; its output is shown only if it fails. */
    static String run(List command) {
        def process = new ProcessBuilder(command*.toString()).redirectErrorStream(true).start()
        def output = process.inputStream.text
        if (process.waitFor() != 0) {
            throw new IllegalStateException("${command.take(2).join(' ')} failed:\n$output")
        }
        output
    }

    /** Leaves a file that is right already as it is, so that what depends on it need not be made anew. */
    static void writeIfChanged(File file, String text) {
        if (!file.exists() || file.text != text) {
            file.parentFile.mkdirs()
            file.text = text
        }
    }

    /** All files below a folder, in an order that doesn't depend on the disk. */
    static List<File> filesIn(File folder) {
        def files = []
        if (folder.directory) folder.eachFileRecurse(groovy.io.FileType.FILES) { files << it }
        files.sort { it.path }
    }

    /** A sum over names and contents: the same sum, the same input. */
    static String sumOf(Collection<File> files, String more = '') {
        def digest = java.security.MessageDigest.getInstance('SHA-256')
        files.each { digest.update(it.path.bytes); digest.update(it.bytes) }
        digest.update(more.bytes)
        digest.digest().encodeHex()
    }

    /** Does something only if its input isn't that of the last time. */
    static void unlessDone(File stamp, String sum, Closure work) {
        if (stamp.exists() && stamp.text == sum) return
        stamp.delete()
        work()
        stamp.parentFile.mkdirs()
        stamp.text = sum
    }
}
