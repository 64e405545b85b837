//! Reports as a person reads them, and as a script does.

use jiff::Timestamp;
use langnghe_core::{
    App, DataUsed, Delivery, ReportSummary, ReportView, SyncSummary, Unsent,
    report::{
        AnsweredQuestion, AskedQuestion, Parked, ParkedThing, PhotographView, Rating, WayOut,
        Whereabouts,
    },
    wire::{
        ReportId,
        words::{self, Guidance, Words},
    },
};
use langnghe_places::category::Question;
use langnghe_tests::terminal::{self, To, bold, both, green, grey, red, yellow};
use serde_json::{Value, json};

use crate::{
    case,
    texts::{label, way_out},
};

/// Every label that is asked for by name, for the test that they exist.
#[cfg(test)]
pub(crate) const LABELS: [&str; 20] = [
    "draft_saved",
    "submitted",
    "done",
    "discarded",
    "key_changed",
    "let_go",
    "nothing",
    "synced",
    "prepared",
    "preparing",
    "after",
    "parked",
    "outside",
    "no_place",
    "no_category",
    "month",
    "unsent",
    "unsent_photographs",
    "unsent_reports",
    "to_answer",
];

/// Says something on the standard output.
pub(crate) fn say(line: &str) {
    terminal::line(To::Output, line);
}

/// Says that something was refused.
pub(crate) fn complain(code: &str, words: &Words, detail: Option<&str>) {
    let detail = detail.map_or_else(String::new, |detail| format!(": {detail}"));
    let note = grey(To::Error, &format!("[{code}{detail}]"));
    let sign = red(To::Error, "✗");
    terminal::line(
        To::Error,
        &format!("{sign} {} {note}", both(To::Error, words)),
    );
}

/// Says what to do about what was refused.
pub(crate) fn advise(words: &Words) {
    terminal::line(To::Error, &format!("  → {}", both(To::Error, words)));
}

/// A report as one line of JSON.
pub(crate) fn as_json(report: &ReportSummary) -> Value {
    json!({
        "id": report.id,
        "delivery": report.delivery.as_str(),
        "case": report.case.as_ref().map(|case| case.status.as_str()),
        "reference": report.reference(),
        "photos_sent": report.photos_sent,
        "photos_total": report.photos_total,
        "category": report.category,
        "parked": report.parked.iter().map(parked_as_json).collect::<Vec<_>>(),
    })
}

fn parked_as_json(parked: &Parked) -> Value {
    let thing = match &parked.thing {
        ParkedThing::Operation(kind) => json!(kind),
        ParkedThing::Photograph(number) => json!({ "photograph": number }),
    };
    let ways_out: Vec<&str> = parked.ways_out.iter().map(|way| way.as_str()).collect();
    let Guidance {
        happened, way_out, ..
    } = parked.guidance();
    json!({
        "thing": thing,
        "code": parked.code,
        "happened": happened,
        "way_out": way_out,
        "ways_out": ways_out,
    })
}

/// A report with all that came back, as one line of JSON.
pub(crate) fn whole_as_json(report: &ReportView) -> Value {
    let mut value = as_json(&report.summary);
    value["text"] = json!(report.text);
    value["place"] = json!(report.place);
    value["answers"] = report.answers.iter().map(answer_as_json).collect();
    let photograph = |p: &PhotographView| json!({ "sha256": p.sha256, "bytes": p.bytes });
    value["photographs"] = report.photographs.iter().map(photograph).collect();
    value["after"] = report.after.iter().map(photograph).collect();
    value["submitted_at"] = json!(report.submitted_at);
    let rating = |rating: &Rating| json!({ "stars": rating.stars, "text": rating.text });
    value["rating"] = json!(report.rating.as_ref().map(rating));
    if let Some(case) = &report.summary.case {
        case::into_json(case, Timestamp::now(), &mut value);
    }
    value
}

