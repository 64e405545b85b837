//! Xcode can't run where the tests do. What it would build the app from is therefore read here:
//! that it is well formed, says each thing in both languages, and agrees with the code and with
//! Android's app.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;

use crate::{output_of, root};

fn app(path: &str) -> PathBuf {
    root().join("ios/App").join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a property list says, as JSON says it.
fn plist(path: &str) -> Value {
    let text = text(&app(path));
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(&text, options).unwrap();
    value(document.root_element().first_element_child().unwrap())
}

fn value(node: Node<'_, '_>) -> Value {
    let mut children = node.children().filter(Node::is_element);
    match node.tag_name().name() {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "string" => Value::String(node.text().unwrap().to_owned()),
        "array" => children.map(value).collect(),
        "dict" => {
            let mut pairs = serde_json::Map::new();
            while let Some(key) = children.next() {
                assert_eq!(key.tag_name().name(), "key");
                let old = pairs.insert(
                    key.text().unwrap().to_owned(),
                    value(children.next().unwrap()),
                );
                assert!(old.is_none(), "{key:?} is said twice");
            }
            Value::Object(pairs)
        }
        other => panic!("nobody has said what <{other}> is"),
    }
}

/// What stands in quotes behind each `mark` of a source.
fn quoted(source: &str, mark: &str) -> BTreeSet<String> {
    let behind = source.split(mark).skip(1);
    behind
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

fn strings(value: &Value) -> BTreeSet<String> {
    let all = value.as_array().unwrap().iter();
    all.map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn background_tasks_are_the_ones_that_the_code_registers() {
    let info = plist("Info.plist");
    let carrier = text(&app("Sources/Platform/Carrier.swift"));
    let registered: BTreeSet<_> = ["static let refresh = \"", "static let deliver = \""]
        .iter()
        .flat_map(|mark| quoted(&carrier, mark))
        .collect();
    assert_eq!(registered.len(), 2);
    assert_eq!(
        strings(&info["BGTaskSchedulerPermittedIdentifiers"]),
        registered
    );
    let modes = ["fetch", "processing"].map(str::to_owned);
    assert_eq!(strings(&info["UIBackgroundModes"]), BTreeSet::from(modes));
}

#[test]
fn addresses_lead_into_the_app() {
    let info = plist("Info.plist");
    let routes = text(&root().join("ios/Kit/Sources/LangNgheKit/Navigation/Routes.swift"));
    let schemes = strings(&info["CFBundleURLTypes"][0]["CFBundleURLSchemes"]);
    assert_eq!(schemes, quoted(&routes, "static let scheme = \""));
    assert_eq!(schemes.len(), 1);
}

#[test]
fn nothing_is_sent_in_the_clear_and_no_file_lies_open() {
    assert_eq!(plist("Info.plist").get("NSAppTransportSecurity"), None);
    let entitlements = plist("LangNghe.entitlements");
    let protection = "NSFileProtectionCompleteUntilFirstUserAuthentication";
    assert_eq!(
        entitlements["com.apple.developer.default-data-protection"],
        protection
    );
    let shared = "com.apple.security.application-groups";
    assert_eq!(entitlements.get(shared), None, "0xdead10cc");
    let privacy = plist("Resources/PrivacyInfo.xcprivacy");
    assert_eq!(privacy["NSPrivacyTracking"], false);
    for data in privacy["NSPrivacyCollectedDataTypes"].as_array().unwrap() {
        assert_eq!(data["NSPrivacyCollectedDataTypeTracking"], false);
    }
}

#[test]
fn what_ios_says_for_the_app_is_there_in_both_languages() {
    let info = plist("Info.plist");
    let catalogue: Value =
        serde_json::from_str(&text(&app("Resources/InfoPlist.xcstrings"))).unwrap();
    assert_eq!(
        catalogue["sourceLanguage"],
        info["CFBundleDevelopmentRegion"]
    );
    let said = catalogue["strings"].as_object().unwrap();
    for (key, entry) in said {
        let in_language = |language: &str| &entry["localizations"][language]["stringUnit"]["value"];
        assert_eq!(in_language("vi"), &info[key], "{key}");
        for language in strings(&info["CFBundleLocalizations"]) {
            let words = in_language(&language).as_str();
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{key} in {language}"
            );
        }
    }
    let asked = info.as_object().unwrap().keys();
    for key in asked.filter(|key| key.ends_with("UsageDescription")) {
        assert!(said.contains_key(key), "{key}");
    }
}

#[test]
fn the_project_names_what_is_there() {
    let project = text(&app("project.yml"));
    let pairs = || {
        let lines = project
            .lines()
            .map(|line| line.trim().trim_start_matches("- "));
        lines.filter_map(|line| line.split_once(": "))
    };
    let files = ["path", "INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"];
    let files: Vec<_> = pairs().filter(|(key, _)| files.contains(key)).collect();
    assert_eq!(files.len(), 5);
    for (key, file) in files {
        assert!(app(file).exists(), "{key}: {file}");
    }
    let named: BTreeMap<_, _> = pairs().collect();
    for key in [
        "ASSETCATALOG_COMPILER_APPICON_NAME",
        "ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME",
    ] {
        let assets = assets();
        assert!(
            assets
                .iter()
                .any(|asset| asset.starts_with(&format!("{}.", named[key]))),
            "{key}"
        );
    }
    let tasks = plist("Info.plist")["BGTaskSchedulerPermittedIdentifiers"].clone();
    let bundle = format!("{}.", named["PRODUCT_BUNDLE_IDENTIFIER"]);
    assert!(strings(&tasks).iter().all(|task| task.starts_with(&bundle)));
}

fn assets() -> Vec<String> {
    let folder = fs::read_dir(app("Resources/Assets.xcassets")).unwrap();
    folder
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// As a colour's name and its two themes.
fn colours_of_android() -> BTreeMap<String, (String, String)> {
    let palette = text(&root().join("android/ui/src/main/kotlin/vn/langnghe/ui/theme/Palette.kt"));
    let (light, dark) = palette.split_once("val Dark =").unwrap();
    let theme = |source: &str| -> BTreeMap<String, String> {
        let lines = source
            .lines()
            .filter_map(|line| line.trim().split_once(" = Color(0xFF"));
        lines
            .map(|(name, rest)| (name.to_owned(), rest[..6].to_owned()))
            .collect()
    };
    let (light, mut dark) = (theme(light), theme(dark));
    light
        .into_iter()
        .map(|(name, tone)| {
            let other = dark.remove(&name).unwrap();
            (name, (tone, other))
        })
        .collect()
}

#[test]
fn the_colours_are_androids() {
    let palette = text(&root().join("ios/Kit/Sources/LangNgheKit/Show/Palette.swift"));
    let colours: BTreeMap<_, _> = palette
        .lines()
        .filter_map(|line| {
            let (name, tone) = line
                .trim()
                .strip_prefix("public static let ")?
                .split_once(" = Tone(light: 0x")?;
            let (light, dark) = tone.trim_end_matches(')').split_once(", dark: 0x")?;
            Some((name.to_owned(), (light.to_owned(), dark.to_owned())))
        })
        .collect();
    assert!(colours.len() > 20);
    assert_eq!(colours, colours_of_android());
}

#[test]
fn every_category_has_its_picture() {
    output_of("ios/App/tools/pictures", &["--check"]);
    let catalogue: Value =
        serde_json::from_str(&text(&root().join("core/places/data/catalogue.json"))).unwrap();
    for category in catalogue["categories"].as_array().unwrap() {
        let code = category["code"].as_str().unwrap();
        let picture = format!("Resources/Assets.xcassets/Pictograms/{code}.imageset/Contents.json");
        assert!(app(&picture).exists(), "{code}");
    }
}
