//! Every text that the server shows, from one catalogue a language: `texts/vi/*.ftl` and
//! `texts/en/*.ftl`, in the [Fluent](https://projectfluent.org) format.
//!
//! ```text
//! texts/vi/*.ftl ─▶ one bundle ─▶ Texts ─▶ a template: {{ frame.texts.list.title }}
//! texts/en/*.ftl ─▶ one bundle ─▶ Texts ─▶ fill(&texts.list.counted, &[("count", &n)])
//! ```
//!
//! [`groups`] declares which texts there are, so that a template that names one that doesn't exist
//! isn't compiled. A text that a language lacks, has left over, or that asks for other values
//! fails the tests below before anybody sees a page. Words that phone and server share (the names
//! of a case's states) come from [`langnghe_wire::words`], so that both call a thing by one name.

use std::{fmt, sync::LazyLock};

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};
use langnghe_wire::{Reference, words::Language};

/// A text without values is itself; one with values waits for them.
macro_rules! shape {
    () => { &'static str };
    ($($value:ident)+) => { Message };
}

/// Reads a text of that shape.
macro_rules! read {
    ($catalogue:ident, $id:expr) => { $catalogue.plain($id) };
    ($catalogue:ident, $id:expr, $($value:ident)+) => {
        $catalogue.message($id, &[$(stringify!($value)),+])
    };
}

/// Declares the groups of texts, and with each the files that hold it.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $group:ident: $name:ident {
        $($key:ident $(($($value:ident),+))?),* $(,)?
    })*) => {
        /// All texts in one language.
        #[derive(Debug)]
        pub(crate) struct Texts {
            $($(#[$doc])* pub(crate) $group: $name,)*
        }

        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub(crate) struct $name {
                $(pub(crate) $key: shape!($($($value)+)?),)*
            }
        )*

        impl Texts {
            pub(super) fn read(catalogue: &'static Catalogue) -> Self {
                Self {
                    $($group: $name {
                        $($key: read!(
                            catalogue,
                            concat!(stringify!($group), "-", stringify!($key))
                            $(, $($value)+)?
                        ),)*
                    },)*
                }
            }
        }

        /// A group's file in Vietnamese and in English.
        pub(super) const FILES: &[(&str, &str)] = &[$((
            include_str!(concat!("../../../texts/vi/", stringify!($group), ".ftl")),
            include_str!(concat!("../../../texts/en/", stringify!($group), ".ftl")),
        ),)*];

        /// Every text that is declared: its group, its key, the values it asks for.
        #[cfg(test)]
        pub(super) const DECLARED: &[(&str, &str, &[&str])] = &[$($((
            stringify!($group),
            stringify!($key),
            &[$($(stringify!($value)),+)?],
        ),)*)*];
    };
}

mod groups;

pub(crate) use groups::*;

static VIETNAMESE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::Vietnamese));
static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(Language::English));

/// The texts in a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    static IN_VIETNAMESE: LazyLock<Texts> = LazyLock::new(|| Texts::read(&VIETNAMESE));
    static IN_ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::read(&ENGLISH));
    match language {
        Language::Vietnamese => &IN_VIETNAMESE,
        Language::English => &IN_ENGLISH,
    }
}

/// One language's files, read together.
pub(super) struct Catalogue(FluentBundle<FluentResource>);

impl Catalogue {
    fn new(language: Language) -> Self {
        let code = match language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        };
        let mut bundle = FluentBundle::new_concurrent(vec![code.parse().expect("a language")]);
        // Values are short and in the page's own direction; the marks would get into names of
        // files and into what people copy.
        bundle.set_use_isolating(false);
        for (vietnamese, english) in FILES {
            let file = match language {
                Language::Vietnamese => vietnamese,
                Language::English => english,
            };
            // Whatever can't be parsed is missing, which a test reports by name.
            let resource = FluentResource::try_new((*file).to_owned())
                .unwrap_or_else(|(resource, _errors)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self(bundle)
    }

    fn plain(&'static self, key: &str) -> &'static str {
        self.message(key, &[]).format(None).leak()
    }

    fn message(&'static self, key: &str, values: &'static [&'static str]) -> Message {
        Message {
            id: key.replace('_', "-"),
            values,
            catalogue: self,
        }
    }
}

/// A text that lacks its values; [`fill`] puts them in.
pub(crate) struct Message {
    id: String,
    values: &'static [&'static str],
    catalogue: &'static Catalogue,
}

impl Message {
    fn format(&self, values: Option<&FluentArgs<'_>>) -> String {
        let (text, errors) = self.try_format(values).unwrap_or_default();
        debug_assert!(errors.is_empty(), "{}: {errors:?}", self.id);
        text
    }

    /// The text, and what went wrong with it; nothing if there is no such text.
    fn try_format(&self, values: Option<&FluentArgs<'_>>) -> Option<(String, Vec<FluentError>)> {
        let Catalogue(bundle) = self.catalogue;
        let pattern = bundle.get_message(&self.id)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, values, &mut errors);
        Some((text.into_owned(), errors))
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Message").field(&self.id).finish()
    }
}

/// What can be put into a text. Numbers go in as numbers, so that English can tell one from many.
pub(crate) trait Value: Sync {
    fn value(&self) -> FluentValue<'_>;
}

macro_rules! values {
    ($($type:ty)*) => {$(
        impl Value for $type {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(self)
            }
        }
    )*};
}

