/** Holds what Maven resolved against dependencies.lock. */
class Lock {
    /** Answers the SHA-256 of each artifact by its id; fails if one is missing, changed or not in the lock. */
    static Map<String, String> verify(File lock, Collection artifacts) {
        def expected = [:]
        lock.eachLine { line ->
            def entry = line =~ /^\w+ +([^:]+:[^:]+):([^@]+)@(\S+) sha256:(\w{64})$/
            if (entry) expected["${entry[0][1]}:${entry[0][3]}:${entry[0][2]}".toString()] = entry[0][4]
        }
        def sums = artifacts.collectEntries { [it.id, sumOf(it.file)] }
        def wrong = (expected.keySet() + sums.keySet()).findAll { expected[it] != sums[it] }
        if (wrong) {
            throw new IllegalStateException("not as in ${lock.name}: ${wrong.join(', ')}")
        }
        sums
    }

    private static String sumOf(File file) {
        def digest = java.security.MessageDigest.getInstance('SHA-256')
        file.eachByte(1 << 16) { bytes, length -> digest.update(bytes, 0, length) }
        digest.digest().encodeHex()
    }
}
