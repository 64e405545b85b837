package vn.langnghe.ui

import com.fasterxml.jackson.databind.ObjectMapper
import org.junit.Assert.assertEquals
import org.junit.Test
import vn.langnghe.ui.icons.pictogramCodes
import java.io.File

class PictogramTest {
    @Test
    fun `every category of the catalogue has a picture of its own`() {
        val catalogue = ObjectMapper().readTree(File(projectRoot, "core/places/data/catalogue.json"))
        assertEquals(catalogue["categories"].map { it["code"].asText() }.toSet(), pictogramCodes)
    }
}