fn answer_as_json(answered: &AnsweredQuestion) -> Value {
    let Question { code, text, .. } = &answered.question;
    json!({
        "question": code,
        "text": text,
        "values": answered.values,
        "said": answered.said(),
    })
}

/// What a draft's category asks, as a list in JSON.
pub(crate) fn questions_as_json(asked: &[AskedQuestion]) -> Value {
    let question = |asked: &AskedQuestion| {
        json!({
            "question": asked.question.code,
            "text": asked.question.text,
            "kind": asked.question.kind,
            "required": asked.question.required,
            "choices": asked.question.choices,
            "values": asked.values,
            "asked": asked.is_asked,
            "problem": asked.problem,
        })
    };
    asked.iter().map(question).collect()
}

/// The same as a person reads it: a question, its answer, and what to do about it.
pub(crate) fn question_lines(asked: &[AskedQuestion]) -> Vec<String> {
    let lines = |asked: &AskedQuestion| {
        let Question { code, text, .. } = &asked.question;
        let values = asked.values.join(", ");
        let problem = asked.guidance();
        let problem = problem.map(|g| format!("    → {}", both(To::Output, &g.way_out)));
        let question = format!("  {} ({code}) {values}", text.vi);
        std::iter::once(question.trim_end().to_owned()).chain(problem)
    };
    asked.iter().flat_map(lines).collect()
}

/// How a sync ended, as one line of JSON.
pub(crate) fn sync_as_json(summary: &SyncSummary) -> Value {
    json!({
        "reached": summary.reached,
        "pending": summary.pending,
        "parked": summary.parked,
        "failure": summary.failure.as_ref().map(ToString::to_string),
    })
}

/// A report as two lines that a person reads.
pub(crate) fn as_lines(app: &App, report: &ReportSummary) -> String {
    let category = bold(To::Output, &category(app, report));
    let title = format!("{category} · {}", place(&report.whereabouts));
    let reference = report
        .reference()
        .map(|r| format!("  {r}"))
        .unwrap_or_default();
    format!("{title}\n  {}{reference}", standing(report))
}

/// A report as one line: what it is about, and how far it has come.
pub(crate) fn as_rung(app: &App, report: &ReportSummary) -> String {
    let delivery = both(To::Output, &report.delivery.words());
    let category = category(app, report);
    format!("  {} {category}  {delivery}", sign(report.delivery))
}

fn category(app: &App, report: &ReportSummary) -> String {
    let catalogue = app.catalogue();
    if report.category.is_empty() {
        return both(To::Output, label("no_category"));
    }
    let known = catalogue.category(&report.category);
    known.map_or_else(
        || report.category.clone(),
        |category| category.name.vi.clone(),
    )
}

fn sign(delivery: Delivery) -> String {
    match delivery {
        Delivery::Complete => green(To::Output, "✓"),
        Delivery::Parked => red(To::Output, "!"),
        Delivery::TextReceived { .. } => green(To::Output, "◐"),
        _ => yellow(To::Output, "●"),
    }
}

/// How far a report has come, on both axes.
fn standing(report: &ReportSummary) -> String {
    let delivery = both(To::Output, &report.delivery.words());
    let sign = sign(report.delivery);
    let Some(case) = &report.case else {
        return format!("{sign} {delivery}");
    };
    let status = both(To::Output, words::case_status(case.status));
    let asked = case
        .is_asked()
        .then(|| format!("  {}", yellow(To::Output, &label("to_answer").vi)));
    format!(
        "{sign} {delivery}  │  {status}{}",
        asked.unwrap_or_default()
    )
}

fn place(whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::Commune { name, .. } => name.clone(),
        Whereabouts::Unknown => both(To::Output, label("no_place")),
        Whereabouts::OutsideProvince { nearest, metres } => {
            format!(
                "{} ({nearest}, {:.1} km)",
                both(To::Output, label("outside")),
                metres / 1_000.0
            )
        }
    }
}

