//! A migration that was released never changes: phones and servers have run it, and would not
//! run it again. What is to be otherwise comes in the next one.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use langnghe_wire::Sha256;

/// Every migration, and the hash that it was released with.
const RELEASED: [(&str, &str); 8] = [
    (
        "core/migrations/0001_first.sql",
        "3e1b3d5da8ba8df858c06bb213d0aa861bb984f7f897f71304dd5b60fd45296a",
    ),
    (
        "core/migrations/0002_where_exactly_and_data_used.sql",
        "fe041e4996691d5ea7fd42428128e2591a927a9155722f56c2543dba3b96d0eb",
    ),
    (
        "core/migrations/0003_photographs_of_the_result.sql",
        "9bf9b6814fc3dc831f170c4b5b78642b406edb118a8effe00d3493bfa97bf00d",
    ),
    (
        "core/migrations/0004_answers.sql",
        "3be025f6b589dc050e2d682adf2e8b8a67df7c870d34492a391a08aaf19be7d8",
    ),
    (
        "server-stub/migrations/0001_first.sql",
        "a68d2957a71cdb5ddf4daa1b47cbbc5708dab1b3164ff18bae6fdd519236338a",
    ),
    (
        "server-stub/migrations/0002_photographs_of_the_result.sql",
        "1b443a5a68b170b7ae2ccf2fbcd4cfe5b620b4a219ca40f005761640830fdcb5",
    ),
    (
        "server-stub/migrations/0003_the_officers_desk.sql",
        "bb1de45b53f8811f8822e6d5886b2ad008f596afb7155127ffe7b895a219ea62",
    ),
    (
        "server-stub/migrations/0004_what_was_left.sql",
        "1e97bcea0debcb8bfad3ebe67f84dc122116737dddc7ecd99fe7f6c3b409fad5",
    ),
];

#[test]
fn a_released_migration_never_changes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeMap::new();
    for folder in ["core/migrations", "server-stub/migrations"] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let file: PathBuf = file.unwrap().path();
            let name = format!("{folder}/{}", file.file_name().unwrap().display());
            found.insert(name, Sha256::of(&fs::read(file).unwrap()).to_string());
        }
    }
    let released = RELEASED.map(|(name, hash)| (name.to_owned(), hash.to_owned()));
    assert_eq!(
        found,
        BTreeMap::from(released),
        "add another migration, and its hash here"
    );
}
