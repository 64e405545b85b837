//! No file of the project names a machine's own paths, or the host of a package registry: both
//! are true on one machine and wrong on the next.

use std::fs;

use crate::{output_of, root};

/// What no file may contain. Each is put together here, so that this file may be searched too.
fn forbidden() -> Vec<String> {
    let paths = ["root", "work", "home", "Users"].map(|folder| format!("/{folder}/"));
    let beside = ["..", "shared"].join("/");
    let hosts = [
        ["index.crates", "io"],
        ["static.crates", "io"],
        ["registry.npmjs", "org"],
        ["files.pythonhosted", "org"],
        ["pypi", "org"],
        ["deb.debian", "org"],
        ["archive.ubuntu", "com"],
        ["repo1.maven", "org"],
        ["proxy.golang", "org"],
    ]
    .map(|parts| parts.join("."));
    paths.into_iter().chain([beside]).chain(hosts).collect()
}

/// Whether `text` names `what` as a path or host of its own, and not as the middle of a longer
/// path: a folder of that name inside of another is none of a machine's own.
fn names(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || "_-.}$/".contains(c))
    })
}

#[test]
fn no_tracked_file_names_a_machine_or_a_registry() {
    let listed = output_of("git", &["ls-files", "-z"]);
    let files: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    assert!(files.len() > 50, "git names only {} files", files.len());
    let forbidden = forbidden();
    let mut found = Vec::new();
    for path in files {
        // A file that was removed but not committed so is nobody's harm; binary files aren't text.
        let Ok(text) = fs::read_to_string(root().join(path)) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for what in forbidden.iter().filter(|what| names(line, what)) {
                found.push(format!("{path}:{}: names {what}", number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_name_counts_at_its_start_only() {
    let path = ["", "work", ""].join("/");
    assert!(names(&format!("cd {path}main"), &path));
    assert!(names(&format!("\"{path}\""), &path));
    assert!(!names(&format!("target{path}x"), &path));
    assert!(!names(&format!("{{url}}{path}x"), &path));
}
