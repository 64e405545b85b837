package vn.langnghe.kit.support

import java.net.HttpURLConnection.HTTP_OK
import java.net.HttpURLConnection.HTTP_SEE_OTHER
import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublisher
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers

private const val PHOTOGRAPHS = "photographs"
private val CHOICE = Regex("type=\"(?:radio|checkbox)\"")
private val CHOSEN = Regex("\\bchecked\\b")

/** What an officer fills in who has nothing particular to say. */
private val USUALLY =
    mapOf(
        "cause" to "Hư hỏng lâu ngày",
        "remedy" to "lasting",
        "without_photograph" to "Đã xem tại chỗ",
        "belongs" to "Ủy ban nhân dân xã bên",
    )

/** An officer at the console, who sends its forms as a browser without scripts would. */
internal class Officer(
    private val server: String,
) {
    private class Form(
        val action: String,
        /** What it sends as it is. */
        val fields: Map<String, String>,
        /** The names of all that can be filled in or chosen. */
        val names: Set<String>,
        /** What its buttons do, and everything else that stands in it. */
        val inside: String,
    )

    private val client = HttpClient.newHttpClient()
    private val cookies = LinkedHashMap<String, String>()

    fun signIn(
        name: String,
        password: String,
    ) {
        val form = forms("/console/sign-in").first { "password" in it.fields }
        send(form, mapOf("name" to name, "password" to password))
    }

    /** The addresses of the cases that the officer sees. */
    fun cases(): List<String> =
        Regex("href=\"(/console/cases/[0-9a-f-]{36})\"")
            .findAll(page("/console/cases"))
            .map { it.groupValues[1] }
            .distinct()
            .toList()

    /** Takes a step that the case's page offers, with the words that it asks for. */
    fun takeStep(
        case: String,
        step: String,
        text: String = "",
    ) = fillIn(case, step, if (text.isEmpty()) emptyMap() else mapOf("text" to text))

    /** Takes a step with words and with photographs, which the case's page must offer to choose. */
    fun takeStepWith(
        case: String,
        step: String,
        text: String,
        photographs: List<ByteArray>,
    ) = fillIn(case, step, mapOf("text" to text), photographs)

    /**
     * Takes a step with each of these fields filled in, which its form must have. What the form must have besides
     * is filled in as officers mostly do.
     */
    fun fillIn(
        case: String,
        step: String,
        fields: Map<String, String>,
        photographs: List<ByteArray> = emptyList(),
    ) {
        val form = forms(case).firstOrNull { it.fields["do"] == step } ?: error("$case offers no $step")
        val named = fields.keys + if (photographs.isEmpty()) emptySet() else setOf(PHOTOGRAPHS)
        check(form.names.containsAll(named)) { "$step on $case asks for ${form.names}, not for all of $named" }
        val filledIn = USUALLY.filterKeys(form.names::contains) + fields
        if (photographs.isEmpty()) return send(form, filledIn)
        val body = Parts()
        (form.fields - PHOTOGRAPHS + filledIn).forEach(body::field)
        photographs.forEach { body.file(PHOTOGRAPHS, it) }
        send(form, Parts.MEDIA_TYPE, BodyPublishers.ofByteArray(body.whole()))
    }

    /** Presses the first button on a page that does this and says that it is about [about]. */
    fun press(
        path: String,
        what: String,
        about: String,
    ) {
        val form = forms(path).firstOrNull { """name="do" value="$what"""" in it.inside && about in it.inside }
        send(form ?: error("$path has no button $what about $about"), mapOf("do" to what))
    }

    /** What was answered to the questions of a case's category, as its page tells it. */
    fun answersOn(case: String): List<Pair<String, String>> {
        val list = Regex("<dl class=\"answers\">(.*?)</dl>", RegexOption.DOT_MATCHES_ALL).find(page(case))
        return list
            ?.run { groupValues[1].split("<dt>").drop(1) }
            .orEmpty()
            .map { answer ->
                val said = Regex("<dd[^>]*>([^<]*)</dd>").findAll(answer).joinToString { it.groupValues[1] }
                answer.substringBefore("</dt>") to said
            }
    }

    /** The public reference on a case's page. */
    fun referenceOf(case: String): String =
        Regex("LN-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}").find(page(case))?.value ?: error("$case has no reference")

    fun page(path: String): String {
        val answer = ask(HttpRequest.newBuilder().GET(), path)
        check(answer.statusCode() == HTTP_OK) { "$path answered ${answer.statusCode()}" }
        return answer.body()
    }

    private fun forms(path: String): List<Form> =
        Regex("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", RegexOption.DOT_MATCHES_ALL)
            .findAll(page(path))
            .map { form -> form.groupValues[2].let { Form(form.groupValues[1], fields(it), names(it), it) } }
            .toList()

    private fun send(
        form: Form,
        filledIn: Map<String, String>,
    ) {
        val body =
            (form.fields - PHOTOGRAPHS + filledIn).entries.joinToString(
                "&",
            ) { (name, value) -> "${name.encoded()}=${value.encoded()}" }
        send(form, "application/x-www-form-urlencoded", BodyPublishers.ofString(body))
    }

    private fun send(
        form: Form,
        mediaType: String,
        body: BodyPublisher,
    ) {
        val request = HttpRequest.newBuilder().POST(body).header("content-type", mediaType)
        val answer = ask(request, form.action)
        check(answer.statusCode() == HTTP_SEE_OTHER) { "${form.action} answered ${answer.statusCode()}" }
    }

    private fun ask(
        request: HttpRequest.Builder,
        path: String,
    ): HttpResponse<String> {
        if (cookies.isNotEmpty()) {
            request.header(
                "cookie",
                cookies.entries.joinToString("; ") { "${it.key}=${it.value}" },
            )
        }
        val answer = client.send(request.uri(URI("$server$path")).build(), BodyHandlers.ofString())
        for (cookie in answer.headers().allValues("set-cookie")) {
            val (name, value) = cookie.substringBefore(';').split('=', limit = 2)
            cookies[name] = value
        }
        return answer
    }
}

private fun names(form: String): Set<String> =
    Regex("<(?:input|textarea|select)[^>]*>").findAll(form).mapNotNull { it.value.attribute("name") }.toSet()

private fun fields(form: String): Map<String, String> =
    Regex("<(?:input|textarea)[^>]*>")
        .findAll(form)
        .filterNot { CHOICE.containsMatchIn(it.value) && !CHOSEN.containsMatchIn(it.value) }
        .mapNotNull { tag -> tag.value.attribute("name")?.let { it to tag.value.attribute("value").orEmpty() } }
        .toMap()

private fun String.attribute(name: String): String? =
    Regex("\\b$name=\"([^\"]*)\"")
        .find(this)
        ?.groupValues
        ?.get(1)
        ?.replace("&quot;", "\"")
        ?.replace("&amp;", "&")

private fun String.encoded(): String = URLEncoder.encode(this, Charsets.UTF_8)
