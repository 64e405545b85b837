//! Scenarios, as they are written: read strictly, so that a word nobody knows fails the test
//! instead of being passed over.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::{fits, vocabulary::Vocabulary};

/// A scenario, each of its words known.
#[derive(Debug)]
pub(crate) struct Scenario {
    /// Whether it begins before the consent.
    pub(crate) first_start: bool,
    /// Whether its phone knows no server.
    pub(crate) no_server: bool,
    /// Operations that its server doesn't know.
    pub(crate) server_without: Vec<String>,
    /// What happens, and what is seen.
    pub(crate) steps: Vec<Step>,
}

/// One line of a scenario.
#[derive(Debug)]
pub(crate) enum Step {
    /// Something happens.
    Do(Words),
    /// Something is seen.
    See(Words),
}

/// An event or an expectation.
#[derive(Debug)]
pub(crate) struct Words {
    /// Which.
    pub(crate) name: String,
    /// What it says beside that.
    pub(crate) fields: Map<String, Value>,
}

impl Words {
    /// A field that an event must have.
    #[track_caller]
    pub(crate) fn get<T: DeserializeOwned>(&self, field: &str) -> T {
        self.find(field)
            .unwrap_or_else(|| panic!("{} doesn't say its {field}", self.name))
    }

    /// A field that an event may have.
    #[track_caller]
    pub(crate) fn find<T: DeserializeOwned>(&self, field: &str) -> Option<T> {
        let value = self.fields.get(field)?;
        let read = serde_json::from_value(value.clone());
        Some(read.unwrap_or_else(|why| panic!("{} says {field} is {value}: {why}", self.name)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    why: String,
    #[serde(default)]
    first_start: bool,
    #[serde(default)]
    no_server: bool,
    #[serde(default)]
    server_without: Vec<String>,
    steps: Vec<Map<String, Value>>,
}

/// Where the table lies.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The files of the table, as tests are named after them, in the alphabet's order.
pub(crate) fn files() -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| {
            name.strip_suffix(".json")
                .map(|stem| stem.replace('-', "_"))
        })
        .filter(|stem| stem != "vocabulary")
        .collect();
    files.sort();
    files
}

impl Scenario {
    /// Reads the scenario that a test is named after.
    pub(crate) fn read(test: &str) -> Self {
        let path = folder().join(format!("{}.json", test.replace('_', "-")));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&text).unwrap_or_else(|why| panic!("{test}: {why}"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if written.name.trim().is_empty() || written.why.trim().is_empty() {
            return Err("it doesn't say what it shows, and why".to_owned());
        }
        let steps = written.steps.into_iter().map(step);
        Ok(Self {
            first_start: written.first_start,
            no_server: written.no_server,
            server_without: written.server_without,
            steps: steps.collect::<Result<_, _>>()?,
        })
    }
}

fn step(mut fields: Map<String, Value>) -> Result<Step, String> {
    let (event, expectation) = (fields.remove("do"), fields.remove("see"));
    match (event, expectation) {
        (Some(Value::String(name)), None) => {
            check_event(&name, &fields)?;
            Ok(Step::Do(Words { name, fields }))
        }
        (None, Some(Value::String(name))) => {
            check_expectation(&name, &fields)?;
            Ok(Step::See(Words { name, fields }))
        }
        _ => Err(format!("neither an event nor an expectation: {fields:?}")),
    }
}

fn check_event(name: &str, fields: &Map<String, Value>) -> Result<(), String> {
    let known = Vocabulary::get().events.get(name);
    let known = known.ok_or_else(|| format!("there is no event {name}"))?;
    let is_known = |field: &str| {
        known
            .iter()
            .any(|known| known.trim_end_matches('?') == field)
    };
    if let Some(strange) = fields.keys().find(|field| !is_known(field)) {
        return Err(format!("{name} has no {strange}"));
    }
    let missing = known
        .iter()
        .find(|field| !field.ends_with('?') && !fields.contains_key(*field));
    missing.map_or(Ok(()), |field| Err(format!("{name} needs its {field}")))
}

fn check_expectation(name: &str, fields: &Map<String, Value>) -> Result<(), String> {
    let known = Vocabulary::get().expectations.get(name);
    let known = known.ok_or_else(|| format!("nobody can see {name}"))?;
    let named = fits::paths(&Value::Object(fields.clone()));
    let strange = named
        .iter()
        .find(|path| !known.all().any(|known| known == *path));
    if let Some(strange) = strange {
        return Err(format!("{name} has no {strange}"));
    }
    if named.is_empty() {
        return Err(format!("{name} expects nothing"));
    }
    Ok(())
}

mod tests {
    use super::Scenario;

    fn read(steps: &str) -> Result<Scenario, String> {
        Scenario::parse(&format!(
            r#"{{"name": "a", "why": "b", "steps": [{steps}]}}"#
        ))
    }

    #[test]
    fn what_nobody_knows_is_an_error() {
        read(r#"{"do": "write", "text": "a"}, {"see": "home", "rows": [{"sent": 0}]}"#).unwrap();
        for wrong in [
            r#"{"do": "dance"}"#,
            r#"{"do": "write"}"#,
            r#"{"do": "write", "text": "a", "loud": true}"#,
            r#"{"do": "send", "see": "home"}"#,
            r#"{"see": "moon", "phase": 1}"#,
            r#"{"see": "home"}"#,
            r#"{"see": "home", "rows": [{"colour": "red"}]}"#,
            r#"{"see": "report", "rating": {"moons": 1}}"#,
            r#"{"say": "hello"}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong} was read");
        }
        assert!(Scenario::parse(r#"{"name": "a", "why": "", "steps": []}"#).is_err());
        assert!(Scenario::parse(r#"{"name": "a", "why": "b", "steps": [], "x": 1}"#).is_err());
    }
}
