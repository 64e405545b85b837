package vn.langnghe.app.journey

import android.database.Cursor
import android.os.Bundle
import android.os.Parcel
import androidx.room.RoomDatabase
import java.io.File
import java.nio.file.Files
import java.nio.file.NoSuchFileException

/** What Android would write to its disk for this. */
internal fun Bundle.written(): ByteArray {
    val parcel = Parcel.obtain()
    try {
        parcel.writeBundle(this)
        return parcel.marshall()
    } finally {
        parcel.recycle()
    }
}

/** Everything in a database. */
internal fun RoomDatabase.written(): ByteArray {
    val tables = rows("SELECT name FROM sqlite_master WHERE type = 'table'").flatten()
    val all = tables.flatMap { table -> rows("SELECT * FROM `$table`") }
    return all.joinToString("\n").toByteArray(Charsets.ISO_8859_1)
}

private fun RoomDatabase.rows(query: String): List<List<String>> =
    openHelper.readableDatabase.query(query).use { cursor ->
        generateSequence { cursor.takeIf(Cursor::moveToNext) }
            .map { row -> (0 until row.columnCount).map(row::asText) }
            .toList()
    }

/** Bytes as they are: one character each. */
private fun Cursor.asText(column: Int): String =
    when (getType(column)) {
        Cursor.FIELD_TYPE_NULL -> ""
        Cursor.FIELD_TYPE_BLOB -> String(getBlob(column), Charsets.ISO_8859_1)
        else -> getString(column)
    }

/** All files below a folder. */
internal fun File.files(): List<File> = walk().filter(File::isFile).toList()

/** What is in a file; nothing, if it was let go of meanwhile, as a database's are when it is closed. */
internal fun File.content(): ByteArray =
    try {
        Files.readAllBytes(toPath())
    } catch (_: NoSuchFileException) {
        ByteArray(0)
    }

/** Whether words are in there, however Android or Java write them. */
internal fun ByteArray.says(words: String): Boolean =
    listOf(Charsets.UTF_8, Charsets.UTF_16LE, Charsets.UTF_16BE).any { contains(words.toByteArray(it)) }

internal fun ByteArray.contains(part: ByteArray): Boolean =
    (0..size - part.size).any { at -> part.indices.all { this[at + it] == part[it] } }
