package vn.langnghe.ui

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import vn.langnghe.kit.screen.CommuneShape
import vn.langnghe.kit.screen.MapPoint
import java.io.File

/** The communes of Bắc Ninh as the core's data draws them. */
object SampleMap {
    private val topology: JsonNode =
        ObjectMapper().readTree(File(projectRoot, "core/places/data/bac-ninh/communes-20pct.topojson"))
    private val scale = topology["transform"]["scale"].map { it.asDouble() }
    private val origin = topology["transform"]["translate"].map { it.asDouble() }

    /** Each arc's points; the first is where it begins, the others are steps from the one before. */
    private val arcs =
        topology["arcs"].map { arc ->
            arc
                .runningFold(0 to 0) { (x, y), step -> x + step[0].asInt() to y + step[1].asInt() }
                .drop(1)
                .map { (x, y) -> MapPoint(lat = y * scale[1] + origin[1], lon = x * scale[0] + origin[0]) }
        }

    val communes: List<CommuneShape> =
        topology["objects"].single()["geometries"].map { geometry ->
            val polygons =
                if (geometry["type"].asText() ==
                    "Polygon"
                ) {
                    listOf(geometry["arcs"])
                } else {
                    geometry["arcs"].toList()
                }
            CommuneShape(
                geometry["properties"]["code"].asText(),
                geometry["properties"]["name"].asText(),
                polygons.flatten().map(::ring),
            )
        }

    /** Arcs end to end; a number below nothing is an arc taken backwards. */
    private fun ring(numbers: JsonNode) =
        numbers.flatMap {
            val number = it.asInt()
            if (number >= 0) arcs[number] else arcs[number.inv()].asReversed()
        }
}
