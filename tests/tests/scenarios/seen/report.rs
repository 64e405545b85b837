//! What is seen of a report that was submitted.

use langnghe_core::{
    Act, ReportSummary, ReportView,
    report::Parked,
    status::{CaseView, Entry},
    wire::{
        Visibility, What,
        words::{self, Words},
    },
};
use serde_json::{Map, Value, json};

use super::{place_in_words, title};
use crate::{asked, person::Person};

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
        "after": report.after.len(),
        "timeline": case.map_or_else(Vec::new, |case| case.timeline.iter().map(entry).collect()),
        "pending": report.unheard,
        "can": can,
        "parked": summary.parked.iter().map(|what| parked(person, what)).collect::<Vec<_>>(),
        "answers": asked::answers(person, &report),
        "rating": rating.map(|rating| json!({"stars": rating.stars, "words": rating.text})),
    }) else {
        unreachable!("it is an object")
    };
    shown.append(&mut ladder(person, summary));
    shown.append(&mut standing(person, case));
    Ok(Value::Object(shown))
}

/// What the server told beside the status.
fn standing(person: &Person, case: Option<&CaseView>) -> Map<String, Value> {
    let words = |words: &Words| json!(words.in_language(person.language));
    let clocks = case.map(CaseView::two_clocks).unwrap_or_default();
    let now = person.now();
    let clock_words = clocks
        .iter()
        .map(|clock| clock.words(now).as_ref().map_or(json!(""), words));
    let level = case.and_then(|case| case.level.as_ref());
    let merged = case.and_then(|case| case.merged.as_ref());
    let outcome = case.and_then(CaseView::outcome);
    let pause = case.and_then(|case| case.pause.as_ref());
    let Value::Object(standing) = json!({
        "belongs": case.and_then(|case| case.belongs.as_ref()),
        "asked": case.is_some_and(CaseView::is_asked),
        "unanswered": case.is_some_and(|case| case.unanswered),
        "pause": pause.map(|pause| words(&pause.words())),
        "has_answer_by": case.and_then(CaseView::answer_by).is_some(),
        "level": level.map(|level| {
            json!({"words": words(words::level(&level.code)), "reason": level.reason})
        }),
        "merged": merged.map(|merged| {
            let status = merged.status.map(|status| words(words::case_status(status)));
            json!({"status": status, "agreed": merged.agreed})
        }),
        "outcome": outcome.map(|outcome| json!({
            "cause": outcome.cause,
            "remedy": words(words::remedy(outcome.remedy)),
            "without_photograph": outcome.without_photograph,
        })),
        "clocks": clocks.len(),
        "clocks_done": clocks.iter().map(|clock| clock.done).collect::<Vec<_>>(),
        "clock_words": clock_words.collect::<Vec<_>>(),
        "overdue": clocks.iter().any(|clock| clock.late(now).is_some()),
    }) else {
        unreachable!("it is an object")
    };
    standing
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
        What::Rescheduled(told) => ("rescheduled", told.why.vi.as_str()),
        What::Agreed => ("agreed", ""),
        What::Said { text } => ("said", text.as_str()),
        What::Unit { .. } => ("unit", ""),
        What::Paused { reason } => ("paused", reason.as_str()),
        What::Resumed => ("resumed", ""),
        What::Level { reason, .. } => ("level", reason.as_str()),
        What::Merged { into } => ("merged", into.as_str()),
        What::Followed { reference, .. } => ("followed", reference.as_str()),
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
