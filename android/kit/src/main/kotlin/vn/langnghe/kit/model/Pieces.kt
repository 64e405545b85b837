package vn.langnghe.kit.model

import vn.langnghe.core.PhotoSource

/** A photograph in memory, which the core takes in pieces. */
internal class Pieces(
    private val jpeg: ByteArray,
) : PhotoSource {
    private var taken = 0

    override fun read(most: UInt): ByteArray {
        val end = minOf(jpeg.size.toLong(), taken + most.toLong()).toInt()
        return jpeg.copyOfRange(taken, end).also { taken = end }
    }
}
