//! What scenarios may say: `tests/scenarios/vocabulary.json`.

use std::{collections::BTreeMap, fs, sync::LazyLock};

use serde::Deserialize;

use crate::table;

/// All that scenarios may say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vocabulary {
    /// Events, each with its fields; one that ends in `?` may be left out.
    pub(crate) events: BTreeMap<String, Vec<String>>,
    /// Expectations, each with the fields that it may name.
    pub(crate) expectations: BTreeMap<String, Fields>,
}

/// The fields of an expectation, by who knows them. A path such as `rows[].title` leads into a
/// list, one such as `rating.stars` into an object.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fields {
    /// Everybody.
    pub(crate) both: Vec<String>,
    /// Shells alone.
    pub(crate) shells: Vec<String>,
    /// The core alone.
    pub(crate) core: Vec<String>,
}

impl Fields {
    /// Every path.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        let all = self.both.iter().chain(&self.shells).chain(&self.core);
        all.map(String::as_str)
    }

    /// The paths that the core's runner knows.
    pub(crate) fn cores(&self) -> impl Iterator<Item = &str> {
        self.both.iter().chain(&self.core).map(String::as_str)
    }
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let text = fs::read_to_string(table::folder().join("vocabulary.json")).unwrap();
    serde_json::from_str(&text).unwrap()
});

impl Vocabulary {
    /// The one there is.
    pub(crate) fn get() -> &'static Self {
        &VOCABULARY
    }
}

mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::Vocabulary;
    use crate::{
        FILES, events, fits, seen,
        table::{self, Scenario, Step},
    };

    fn scenarios() -> Vec<Scenario> {
        FILES.iter().map(|file| Scenario::read(file)).collect()
    }

    #[test]
    fn every_file_of_the_table_is_run() {
        let files = table::files();
        assert_eq!(files.iter().map(String::as_str).collect::<Vec<_>>(), FILES);
    }

    #[test]
    fn the_runner_knows_every_event_with_its_fields_and_no_other() {
        let known: Vec<_> = events::EVENTS
            .iter()
            .map(|event| (event.name, event.fields.to_vec()))
            .collect();
        let written = Vocabulary::get().events.iter();
        let written: BTreeSet<_> = written
            .map(|(name, fields)| (name.as_str(), fields.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(known.len(), written.len());
        assert_eq!(known.into_iter().collect::<BTreeSet<_>>(), written);
    }

    #[test]
    fn the_runner_knows_every_expectation_and_no_other() {
        let known: BTreeSet<_> = seen::SCREENS.iter().map(|(name, _)| *name).collect();
        let written = Vocabulary::get().expectations.keys();
        assert_eq!(known, written.map(String::as_str).collect());
    }

    #[test]
    fn every_event_is_in_some_scenario() {
        let mut used = BTreeSet::new();
        for scenario in scenarios() {
            for step in scenario.steps {
                if let Step::Do(event) = step {
                    used.insert(event.name);
                }
            }
        }
        let words = Vocabulary::get().events.keys().cloned().collect();
        let unused: Vec<_> = BTreeSet::difference(&words, &used).collect();
        assert!(unused.is_empty(), "no scenario says {unused:?}");
    }

    #[test]
    fn every_field_of_every_expectation_is_in_some_scenario() {
        let mut used = BTreeSet::new();
        for scenario in scenarios() {
            for step in scenario.steps {
                if let Step::See(expectation) = step {
                    let paths = fits::paths(&Value::Object(expectation.fields));
                    used.extend(
                        paths
                            .into_iter()
                            .map(|path| (expectation.name.clone(), path)),
                    );
                }
            }
        }
        let written = Vocabulary::get().expectations.iter();
        let unused: Vec<_> = written
            .flat_map(|(name, fields)| {
                fields
                    .all()
                    .map(move |path| (name.clone(), path.to_owned()))
            })
            .filter(|word| !used.contains(word))
            .collect();
        assert!(unused.is_empty(), "no scenario says {unused:?}");
    }
}
