//! What Maven builds and tests the app of: the poms below `android/`, and the lock of the packages
//! that only Android has.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use roxmltree::{Document, Node};

use crate::root;

/// A package as `group:artifact`, and its version.
pub(crate) type Package = (String, String);

/// One of our poms, with what it inherits.
pub(crate) struct Pom {
    properties: BTreeMap<String, String>,
    /// What it asks for itself.
    pub(crate) dependencies: Vec<Package>,
    /// The modules that it is built with.
    pub(crate) modules: Vec<String>,
}

impl Pom {
    /// Reads `android/<folder>/pom.xml`, with the properties of the one above all.
    pub(crate) fn read(folder: &str) -> Self {
        let inherited = match folder {
            "" => BTreeMap::new(),
            _ => Self::read("").properties,
        };
        let path = root().join("android").join(folder).join("pom.xml");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&text, inherited)
    }

    fn parse(text: &str, mut properties: BTreeMap<String, String>) -> Self {
        let document = Document::parse(text).unwrap();
        let project = document.root_element();
        for property in children(project, "properties").flat_map(|all| all.children()) {
            if property.is_element() {
                let value = property.text().unwrap_or_default().trim().to_owned();
                properties.insert(property.tag_name().name().to_owned(), value);
            }
        }
        if let Some(version) = text_of(project, "version") {
            properties.insert("project.version".to_owned(), version);
        }
        let mut pom = Self {
            properties,
            dependencies: Vec::new(),
            modules: children(project, "modules")
                .flat_map(|all| children(all, "module"))
                .filter_map(|module| module.text().map(str::to_owned))
                .collect(),
        };
        pom.dependencies = children(project, "dependencies")
            .flat_map(|all| children(all, "dependency"))
            .filter_map(|dependency| pom.package(dependency))
            .collect();
        pom
    }

    fn package(&self, dependency: Node<'_, '_>) -> Option<Package> {
        let [group, artifact, version] = ["groupId", "artifactId", "version"]
            .map(|name| text_of(dependency, name).map(|text| self.filled(&text)));
        Some((format!("{}:{}", group?, artifact?), version?))
    }

    /// A property by its name.
    pub(crate) fn property(&self, name: &str) -> String {
        let value = self.properties.get(name);
        self.filled(value.unwrap_or_else(|| panic!("no pom sets {name}")))
    }

    /// A text with the properties that it names.
    pub(crate) fn filled(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.properties {
            filled = filled.replace(&format!("${{{name}}}"), value);
        }
        filled
    }
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |child| child.tag_name().name() == name)
}

fn text_of(node: Node<'_, '_>, name: &str) -> Option<String> {
    let text = children(node, name).next()?.text()?;
    Some(text.trim().to_owned())
}

/// A line of `android/app/dependencies.lock`.
#[derive(Debug)]
pub(crate) struct Locked {
    /// `compile` for what is part of the app.
    pub(crate) scope: String,
    /// `group:artifact`.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
}

/// Every package of the lock.
pub(crate) fn locked() -> Vec<Locked> {
    let text = fs::read_to_string(root().join("android/app/dependencies.lock")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let locked: Vec<_> = lines
        .map(|line| {
            let entry = locked_from(line);
            entry.unwrap_or_else(|| panic!("this is no line of a lock: {line}"))
        })
        .collect();
    assert!(locked.len() > 50, "{} packages are locked", locked.len());
    locked
}

fn locked_from(line: &str) -> Option<Locked> {
    let (scope, rest) = line.split_once(' ')?;
    let (coordinates, _) = rest.trim_start().split_once('@')?;
    let (name, version) = coordinates.rsplit_once(':')?;
    Some(Locked {
        scope: scope.to_owned(),
        name: name.to_owned(),
        version: version.to_owned(),
    })
}

/// The modules' own wishes: of the poms, and of what the lock was made from. Without the project's
/// own modules.
pub(crate) fn asked_for() -> Vec<Package> {
    let above = Pom::read("");
    let in_poms = above
        .modules
        .iter()
        // Written from the lock.
        .filter(|module| *module != "app/lock")
        .flat_map(|module| Pom::read(module).dependencies);
    let wishes = fs::read_to_string(root().join("android/app/dependencies.toml")).unwrap();
    let wishes: toml::Table = wishes.parse().unwrap();
    let for_android = ["main", "test"].map(|part| {
        let packages = wishes[part].as_array().unwrap();
        packages
            .iter()
            .map(|text| text.as_str().unwrap())
            .map(|text| {
                let (coordinates, _) = text.split_once('@').unwrap_or((text, ""));
                let (name, version) = coordinates.rsplit_once(':').unwrap();
                (name.to_owned(), above.filled(version))
            })
    });
    in_poms
        .chain(for_android.into_iter().flatten())
        .filter(|(name, _)| !name.starts_with("vn.langnghe:"))
        .collect()
}

/// Everything that tests have run with: by name, its versions.
pub(crate) fn tested() -> BTreeMap<String, BTreeSet<String>> {
    let locked = locked()
        .into_iter()
        .map(|entry| (entry.name, entry.version));
    let mut tested: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (name, version) in asked_for().into_iter().chain(locked) {
        tested.entry(name).or_default().insert(version);
    }
    tested
}

#[test]
fn a_pom_says_what_it_asks_for_in_numbers() {
    let above = Pom::parse(
        "<project xmlns='http://maven.apache.org/POM/4.0.0'><version>0.1.0</version>
           <modules><module>a</module><module>b</module></modules>
           <properties><kotlin.version>2.4.21</kotlin.version></properties></project>",
        BTreeMap::new(),
    );
    assert_eq!(above.modules, ["a", "b"]);
    let below = Pom::parse(
        "<project xmlns='http://maven.apache.org/POM/4.0.0'><dependencies><dependency>
           <groupId>g</groupId><artifactId>a</artifactId><version>${kotlin.version}</version>
           </dependency></dependencies></project>",
        above.properties,
    );
    assert_eq!(
        below.dependencies,
        [("g:a".to_owned(), "2.4.21".to_owned())]
    );
}
