//! Whether what is seen is what was expected.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Where and how something differs from what was expected; nothing if it fits. What isn't named
/// may be anything; a list must have as many entries.
pub(crate) fn difference(expected: &Value, actual: &Value) -> Option<String> {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            expected.iter().find_map(|(name, expected)| {
                let found = actual.get(name).map(|actual| difference(expected, actual));
                match found {
                    Some(None) => None,
                    Some(Some(why)) => Some(format!(".{name}{why}")),
                    None => Some(format!(".{name} isn't known to this runner")),
                }
            })
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let mut pairs = expected.iter().zip(actual).enumerate();
            pairs.find_map(|(place, (expected, actual))| {
                difference(expected, actual).map(|why| format!("[{place}]{why}"))
            })
        }
        _ if expected == actual => None,
        _ => Some(format!(" is {actual}, not {expected}")),
    }
}

/// The paths to everything that a value names, such as `rows`, `rows[].title`, `rating.stars`.
pub(crate) fn paths(value: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    walk(value, "", &mut paths);
    paths
}

fn walk(value: &Value, at: &str, paths: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if at.is_empty() { "" } else { "." };
                let path = format!("{at}{dot}{name}");
                walk(value, &path, paths);
                paths.insert(path);
            }
        }
        Value::Array(entries) => {
            for entry in entries {
                walk(entry, &format!("{at}[]"), paths);
            }
        }
        _ => {}
    }
}

/// What is left of an object if only these paths may be named.
pub(crate) fn only(object: &Map<String, Value>, may_be_named: &BTreeSet<&str>) -> Value {
    kept(&Value::Object(object.clone()), "", may_be_named)
}

fn kept(value: &Value, at: &str, may_be_named: &BTreeSet<&str>) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter_map(|(name, value)| {
                let dot = if at.is_empty() { "" } else { "." };
                let path = format!("{at}{dot}{name}");
                let may = may_be_named.contains(path.as_str());
                may.then(|| (name.clone(), kept(value, &path, may_be_named)))
            });
            Value::Object(kept.collect())
        }
        Value::Array(entries) => {
            let at = format!("{at}[]");
            let kept = entries.iter().map(|entry| kept(entry, &at, may_be_named));
            Value::Array(kept.collect())
        }
        other => other.clone(),
    }
}

mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_named_may_be_anything_and_a_list_must_be_as_long() {
        let actual = json!({"waiting": 1, "rows": [{"rung": "draft", "sent": 0}]});
        let fits = |expected| difference(&expected, &actual);
        assert_eq!(fits(json!({})), None);
        assert_eq!(fits(json!({"rows": [{"rung": "draft"}]})), None);
        assert_eq!(fits(json!({"rows": [{}]})), None);
        for wrong in [
            json!({"waiting": 0}),
            json!({"waiting": null}),
            json!({"waiting": "1"}),
            json!({"rows": []}),
            json!({"rows": [{}, {}]}),
            json!({"rows": [{"rung": "waiting"}]}),
            json!({"rows": [{"row": "draft"}]}),
            json!({"row": []}),
        ] {
            assert!(fits(wrong.clone()).is_some(), "{wrong} fits");
        }
    }

    #[test]
    fn paths_lead_into_lists_and_objects() {
        let value = json!({"rows": [{"sent": 0}], "rating": {"stars": 5}, "can": ["reply"]});
        let expected = ["can", "rating", "rating.stars", "rows", "rows[].sent"];
        assert_eq!(paths(&value), expected.map(str::to_owned).into());
        let may = BTreeSet::from(["can", "rows", "rows[].sent"]);
        let left = only(value.as_object().unwrap(), &may);
        assert_eq!(left, json!({"rows": [{"sent": 0}], "can": ["reply"]}));
    }
}