values! { str String u8 u16 u32 u64 usize i32 i64 f64 }

impl Value for Reference {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().into()
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

/// A text with its values. What is put in is never searched again, so a citizen's braces stay
/// braces.
pub(crate) fn fill(text: &Message, values: &[(&'static str, &dyn Value)]) -> String {
    debug_assert!(
        values.iter().all(|(name, _)| text.values.contains(name)),
        "{} takes {:?}",
        text.id,
        text.values,
    );
    let values: FluentArgs<'_> = values
        .iter()
        .map(|(name, value)| (*name, value.value()))
        .collect();
    text.format(Some(&values))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::resolver::{ResolverError, errors::ReferenceKind};

    use super::*;

    const LANGUAGES: [Language; 2] = [Language::Vietnamese, Language::English];

    fn catalogue(language: Language) -> &'static Catalogue {
        match language {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }

    /// The files of a language, one for each group.
    fn files(language: Language) -> impl Iterator<Item = &'static str> {
        FILES
            .iter()
            .map(move |(vietnamese, english)| match language {
                Language::Vietnamese => *vietnamese,
                Language::English => *english,
            })
    }

    #[test]
    fn every_file_can_be_read() {
        for file in LANGUAGES.into_iter().flat_map(files) {
            if let Err((_, errors)) = FluentResource::try_new(file.to_owned()) {
                panic!("{errors:?} in\n{file}");
            }
            assert!(
                langnghe_wire::text::is_normalised(file.trim()),
                "not in NFC: {file}"
            );
        }
    }

    #[test]
    fn the_files_hold_what_is_declared_and_nothing_else() {
        let declared: Vec<String> = DECLARED
            .iter()
            .map(|(group, key, _)| format!("{group}-{key}").replace('_', "-"))
            .collect();
        for language in LANGUAGES {
            // A message begins at the line's beginning; what belongs to one is indented.
            let written: Vec<&str> = files(language)
                .flat_map(str::lines)
                .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
                .map(|line| line.split_once(" =").unwrap().0)
                .collect();
            let unique: BTreeSet<&str> = written.iter().copied().collect();
            assert_eq!(unique.len(), written.len(), "a text stands there twice");
            assert_eq!(unique, declared.iter().map(String::as_str).collect());
        }
    }

    #[test]
    fn both_languages_are_whole_and_ask_for_the_values_that_are_declared() {
        for language in LANGUAGES {
            for (group, key, values) in DECLARED {
                let message = catalogue(language).message(&format!("{group}-{key}"), values);
                // Without values, what a text asks for is what it complains of.
                let (text, errors) = message.try_format(None).expect(&message.id);
                assert!(!text.trim().is_empty(), "{} is empty", message.id);
                let asked: BTreeSet<&str> = errors.iter().map(missing).collect();
                let declared: BTreeSet<&str> = values.iter().copied().collect();
                assert_eq!(asked, declared, "{}", message.id);
            }
        }
    }

    fn missing(error: &FluentError) -> &str {
        match error {
            FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable {
                id,
            })) => id,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_are_put_in_once() {
        let counted = &texts(Language::Vietnamese).conflict.again;
        let filled = fill(counted, &[("action", &"{ $action } {action} <b>")]);
        assert_eq!(filled, "Vẫn muốn: { $action } {action} <b>");
    }

    #[test]
    fn numbers_have_no_separators_and_english_has_one_and_many() {
        let told = |language, n: usize| fill(&texts(language).clocks.hours, &[("n", &n)]);
        assert_eq!(told(Language::Vietnamese, 1), "1 giờ");
        assert_eq!(told(Language::Vietnamese, 12_345), "12345 giờ");
        assert_eq!(told(Language::English, 1), "1 hour");
        assert_eq!(told(Language::English, 12_345), "12345 hours");
    }
}
