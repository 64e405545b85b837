package vn.langnghe.app.keys

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * Wraps with an AES-256-GCM key that lives in the Android Keystore.
 *
 * It asks for no fingerprint and no unlocked screen: reports leave while the phone lies in a
 * pocket. What is wrapped looks like this: twelve bytes that are never used twice, then the
 * ciphertext with its tag.
 */
class KeystoreWrap(
    private val alias: String = "store-key-wrap",
) : KeyWrap {
    override fun wrap(secret: ByteArray): ByteArray =
        translating {
            val cipher = Cipher.getInstance(TRANSFORMATION)
            // The Keystore chooses the nonce itself, and would refuse one of ours.
            cipher.init(Cipher.ENCRYPT_MODE, present() ?: make())
            cipher.updateAAD(PURPOSE)
            cipher.iv + cipher.doFinal(secret)
        }

    override fun unwrap(wrapped: ByteArray): ByteArray =
        translating {
            val key = present() ?: throw WrapFailure.Lost(LossReason.MISSING)
            if (wrapped.size <= NONCE_BYTES) throw WrapFailure.Lost(LossReason.MISMATCH)
            val cipher = Cipher.getInstance(TRANSFORMATION)
            cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES))
            cipher.updateAAD(PURPOSE)
            cipher.doFinal(wrapped, NONCE_BYTES, wrapped.size - NONCE_BYTES)
        }

    override fun destroy() = translating { keystore().deleteEntry(alias) }

    private fun present(): SecretKey? = keystore().getKey(alias, null) as SecretKey?

    private fun make(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted =
            KeyGenParameterSpec
                .Builder(alias, purposes)
                .setKeySize(KEY_BITS)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE).run {
            init(wanted)
            generateKey()
        }
    }

    private fun keystore(): KeyStore = KeyStore.getInstance(KEYSTORE).apply { load(null) }

    /** Tells what is lost for good from what may work a minute later. */
    private inline fun <T> translating(work: () -> T): T =
        try {
            work()
        } catch (failure: GeneralSecurityException) {
            throw translated(failure)
        } catch (failure: ProviderException) {
            throw translated(failure)
        } catch (failure: IOException) {
            throw translated(failure)
        }

    private fun translated(failure: Exception): WrapFailure {
        // Vendors' key stores wrap the same trouble in different exceptions.
        val causes = generateSequence<Throwable>(failure) { it.cause }.take(CAUSES_LOOKED_AT).toList()
        return when {
            causes.any { it is KeyPermanentlyInvalidatedException } -> {
                WrapFailure.Lost(LossReason.INVALIDATED, failure)
            }

            causes.any { it is AEADBadTagException } -> {
                WrapFailure.Lost(LossReason.MISMATCH, failure)
            }

            else -> {
                WrapFailure.Unavailable(failure)
            }
        }
    }

    private companion object {
        const val KEYSTORE = "AndroidKeyStore"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
        const val CAUSES_LOOKED_AT = 8

        /** What else this key may be asked to wrap one day is no store's key. */
        val PURPOSE = "langnghe: key of the store, 1".toByteArray()
    }
}
