package vn.langnghe.app.platform

import vn.langnghe.app.keys.KeyReading
import vn.langnghe.app.keys.WrapFailure
import vn.langnghe.app.keys.WrappedKeyStore
import vn.langnghe.core.KeyStorage
import vn.langnghe.core.PortFailure
import java.io.IOException

/** The wrapped keys, as the core asks for them. */
class AndroidKeys(
    private val store: WrappedKeyStore,
) : KeyStorage {
    override fun keys(): List<ByteArray> =
        when (val reading = read()) {
            is KeyReading.Kept -> reading.keys
            is KeyReading.Lost -> throw PortFailure.Lost()
            is KeyReading.Unavailable -> throw PortFailure.Unavailable().initCause(reading.cause)
        }

    override fun keep(key: ByteArray) = changing { store.keep(key) }

    override fun forgetOlder() = changing { store.forgetOlder() }

    private fun read(): KeyReading =
        try {
            store.read()
        } catch (failure: IOException) {
            KeyReading.Unavailable(failure)
        }

    private fun changing(change: () -> Unit) {
        try {
            change()
        } catch (failure: WrapFailure) {
            throw PortFailure.Unavailable().initCause(failure)
        } catch (failure: IOException) {
            throw PortFailure.Unavailable().initCause(failure)
        }
    }
}