/// Why things are parked, and what to do: each way out with the command that takes it.
pub(crate) fn parked_lines(report: &ReportSummary) -> Vec<String> {
    let way = |way: &WayOut| {
        let command = bold(To::Output, &way.as_str().replace('_', "-"));
        format!("    · {command}  {}", both(To::Output, way_out(*way)))
    };
    let lines = |parked: &Parked| {
        let Guidance {
            happened, way_out, ..
        } = parked.guidance();
        let head = [
            format!(
                "  {} {}",
                yellow(To::Output, &label("parked").vi),
                both(To::Output, happened)
            ),
            format!("    → {}", both(To::Output, way_out)),
        ];
        head.into_iter()
            .chain(parked.ways_out.iter().map(way))
            .collect::<Vec<_>>()
    };
    report.parked.iter().flat_map(lines).collect()
}

/// A report with all that came back, as a person reads it.
pub(crate) fn as_page(app: &App, report: &ReportView) -> String {
    let mut lines = vec![as_lines(app, &report.summary)];
    if !report.text.trim().is_empty() {
        lines.push(format!("\n  “{}”", report.text.trim()));
    }
    if let Some(detail) = &report.place.detail {
        lines.push(format!("  {}", detail.trim()));
    }
    for answered in &report.answers {
        let said = answered.said();
        let said: Vec<&str> = said.iter().map(|words| words.vi.as_str()).collect();
        let question = &answered.question.text.vi;
        lines.push(format!("  {question} {}", said.join(", ")));
    }
    lines.extend(parked_lines(&report.summary));
    if let Some(case) = &report.summary.case {
        lines.extend(case::lines(case, Timestamp::now()));
    }
    if !report.after.is_empty() {
        let after = both(To::Output, label("after"));
        lines.push(format!("  {after}: {}", report.after.len()));
    }
    lines.join("\n")
}

/// What sending costs, as one line of JSON.
pub(crate) fn data_as_json(used: &[DataUsed], unsent: &Unsent) -> Value {
    let month = |used: &DataUsed| {
        json!({
            "month": used.month.to_string(),
            "sent": used.sent,
            "received": used.received,
        })
    };
    json!({
        "used": used.iter().map(month).collect::<Vec<_>>(),
        "unsent": {
            "reports": unsent.reports,
            "photographs": unsent.photographs,
            "bytes": unsent.bytes,
            "photograph_bytes": unsent.photograph_bytes,
            "parked": unsent.parked,
        },
    })
}

/// What sending costs, as a person reads it: months in which nothing travelled are left out.
pub(crate) fn data_as_lines(used: &[DataUsed], unsent: &Unsent) -> Vec<String> {
    let kilobytes = |bytes: u64| format!("{:.1} kB", bytes as f64 / 1_000.0);
    let month = |used: &DataUsed| {
        let name = label("month");
        format!(
            "  {} {}  ↑ {}  ↓ {}",
            both(To::Output, name),
            bold(To::Output, &used.month.to_string()),
            kilobytes(used.sent),
            kilobytes(used.received)
        )
    };
    let (first, others) = used.split_at(usize::from(!used.is_empty()));
    let others = others.iter().filter(|used| used.sent + used.received > 0);
    let mut lines: Vec<String> = first.iter().chain(others).map(month).collect();
    let count = |name, count: usize| format!("{count} {}", both(To::Output, label(name)));
    lines.push(format!(
        "  {}: {}, {}, {}",
        both(To::Output, label("unsent")),
        count("unsent_reports", unsent.reports),
        count("unsent_photographs", unsent.photographs),
        kilobytes(unsent.bytes)
    ));
    lines
}

/// An id, alone on its line, as scripts expect it.
pub(crate) fn id_line(id: ReportId, json: bool) -> String {
    if json {
        json!({ "id": id, "delivery": "draft" }).to_string()
    } else {
        id.to_string()
    }
}
