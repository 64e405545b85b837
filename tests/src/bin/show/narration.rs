//! How the story is told: texts from `texts.json`, Vietnamese first, English in grey beside it.

use std::{collections::BTreeMap, sync::LazyLock};

use langnghe_tests::{
    phone::Report,
    terminal::{self, To, bold, green, grey, yellow},
};
use langnghe_wire::{
    CaseStatus,
    words::{self, Words},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Texts {
    said: BTreeMap<String, Words>,
    reports: Vec<ReportTexts>,
    reply: Words,
}

/// What the story's person writes about one thing.
#[derive(Deserialize)]
pub(crate) struct ReportTexts {
    pub(crate) category: String,
    pub(crate) text: Words,
    pub(crate) at: String,
    pub(crate) photos: Vec<String>,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("texts.json"))
        .expect("the texts are compiled in, and a test reads them")
});

/// What is reported.
pub(crate) fn reports() -> &'static [ReportTexts] {
    &TEXTS.reports
}

/// What the officer answers.
pub(crate) fn reply() -> &'static Words {
    &TEXTS.reply
}

/// A text with its gaps filled, one after the other.
fn filled(name: &str, gaps: &[&str]) -> Words {
    let words = &TEXTS.said[name];
    let fill = |text: &str| {
        gaps.iter()
            .fold(text.to_owned(), |t, gap| t.replacen("{}", gap, 1))
    };
    Words::both(fill(&words.vi), fill(&words.en))
}

fn tell(line: &str) {
    terminal::line(To::Output, line);
}

/// The title.
pub(crate) fn title() {
    let words = filled("title", &[]);
    let rule = grey(To::Output, &"─".repeat(72));
    tell(&format!(
        "\n{rule}\n  {}\n  {}\n{rule}",
        bold(To::Output, &words.vi),
        grey(To::Output, &words.en)
    ));
}

/// A new chapter.
pub(crate) fn chapter(number: u8, name: &str) {
    let words = filled(name, &[]);
    let heading = bold(To::Output, &format!("{number} · {}", words.vi));
    tell(&format!("\n{heading}  {}", grey(To::Output, &words.en)));
}

/// Something that is done.
pub(crate) fn done(name: &str, gaps: &[&str]) {
    tell(&format!(
        "  {} {}",
        green(To::Output, "✓"),
        beside(&filled(name, gaps))
    ));
}

/// Something that waits.
pub(crate) fn waits(name: &str, gaps: &[&str]) {
    tell(&format!(
        "  {} {}",
        yellow(To::Output, "●"),
        beside(&filled(name, gaps))
    ));
}

/// A remark.
pub(crate) fn remark(name: &str, gaps: &[&str]) {
    tell(&format!("    {}", beside(&filled(name, gaps))));
}

/// Both languages: on one line if they fit, else one below the other.
fn beside(words: &Words) -> String {
    let english = grey(To::Output, &words.en);
    if words.vi.chars().count() + words.en.chars().count() < 96 {
        format!("{}  {english}", words.vi)
    } else {
        format!("{}\n      {english}", words.vi)
    }
}

/// What somebody says.
pub(crate) fn quote(words: &Words) {
    tell(&format!(
        "    “{}”\n    {}",
        words.vi,
        grey(To::Output, &format!("“{}”", words.en))
    ));
}

/// How a report stands, on both axes.
pub(crate) fn standing(what: &ReportTexts, report: &Report) {
    let delivery = filled_delivery(report);
    let sign = if report.delivery == "complete" {
        green(To::Output, "✓")
    } else {
        yellow(To::Output, "●")
    };
    tell(&format!("  {sign} {}", beside(&what.text)));
    let case = report
        .case
        .as_deref()
        .map(CaseStatus::from_name)
        .map(words::case_status);
    let case = case.map(|words| format!("  │  {}", terminal::both(To::Output, words)));
    let reference = report.reference.as_deref().unwrap_or_default();
    let delivery = terminal::both(To::Output, &delivery);
    tell(&format!(
        "    {delivery}{}  {}",
        case.unwrap_or_default(),
        bold(To::Output, reference)
    ));
}

/// A rung that a report has climbed, as one line.
pub(crate) fn rung(what: &ReportTexts, report: &Report) -> String {
    let catalogue = langnghe_places::Catalogue::bundled();
    let known = catalogue.category(&what.category);
    let name = known.map_or(what.category.as_str(), |category| category.name.vi.as_str());
    format!(
        "{name}  {}",
        terminal::both(To::Output, &filled_delivery(report))
    )
}

/// A line under a chapter, as it is.
pub(crate) fn plain(line: &str) {
    tell(&format!("  {line}"));
}

fn filled_delivery(report: &Report) -> Words {
    let words = words::delivery(&report.delivery);
    let fill = |text: &str| {
        text.replace("{sent}", &report.photos_sent.to_string())
            .replace("{total}", &report.photos_total.to_string())
    };
    Words::both(fill(&words.vi), fill(&words.en))
}

/// A free line, as another program of the project printed it.
pub(crate) fn verbatim(text: &str) {
    for line in text.trim_end().lines() {
        tell(&format!("  {line}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_both_languages_and_gaps_that_are_filled() {
        let reports = TEXTS.reports.iter().map(|report| &report.text);
        for words in TEXTS.said.values().chain(reports).chain([&TEXTS.reply]) {
            assert!(!words.vi.trim().is_empty() && !words.en.trim().is_empty());
            // What stands in the Vietnamese already needn't stand beside it again.
            let gaps = |text: &str| text.matches("{}").count();
            assert!(gaps(&words.en) <= gaps(&words.vi), "{}", words.vi);
        }
    }

    #[test]
    fn every_report_of_the_story_could_be_filed() {
        let catalogue = langnghe_places::Catalogue::bundled();
        for report in reports() {
            assert!(catalogue.category(&report.category).is_some());
            let (lat, lon) = report.at.split_once(',').unwrap();
            let located = langnghe_places::Communes::bundled()
                .locate(lat.parse().unwrap(), lon.parse().unwrap())
                .unwrap();
            assert_eq!(located.commune().unwrap().code, crate::stage::COMMUNE);
            for name in &report.photos {
                assert!(crate::stage::photo(name).is_file(), "{name}");
            }
        }
    }
}
