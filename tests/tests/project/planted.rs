//! What ships has no bug that can be switched on: the feature that plants them is nobody's
//! dependency, and the programs don't know the switch.

use std::fs;

use langnghe_planted::Bug;
use langnghe_tests::programs::program;

use crate::{output_of, root};

/// Put together here, so that this program doesn't hold it.
fn switch() -> String {
    ["LANGNGHE", "PLANTED"].join("_")
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|at| at == word.as_bytes())
}

#[test]
fn no_program_knows_how_a_bug_is_switched_on() {
    for (name, word_of_its_own) in [
        ("langnghe-server", "LANGNGHE_LOG"),
        ("langnghe-phone", "not_done_yet"),
    ] {
        let bytes = fs::read(program(name).unwrap()).unwrap();
        assert!(holds(&bytes, word_of_its_own), "{name} can't be searched");
        assert!(!holds(&bytes, &switch()), "{name} has bugs to switch on");
    }
}

#[test]
fn nothing_in_the_workspace_asks_for_planted_bugs() {
    let tree = [
        "tree",
        "--workspace",
        "--locked",
        "--offline",
        "--edges",
        "normal,build,dev,features",
        "--invert",
        "langnghe-planted",
    ];
    let tree = output_of("cargo", &tree);
    assert!(tree.contains("langnghe-photo"), "{tree}");
    assert!(!tree.contains("feature \"planted\""), "{tree}");
}

#[test]
fn every_bug_has_a_gate() {
    let gates = fs::read_to_string(root().join("tests/mutants")).unwrap();
    for bug in Bug::ALL {
        let gate = format!("\nbug {} ", bug.name());
        assert!(gates.contains(&gate), "nothing looks for {}", bug.name());
    }
}
