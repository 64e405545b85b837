//! Every dependency comes under a licence that `licences/allowed` names: cargo's, and what Maven
//! puts into the app for Android.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

use crate::{maven, output_of, root};

/// The licences that may be used, by name.
fn allowed() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("licences/allowed")).unwrap();
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Why a licence, as a package states it, can't be used; nothing if it can.
fn objection(stated: Option<&str>, allowed: &BTreeSet<String>) -> Option<String> {
    let stated = stated?;
    // Old packages write "MIT/Apache-2.0".
    match Expression::parse_mode(stated, ParseMode::LAX) {
        Ok(expression) => {
            let may = |required: &LicenseReq| allowed.contains(&required.to_string());
            (!expression.evaluate(may)).then(|| format!("{stated} is not allowed"))
        }
        Err(_) => Some(format!("{stated} is not a licence expression")),
    }
}

#[test]
fn every_dependency_comes_under_an_allowed_licence() {
    let metadata = output_of(
        env!("CARGO"),
        &["metadata", "--format-version=1", "--locked"],
    );
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let allowed = allowed();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(
        packages.len() > 100,
        "cargo names only {} packages",
        packages.len()
    );
    let objections: Vec<String> = packages
        .iter()
        .filter_map(|package| {
            let name = format!("{} {}", package["name"], package["version"]);
            match package["license"].as_str() {
                None => Some(format!("{name}: states no licence")),
                stated => objection(stated, &allowed).map(|why| format!("{name}: {why}")),
            }
        })
        .collect();
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

/// What `licences/android` says of each group of packages.
fn of_groups() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("licences/android")).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (group, licence) = line.split_once("  ").unwrap();
            (group.to_owned(), licence.to_owned())
        })
        .collect()
}

#[test]
fn every_part_of_the_app_for_android_comes_under_an_allowed_licence() {
    let allowed = allowed();
    let stated = of_groups();
    let locked = maven::locked();
    let shipped: BTreeSet<&str> = locked
        .iter()
        .filter(|package| package.scope == "compile")
        .map(|package| package.name.split(':').next().unwrap())
        .collect();
    let named: BTreeSet<&str> = stated.keys().map(String::as_str).collect();
    assert_eq!(shipped, named, "android/tools/licences writes it anew");
    let objections: Vec<String> = stated
        .iter()
        .filter_map(|(group, licence)| {
            let why = objection(Some(licence), &allowed)?;
            Some(format!("{group}: {why}"))
        })
        .collect();
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

#[test]
fn a_choice_needs_one_allowed_side_and_a_sum_needs_all() {
    let allowed = BTreeSet::from([
        "MIT".to_owned(),
        "Apache-2.0 WITH LLVM-exception".to_owned(),
    ]);
    let fine = |stated| objection(Some(stated), &allowed).is_none();
    assert!(fine("MIT") && fine("GPL-3.0-only OR MIT") && fine("MIT/GPL-3.0"));
    assert!(fine("Apache-2.0 WITH LLVM-exception"));
    assert!(!fine("GPL-3.0-only") && !fine("MIT AND GPL-3.0-only") && !fine("Apache-2.0"));
    assert!(!fine("see LICENSE"));
}
