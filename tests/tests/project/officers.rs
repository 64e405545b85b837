//! The page that officers are handed names buttons as the console does.

use std::fs;

use crate::root;

/// The names in the first column of the table of buttons.
fn buttons(page: &str) -> Vec<&str> {
    page.lines()
        .skip_while(|line| !line.starts_with("| Nút |"))
        .skip(2)
        .map_while(|line| line.strip_prefix("| ")?.split(" | ").next())
        .collect()
}

#[test]
fn the_page_for_officers_names_what_is_on_the_console() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let page = read("docs/officers.md");
    let texts = read("server-stub/texts/vi/actions.ftl");
    let buttons = buttons(&page);
    assert!(buttons.len() >= 8, "{buttons:?}");
    for button in buttons {
        let is_a_text = |line: &str| line.split_once(" = ").is_some_and(|(_, t)| t == button);
        assert!(texts.lines().any(is_a_text), "no button is called {button}");
    }
}
