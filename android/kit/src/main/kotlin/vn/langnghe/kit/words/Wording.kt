package vn.langnghe.kit.words

import vn.langnghe.core.EmergencyView
import vn.langnghe.core.WhereaboutsView
import vn.langnghe.core.Words
import vn.langnghe.kit.screen.EmergencyNumber
import vn.langnghe.texts.Language
import vn.langnghe.texts.Texts

/** What people read, in one language. */
internal class Wording(
    val language: Language,
) {
    val texts = Texts(language)

    /** What the core says in both languages. */
    operator fun invoke(words: Words): String =
        when (language) {
            Language.VIETNAMESE -> words.vi
            Language.ENGLISH -> words.en
        }

    fun emergency(services: List<EmergencyView>): List<EmergencyNumber> =
        services.map { EmergencyNumber(it.number, invoke(it.name)) }

    fun where(whereabouts: WhereaboutsView): String =
        when (whereabouts) {
            is WhereaboutsView.Commune -> whereabouts.name
            is WhereaboutsView.Outside -> texts.kit.outside(whereabouts.nearest)
            WhereaboutsView.Unknown -> texts.kit.noPlace
        }
}
