//! Gradle can't run where the tests do. What it would build is therefore held against what Maven
//! has built and tested: the same libraries in the same versions, named in one place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use toml::{Table, Value};

use crate::{
    maven::{self, Pom},
    output_of, root,
};

/// Libraries that Maven doesn't name, and why.
const ONLY_GRADLES: [(&str, &str); 1] = [(
    "org.junit.platform:junit-platform-launcher",
    "Maven's surefire brings its own",
)];

/// Libraries that only Maven names, and why.
const ONLY_MAVENS: [(&str, &str); 2] = [
    (
        "org.jetbrains.kotlin:kotlin-stdlib",
        "Kotlin's plugin for Gradle adds it by itself",
    ),
    (
        "org.jetbrains.skiko:skiko-awt-runtime-linux-x64",
        "desktop/build.gradle.kts chooses the one of the computer",
    ),
];

/// Versions that nothing here has tried, and why they are as they are.
const UNTRIED: [(&str, &str); 5] = [
    ("cargoNdk", "it needs the NDK"),
    (
        "compileSdk",
        "Robolectric's Android is compiled against here; androidx' metadata ask for this one at least",
    ),
    (
        "gradle",
        "it can't run here; the plugin for Android asks for it",
    ),
    ("junitPlatform", "the launcher of the JUnit that is tested"),
    (
        "ndk",
        "Google's licence doesn't let everybody have it; the plugin for Android asks for it",
    ),
];

/// `gradle/libs.versions.toml`.
struct Catalogue(Table);

impl Catalogue {
    fn read() -> Self {
        let text = root().join("android/gradle/libs.versions.toml");
        Self(fs::read_to_string(text).unwrap().parse().unwrap())
    }

    fn section(&self, name: &str) -> impl Iterator<Item = (&str, &Value)> {
        let section = self.0[name].as_table().unwrap();
        section.iter().map(|(key, value)| (key.as_str(), value))
    }

    fn version(&self, key: &str) -> &str {
        self.0["versions"][key].as_str().unwrap()
    }

    /// The key of an entry's version: none states a number of its own.
    fn key_of(entry: &Value) -> &str {
        let key = entry.get("version").and_then(|version| version.get("ref"));
        key.and_then(Value::as_str)
            .unwrap_or_else(|| panic!("{entry} doesn't refer to a version"))
    }

    fn libraries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.section("libraries").map(|(_, library)| {
            let version = self.version(Self::key_of(library));
            (library["module"].as_str().unwrap(), version)
        })
    }
}

/// The name under which Gradle knows a library: one for all platforms.
fn common(name: &str) -> &str {
    ["-android", "-desktop", "-jvm"]
        .iter()
        .find_map(|platform| name.strip_suffix(platform))
        .unwrap_or(name)
}

/// By the name for all platforms, the versions of whatever was tested for any of them.
fn tested() -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, versions) in maven::tested() {
        // A part of coroutines is for Android itself, and is named so by Gradle too.
        all.entry(common(&name).to_owned())
            .or_default()
            .extend(versions.clone());
        all.entry(name).or_default().extend(versions);
    }
    all
}

/// What is wrong with a library in the version that Gradle takes.
fn objection(
    name: &str,
    version: &str,
    tested: &BTreeMap<String, BTreeSet<String>>,
) -> Option<String> {
    match tested.get(name) {
        None => Some(format!("{name}: Maven has never tried it")),
        Some(versions) if versions.contains(version) => None,
        Some(versions) => Some(format!(
            "{name}: Gradle takes {version}, Maven {versions:?}"
        )),
    }
}

#[test]
fn gradle_takes_every_library_in_the_version_that_was_tested() {
    let tested = tested();
    let catalogue = Catalogue::read();
    let objections: Vec<_> = catalogue
        .libraries()
        .filter(|(name, _)| !ONLY_GRADLES.iter().any(|(only, _)| only == name))
        .filter_map(|(name, version)| objection(name, version, &tested))
        .collect();
    assert!(objections.is_empty(), "{}", objections.join("\n"));
    for (name, why) in ONLY_GRADLES {
        assert!(
            catalogue.libraries().any(|(named, _)| named == name),
            "{name} is not named any more"
        );
        assert!(
            !tested.contains_key(name),
            "{name} was tested, so it is no exception: {why}"
        );
    }
}

