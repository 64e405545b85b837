//! What is different between two versions of a document: the audit, in lines that can be read.
//!
//! Works on JSON of any shape, so that nothing that somebody changed can stay unsaid because a
//! page doesn't know of it. Lists whose entries have a name of their own (`code`, `date`, `id`,
//! `year`) are compared entry by entry, others as a whole.

use serde_json::{Map, Value};

/// The fields by which entries of a list are known.
const NAMES: [&str; 4] = ["code", "date", "id", "year"];

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: names of fields and entries, from the outside in.
    pub path: Vec<String>,
    /// What it was; none if it wasn't there.
    pub before: Option<String>,
    /// What it is; none if it isn't there any more.
    pub after: Option<String>,
}

/// What is different, in the document's order. Empty exactly if both are equal.
#[must_use]
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = vec![];
    compare(&mut vec![], Some(before), Some(after), &mut found);
    found
}

fn compare(
    path: &mut Vec<String>,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            fields(path, before, after, found);
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            match (named(before), named(after)) {
                (Some(before), Some(after)) => entries(path, &before, &after, found),
                _ => found.push(Difference {
                    path: path.clone(),
                    before: Some(list(before)),
                    after: Some(list(after)),
                }),
            }
        }
        // What is new, or gone, is told field by field too.
        (None, Some(Value::Object(after))) if !after.is_empty() => {
            fields(path, &Map::new(), after, found);
        }
        (Some(Value::Object(before)), None) if !before.is_empty() => {
            fields(path, before, &Map::new(), found);
        }
        _ => found.push(Difference {
            path: path.clone(),
            before: before.map(told),
            after: after.map(told),
        }),
    }
}

fn fields(
    path: &mut Vec<String>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    let added = after.keys().filter(|name| !before.contains_key(*name));
    for name in before.keys().chain(added) {
        path.push(name.clone());
        compare(path, before.get(name), after.get(name), found);
        path.pop();
    }
}

type Named<'a> = Vec<(String, &'a Value)>;

/// The entries of a list with their names, if each has one and no two have the same.
fn named(list: &[Value]) -> Option<Named<'_>> {
    let name = |entry: &Value| {
        let field = NAMES.iter().find_map(|name| entry.get(name))?;
        (field.is_string() || field.is_number()).then(|| told(field))
    };
    let mut entries: Named<'_> = vec![];
    for entry in list {
        let name = name(entry)?;
        if entries.iter().any(|(known, _)| *known == name) {
            return None;
        }
        entries.push((name, entry));
    }
    Some(entries)
}

fn entries(
    path: &mut Vec<String>,
    before: &Named<'_>,
    after: &Named<'_>,
    found: &mut Vec<Difference>,
) {
    fn of<'a>(entries: &Named<'a>, name: &str) -> Option<&'a Value> {
        let (_, entry) = entries.iter().find(|(known, _)| known == name)?;
        Some(entry)
    }
    let order = |entries: &Named<'_>, others: &Named<'_>| -> Vec<String> {
        let names = entries.iter().map(|(name, _)| name.clone());
        names.filter(|name| of(others, name).is_some()).collect()
    };
    let (was, is) = (order(before, after), order(after, before));
    if was != is {
        found.push(Difference {
            path: path.clone(),
            before: Some(was.join(", ")),
            after: Some(is.join(", ")),
        });
    }
    let added = after.iter().filter(|(name, _)| of(before, name).is_none());
    for (name, _) in before.iter().chain(added) {
        path.push(name.clone());
        compare(path, of(before, name), of(after, name), found);
        path.pop();
    }
}

/// A value in one line.
fn told(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(is) => is.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) => list(values),
        Value::Object(fields) => {
            let told: Vec<String> = fields
                .iter()
                .map(|(name, value)| format!("{name}: {}", told(value)))
                .collect();
            told.join("; ")
        }
    }
}

fn list(values: &[Value]) -> String {
    let told: Vec<String> = values.iter().map(told).collect();
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn lines(before: &Value, after: &Value) -> Vec<String> {
        differences(before, after)
            .iter()
            .map(|d| {
                let side = |side: &Option<String>| side.clone().unwrap_or("∅".into());
                format!(
                    "{}: {} → {}",
                    d.path.join("/"),
                    side(&d.before),
                    side(&d.after)
                )
            })
            .collect()
    }

    #[test]
    fn entries_are_told_apart_by_their_names() {
        let before = json!({"units": [
            {"code": "*-kt", "name": {"vi": "Phòng Kinh tế"}, "active": true},
            {"code": "*-vp", "name": {"vi": "Văn phòng"}},
        ]});
        let after = json!({"units": [
            {"code": "*-kt", "name": {"vi": "Phòng Kinh tế"}, "active": false},
            {"code": "24-sxd", "name": {"vi": "Sở Xây dựng"}},
        ]});
        assert_eq!(
            lines(&before, &after),
            [
                "units/*-kt/active: true → false",
                "units/*-vp/code: *-vp → ∅",
                "units/*-vp/name/vi: Văn phòng → ∅",
                "units/24-sxd/code: ∅ → 24-sxd",
                "units/24-sxd/name/vi: ∅ → Sở Xây dựng",
            ]
        );
        let moved = json!({"units": [
            {"code": "*-vp", "name": {"vi": "Văn phòng"}},
            {"code": "*-kt", "name": {"vi": "Phòng Kinh tế"}, "active": true},
        ]});
        assert_eq!(lines(&before, &moved), ["units: *-kt, *-vp → *-vp, *-kt"]);
        let words = lines(
            &json!({"keywords": ["ổ gà"]}),
            &json!({"keywords": ["ổ gà", "hố"]}),
        );
        assert_eq!(words, ["keywords: ổ gà → ổ gà, hố"]);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (0..3_i64).prop_map(Value::from),
            "[ab]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("code|date|name|x", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_is_told_of_what_is_equal_and_something_of_what_is_not(
            before in any_json(),
            after in any_json(),
        ) {
            prop_assert_eq!(differences(&before, &before), []);
            prop_assert_eq!(differences(&before, &after).is_empty(), before == after);
        }

        #[test]
        fn the_way_back_is_told_the_other_way_round(before in any_json(), after in any_json()) {
            let (there, back) = (differences(&before, &after), differences(&after, &before));
            prop_assert_eq!(there.len(), back.len());
            for one in there {
                let reversed = Difference { path: one.path, before: one.after, after: one.before };
                prop_assert!(back.contains(&reversed), "{reversed:?}");
            }
        }
    }
}
