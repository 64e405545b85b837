package vn.langnghe.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextRange
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.TextFieldValue
import androidx.compose.ui.unit.dp
import vn.langnghe.ui.icons.Sign
import vn.langnghe.ui.theme.Look

/**
 * A field to write in, with its name above it.
 *
 * What is typed is kept here and told to [onChange]; a text that comes from elsewhere, such as the
 * ready sentence, replaces it. So a slow store can't make letters jump, and Telex, which rewrites
 * the letters before it, is never interrupted.
 */
@Composable
fun Field(
    text: String,
    onChange: (String) -> Unit,
    label: String,
    modifier: Modifier = Modifier,
    hint: String? = null,
    lines: Int = 1,
    sign: ImageVector? = null,
    keyboard: KeyboardType = KeyboardType.Text,
) {
    var typed by rememberSaveable(stateSaver = TextFieldValue.Saver) { mutableStateOf(TextFieldValue(text)) }
    val told = remember { Told() }
    LaunchedEffect(text) {
        if (!told.echoes(text) && text != typed.text) typed = TextFieldValue(text, TextRange(text.length))
    }
    Column(modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
        // The field itself says its name; read twice, it would only be in the way.
        Text(label, Modifier.clearAndSetSemantics {}, style = Look.type.smallStrong)
        OutlinedTextField(
            typed,
            onValueChange = {
                val changed = it.text != typed.text
                typed = it
                if (changed) {
                    told.add(it.text)
                    onChange(it.text)
                }
            },
            modifier = Modifier.fillMaxWidth().heightIn(min = 56.dp).semantics { contentDescription = label },
            textStyle = Look.type.body,
            placeholder = hint?.let { { Text(it, color = Look.palette.inkSoft, style = Look.type.body) } },
            leadingIcon = sign?.let { { Sign(it) } },
            singleLine = lines == 1,
            minLines = lines,
            shape = MaterialTheme.shapes.medium,
            keyboardOptions = KeyboardOptions(KeyboardCapitalization.Sentences, keyboardType = keyboard),
            colors =
                OutlinedTextFieldDefaults.colors(
                    focusedContainerColor = Look.palette.card,
                    unfocusedContainerColor = Look.palette.card,
                    unfocusedBorderColor = Look.palette.edge,
                ),
        )
    }
}

/** What was told and has not come back yet. */
private class Told {
    private val waiting = ArrayDeque<String>()

    fun add(text: String) {
        waiting += text
    }

    /** Whether [text] is what was told; what was told before it won't come any more. */
    fun echoes(text: String): Boolean {
        val at = waiting.lastIndexOf(text)
        if (at < 0) return false
        repeat(at + 1) { waiting.removeFirst() }
        return true
    }
}
