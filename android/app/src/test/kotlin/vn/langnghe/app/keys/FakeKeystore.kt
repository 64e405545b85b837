package vn.langnghe.app.keys

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import org.junit.rules.ExternalResource
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.ProviderException
import java.security.SecureRandom
import java.security.Security
import java.security.UnrecoverableKeyException
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/**
 * Stands in the Android Keystore's place, which there is only on phones: the same provider's name,
 * keys by alias, and the exceptions that real ones throw. The cipher is Java's own.
 */
class FakeKeystore : ExternalResource() {
    override fun before() {
        keys.clear()
        trouble = null
        Security.addProvider(FakeProvider())
    }

    override fun after() = Security.removeProvider(NAME)

    /** As after a factory reset, or on another phone. */
    fun wipe() = keys.clear()

    /** As when somebody else's screen lock is set up. */
    fun invalidate() {
        trouble = UnrecoverableKeyException("vendor's words").apply { initCause(KeyPermanentlyInvalidatedException()) }
    }

    /** As when the phone's security chip is busy. */
    fun fail() {
        trouble = ProviderException("vendor's words")
    }

    fun recover() {
        trouble = null
    }

    val sizes: List<Int> get() = keys.values.map { it.encoded.size * Byte.SIZE_BITS }

    private class FakeProvider : Provider(NAME, "1", "for tests") {
        init {
            put("KeyStore.AndroidKeyStore", FakeKeyStoreSpi::class.java.name)
            put("KeyGenerator.AES", FakeKeyGeneratorSpi::class.java.name)
        }
    }

    class FakeKeyGeneratorSpi : KeyGeneratorSpi() {
        private lateinit var wanted: KeyGenParameterSpec

        override fun engineInit(
            params: AlgorithmParameterSpec,
            random: SecureRandom?,
        ) {
            wanted = params as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            check(!wanted.isUserAuthenticationRequired) { "a report must leave while nobody looks" }
            val generator = KeyGenerator.getInstance("AES", "SunJCE").apply { init(wanted.keySize) }
            return generator.generateKey().also { keys[wanted.keystoreAlias] = it }
        }

        override fun engineInit(random: SecureRandom?) = error("not asked for")

        override fun engineInit(
            keysize: Int,
            random: SecureRandom?,
        ) = error("not asked for")
    }

    class FakeKeyStoreSpi : KeyStoreSpi() {
        override fun engineLoad(
            stream: InputStream?,
            password: CharArray?,
        ) = Unit

        override fun engineGetKey(
            alias: String,
            password: CharArray?,
        ): Key? {
            trouble?.let { throw it }
            return keys[alias]
        }

        override fun engineDeleteEntry(alias: String) {
            keys.remove(alias)
        }

        override fun engineContainsAlias(alias: String) = alias in keys

        override fun engineIsKeyEntry(alias: String) = alias in keys

        override fun engineSize() = keys.size

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

        override fun engineGetCreationDate(alias: String) = Date(0)

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCertificateAlias(cert: Certificate): String? = null

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineIsCertificateEntry(alias: String) = false

        override fun engineSetCertificateEntry(
            alias: String,
            cert: Certificate,
        ) = error("not asked for")

        override fun engineSetKeyEntry(
            alias: String,
            key: ByteArray,
            chain: Array<Certificate>?,
        ) = error("not asked for")

        override fun engineSetKeyEntry(
            alias: String,
            key: Key,
            password: CharArray?,
            chain: Array<Certificate>?,
        ) = error("not asked for")

        override fun engineStore(
            stream: OutputStream?,
            password: CharArray?,
        ) = error("not asked for")
    }

    private companion object {
        const val NAME = "AndroidKeyStore"
        val keys = mutableMapOf<String, SecretKey>()
        var trouble: Exception? = null
    }
}
