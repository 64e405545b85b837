//! Every text of the console, from two catalogues (`texts/console.vi.json`, `.en.json`).
//!
//! Both are read into one type: a key that is missing in a language, or left over in one, fails
//! the test below before anybody sees a page. Words that phone and console share (the names of
//! a case's states) come from [`langnghe_wire::words`], so that both call a thing by one name.

use std::{fmt::Display, sync::LazyLock};

use langnghe_wire::words::Language;
use serde::Deserialize;

/// Declares the shape of a catalogue: groups of texts.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $group:ident: $name:ident { $($key:ident),* $(,)? })*) => {
        /// The console in one language.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Texts {
            $(pub(super) $group: $name,)*
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(super) struct $name {
                $(pub(super) $key: String,)*
            }
        )*
    };
}

catalogue! {
    /// What stands around every page.
    frame: FrameTexts { product, place, skip, sign_out, other_language, foot }
    /// Who is signed in.
    roles: RoleTexts { officer, coordinator, admin, every_unit }
    /// The way in and out.
    sign_in: SignInTexts {
        title, lead, name, password, submit, failed, throttled, signed_out, expired,
    }
    /// The list of cases.
    list: ListTexts {
        title, filter, open, late, all, counted, counted_pages, photographs, came,
        without_words, pages, previous, next, empty_open, empty_open_more,
        empty_other, see_open,
    }
    /// Deadlines in words.
    clocks: ClockTexts {
        title, intake, resolution, left, late, kept, until, was, basis, day, days, hour, hours,
        minute, minutes, moment,
    }
    /// One case.
    case: CaseTexts {
        back, reference, said, without_words, noticed, received, photographs,
        photographs_counted, photograph, photograph_open, photograph_choose,
        photograph_missing, photographs_wait, photographs_none, results, result, result_open, place, point, accuracy,
        without_point, map, map_with_point, steps, steps_none, reply, reply_text, reply_hint,
        reply_send, note, note_text, note_hint, note_save, supporters,
    }
    /// What can be done to it, and what a page says once it is done.
    actions: ActionTexts {
        accept, accept_done, refuse, refuse_done, refuse_label, refuse_hint, refuse_send, start,
        start_done, ask, ask_done, ask_label, ask_hint, ask_send, resolve, resolve_done,
        resolve_label, resolve_hint, resolve_send, resolve_photographs, resolve_photographs_hint,
        reply_done, note_done,
    }
    /// What happened to it.
    history: HistoryTexts {
        title, citizen, system, someone, received, photograph, status, status_shown, reply, note, clocks,
        said, attached, supported, rated, contact,
    }
    /// Two officers at once.
    conflict: ConflictTexts {
        title, happened, safe, way_out, wrote, again, no_longer, see,
    }
    /// What a form still lacks.
    needs: NeedsTexts {
        title, empty, too_long, photographs_many, photograph_large, photograph_unreadable,
        choose_again,
    }
    /// Pages that aren't what was asked for.
    errors: ErrorTexts {
        forbidden, forbidden_more, not_found, not_found_more, method, method_more, too_large,
        too_large_more, malformed, malformed_more, internal, internal_more, to_list,
    }
}

static VIETNAMESE: LazyLock<Texts> =
    LazyLock::new(|| parse(include_str!("../../texts/console.vi.json")));
static ENGLISH: LazyLock<Texts> =
    LazyLock::new(|| parse(include_str!("../../texts/console.en.json")));

fn parse(json: &str) -> Texts {
    serde_json::from_str(json).expect("the catalogue is compiled in, and a test reads it")
}

/// The texts in a language.
pub(super) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

/// Puts values in the place of `{name}`s.
///
/// One pass over the text: what is put in is never searched again, so a citizen's braces stay
/// braces.
pub(super) fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value.to_string(), behind))
        });
        match named {
            Some((value, behind)) => {
                filled.push_str(&value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    type Raw = BTreeMap<String, BTreeMap<String, String>>;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn both_languages_are_whole_and_ask_for_the_same_values() {
        let (vi, en) = [
            include_str!("../../texts/console.vi.json"),
            include_str!("../../texts/console.en.json"),
        ]
        .map(|json| {
            parse(json);
            serde_json::from_str::<Raw>(json).unwrap()
        })
        .into();
        for (group, texts) in &vi {
            for (key, text) in texts {
                let other = &en[group][key];
                for text in [text, other] {
                    assert!(!text.trim().is_empty(), "{group}.{key} is empty");
                    assert!(
                        langnghe_wire::text::is_normalised(text),
                        "{group}.{key}: not in NFC"
                    );
                }
                assert_eq!(placeholders(text), placeholders(other), "{group}.{key}");
            }
        }
    }

    #[test]
    fn values_are_put_in_once_and_the_rest_stays() {
        let filled = fill("Ảnh {n}/{total} {x}", &[("n", &"{total}"), ("total", &3)]);
        assert_eq!(filled, "Ảnh {total}/3 {x}");
        assert_eq!(fill("{", &[]), "{");
    }
}