#[test]
fn gradle_names_every_library_that_a_module_asks_maven_for() {
    let catalogue = Catalogue::read();
    let named: BTreeSet<_> = catalogue.libraries().map(|(name, _)| name).collect();
    let asked: BTreeSet<_> = maven::asked_for()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert!(
        asked.len() > 20,
        "Maven is asked for {} libraries",
        asked.len()
    );
    let is_named = |name: &str| named.contains(name) || named.contains(common(name));
    let missing: Vec<_> = asked
        .iter()
        .filter(|name| !is_named(name) && !ONLY_MAVENS.iter().any(|(only, _)| only == name))
        .collect();
    assert!(missing.is_empty(), "Gradle doesn't name {missing:?}");
    for (name, why) in ONLY_MAVENS {
        assert!(
            asked.contains(name),
            "Maven isn't asked for {name} any more"
        );
        assert!(
            !is_named(name),
            "{name} is named, so it is no exception: {why}"
        );
    }
}

#[test]
fn every_other_version_of_gradles_is_mavens_too_or_has_a_reason() {
    let catalogue = Catalogue::read();
    let android = Pom::read("");
    let of_library: BTreeSet<_> = catalogue
        .section("libraries")
        .filter(|(_, library)| {
            !ONLY_GRADLES
                .iter()
                .any(|(only, _)| library["module"].as_str() == Some(only))
        })
        .map(|(_, library)| Catalogue::key_of(library))
        .collect();
    let mavens = BTreeMap::from([
        (
            "agp",
            released_with_merger(&android.property("manifest-merger.version")),
        ),
        ("app", android.property("project.version")),
        ("appCode", Pom::read("app").property("app.versionCode")),
        ("jvm", android.property("maven.compiler.release")),
        ("kotlin", android.property("kotlin.version")),
        ("minSdk", android.property("android.minSdk")),
        ("skiko", android.property("compose.skiko.version")),
        ("targetSdk", android.property("android.targetSdk")),
    ]);
    for (key, value) in catalogue.section("versions") {
        if let Some(expected) = mavens.get(key) {
            assert_eq!(value.as_str(), Some(expected.as_str()), "{key}");
        } else {
            let untried = UNTRIED.iter().any(|(name, _)| *name == key);
            assert!(
                of_library.contains(key) != untried,
                "nothing holds the version {key}"
            );
        }
    }
    for (key, _) in mavens
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .chain(UNTRIED)
    {
        assert!(!catalogue.version(key).is_empty());
    }
    for (name, plugin) in catalogue.section("plugins") {
        assert!(
            ["agp", "kotlin"].contains(&Catalogue::key_of(plugin)),
            "nothing holds {name}"
        );
    }
}

/// The plugin for Android that comes with a manifest merger: they are released together, 23 apart.
fn released_with_merger(merger: &str) -> String {
    let (major, rest) = merger.split_once('.').unwrap();
    format!("{}.{rest}", major.parse::<u32>().unwrap() - 23)
}

#[test]
fn scripts_of_gradle_name_no_number() {
    let scripts = output_of(
        "git",
        &[
            "ls-files",
            "android/*.gradle.kts",
            "android/**/*.gradle.kts",
        ],
    );
    let scripts: Vec<_> = scripts.lines().collect();
    assert!(scripts.len() >= 6, "there are only {scripts:?}");
    for script in scripts {
        let text = fs::read_to_string(root().join(script)).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            assert!(!has_number(line), "{script} names a number: {line}");
        }
    }
}

/// Whether a number stands there by itself, and not within a name such as `arm64-v8a`.
fn has_number(line: &str) -> bool {
    let within = |c: char| c.is_alphanumeric() || "_-".contains(c);
    line.split(|c: char| !within(c))
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[test]
fn another_version_a_stranger_and_a_number_are_seen() {
    let tested = BTreeMap::from([("a:b".to_owned(), BTreeSet::from(["1.2".to_owned()]))]);
    assert_eq!(objection("a:b", "1.2", &tested), None);
    assert!(objection("a:b", "1.3", &tested).is_some());
    assert!(objection("a:c", "1.2", &tested).is_some());
    assert_eq!(
        common("androidx.compose.ui:ui-android"),
        "androidx.compose.ui:ui"
    );
    assert_eq!(released_with_merger("32.5.1"), "9.5.1");
    assert!(has_number("implementation(\"a:b:1.2\")") && has_number("compileSdk = 37"));
    assert!(!has_number(
        "include(\"arm64-v8a\", \"x86_64\", libs.junit4)"
    ));
}
