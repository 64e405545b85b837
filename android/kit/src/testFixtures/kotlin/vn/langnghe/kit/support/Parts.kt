package vn.langnghe.kit.support

import java.io.ByteArrayOutputStream

/** A form with files, in parts (`multipart/form-data`), as a browser writes it. */
internal class Parts {
    private val bytes = ByteArrayOutputStream()

    fun field(
        name: String,
        value: String,
    ) = part("name=\"$name\"", value.toByteArray())

    fun file(
        name: String,
        jpeg: ByteArray,
    ) = part("name=\"$name\"; filename=\"a.jpg\"\r\ncontent-type: image/jpeg", jpeg)

    fun whole(): ByteArray {
        bytes.writeBytes("--$BOUNDARY--\r\n".toByteArray())
        return bytes.toByteArray()
    }

    private fun part(
        about: String,
        content: ByteArray,
    ) {
        bytes.writeBytes("--$BOUNDARY\r\ncontent-disposition: form-data; $about\r\n\r\n".toByteArray())
        bytes.writeBytes(content)
        bytes.writeBytes("\r\n".toByteArray())
    }

    companion object {
        private const val BOUNDARY = "----what-stands-between-parts"
        const val MEDIA_TYPE = "multipart/form-data; boundary=$BOUNDARY"
    }
}
