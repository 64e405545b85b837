//! What is seen of a report that was submitted.

use langnghe_core::{
    Act, ReportSummary, ReportView,
    report::Parked,
    status::{CaseView, Entry},
    wire::{Visibility, What, words},
};
use serde_json::{Map, Value, json};

use super::{place_in_words, title};
use crate::person::Person;

/// A row of the home screen.
pub(super) fn row(person: &Person, summary: &ReportSummary) -> Value {
    let mut row = ladder(person, summary);
    let status = summary.case.as_ref().map(|case| status(person, case));
    row.extend([
        ("draft".to_owned(), json!(false)),
        ("title".to_owned(), title(person, &summary.category).into()),
        (
            "where".to_owned(),
            place_in_words(person, &summary.whereabouts).into(),
        ),
        ("first_line".to_owned(), json!(summary.first_line)),
        ("picture".to_owned(), json!(summary.picture.is_some())),
        ("status".to_owned(), json!(status)),
    ]);
    Value::Object(row)
}

/// *Đã lưu an toàn.*
pub(super) fn saved(person: &Person, _: &Value) -> Result<Value, String> {
    Ok(Value::Object(ladder(person, &read(person)?.summary)))
}

/// The report, whole.
pub(super) fn report(person: &Person, _: &Value) -> Result<Value, String> {
    let report = read(person)?;
    let (summary, case) = (&report.summary, report.summary.case.as_ref());
    let unit = case.and_then(|case| case.unit.as_ref());
    let mut can: Vec<_> = report.acts.iter().map(|act| name(*act)).collect();
    can.sort_unstable();
    let rating = report.rating.as_ref();
    let Value::Object(mut shown) = json!({
        "title": title(person, &summary.category),
        "where": place_in_words(person, &summary.whereabouts),
        "detail": report.place.detail.as_deref().unwrap_or_default(),
        "text": report.text,
        "name_hidden": report.visibility == Visibility::NameHidden,
        "photographs": report.photographs.len(),
        "has_reference": summary.reference().is_some(),
        "status": case.map(|case| status(person, case)),
        "reason": case.and_then(|case| case.reason.as_ref()),
        "unit": unit.map(|unit| unit.in_language(person.language)),
        "clocks": case.and_then(|case| case.clocks.as_ref()).map_or(0, |_| 2),
        "timeline": case.map_or_else(Vec::new, |case| case.timeline.iter().map(entry).collect()),
        "pending": report.unheard,
        "can": can,
        "parked": summary.parked.iter().map(|what| parked(person, what)).collect::<Vec<_>>(),
        "rating": rating.map(|rating| json!({"stars": rating.stars, "words": rating.text})),
    }) else {
        unreachable!("it is an object")
    };
    shown.append(&mut ladder(person, summary));
    Ok(Value::Object(shown))
}

fn read(person: &Person) -> Result<ReportView, String> {
    let read = person.phone.app().report(person.at());
    read.map_err(|error| error.to_string())
}

fn ladder(person: &Person, summary: &ReportSummary) -> Map<String, Value> {
    let words = summary.delivery.words();
    Map::from_iter([
        ("rung".to_owned(), json!(summary.delivery.as_str())),
        (
            "words".to_owned(),
            json!(words.in_language(person.language)),
        ),
        ("sent".to_owned(), json!(summary.photos_sent)),
        ("total".to_owned(), json!(summary.photos_total)),
    ])
}

fn status(person: &Person, case: &CaseView) -> &'static str {
    words::case_status(case.status).in_language(person.language)
}

fn entry(entry: &Entry) -> Value {
    let (kind, words) = match &entry.what {
        What::Received { .. } => ("received", ""),
        What::Photograph { .. } => ("photograph", ""),
        What::Status { reason, .. } => ("status", reason.as_deref().unwrap_or_default()),
        What::Reply { text, .. } => ("reply", text.as_str()),
        What::Clocks(_) => ("clocks", ""),
        What::Said { text } => ("said", text.as_str()),
        What::Snapshot { .. } | What::Unknown => ("other", ""),
    };
    json!({"kind": kind, "words": words})
}

fn parked(person: &Person, parked: &Parked) -> Value {
    let happened = &parked.guidance().happened;
    let ways = parked.ways_out.iter().map(|way| way.as_str());
    json!({
        "happened": happened.in_language(person.language),
        "ways_out": ways.collect::<Vec<_>>(),
    })
}

fn name(act: Act) -> &'static str {
    match act {
        Act::Reply => "reply",
        Act::AddText => "add_text",
        Act::AddPhotograph => "add_photograph",
        Act::Confirm => "confirm",
        Act::Reopen => "reopen",
        Act::Rate => "rate",
        Act::Withdraw => "withdraw",
    }
}
