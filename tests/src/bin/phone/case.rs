//! How a case stands, as a person reads it and as a script does.

use jiff::Timestamp;
use langnghe_core::{
    status::{CaseClock, CaseView, Entry, Which, Why},
    wire::{
        CaseStatus, Rescheduled, Resolution, What,
        words::{self, Words},
    },
};
use langnghe_tests::terminal::{To, bold, both, grey, local, yellow};
use serde_json::{Value, json};

use crate::texts::label;

/// Every label that is asked for by name, for the test that they exist.
#[cfg(test)]
pub(crate) const LABELS: [&str; 19] = [
    "rescheduled",
    "intake",
    "resolution",
    "by",
    "belongs",
    "level",
    "merged",
    "unanswered",
    "cause",
    "without_photograph",
    "answer_by",
    "photograph",
    "reply",
    "said",
    "unit",
    "paused",
    "resumed",
    "followed",
    "agreed",
];

/// Adds how a case stands to a report's JSON.
pub(crate) fn into_json(case: &CaseView, now: Timestamp, value: &mut Value) {
    let clocks = case.two_clocks();
    let standing = |which: Which| clocks.iter().find(|clock| clock.which == which);
    let words = |which| standing(which).and_then(|clock| clock.words(now));
    let pause = case.pause.as_ref().map(|pause| {
        let reason = match &pause.why {
            Why::Asked => None,
            Why::Reason(reason) => Some(reason),
        };
        json!({ "since": pause.since, "reason": reason, "words": pause.words() })
    });
    value["reason"] = json!(case.reason);
    value["belongs"] = json!(case.belongs);
    value["unit"] = json!(case.unit);
    value["asked"] = json!(case.is_asked());
    value["clocks"] = json!(case.clocks);
    value["clock_words"] = json!({
        "intake": words(Which::Intake),
        "resolution": words(Which::Resolution),
    });
    value["pause"] = json!(pause);
    value["level"] = json!(
        case.level
            .as_ref()
            .map(|level| { json!({ "code": level.code, "reason": level.reason }) })
    );
    value["resolution"] = json!(case.resolution);
    value["answer_by"] = json!(case.answer_by());
    value["unanswered"] = json!(case.unanswered);
    value["merged"] = json!(case.merged.as_ref().map(|merged| {
        json!({ "into": merged.into, "status": merged.status, "resolution": merged.resolution })
    }));
    value["stale"] = json!(case.stale);
    let entry = |entry: &Entry| json!({ "at": entry.at, "what": entry.what });
    value["timeline"] = case.timeline.iter().map(entry).collect();
}

/// How a case stands, line by line, and then what happened.
pub(crate) fn lines(case: &CaseView, now: Timestamp) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(merged) = &case.merged {
        let stands = merged.status.map(|status| format!(" │ {}", state(status)));
        let into = bold(To::Output, merged.into.as_str());
        lines.push(line("merged", &into) + &stands.unwrap_or_default());
    }
    if let Some(belongs) = &case.belongs {
        lines.push(line("belongs", belongs));
    }
    if let Some(level) = &case.level {
        let name = both(To::Output, words::level(&level.code));
        lines.push(line("level", &format!("{name} ({})", level.reason)));
    }
    if let Some(outcome) = case.outcome() {
        lines.extend(outcome_lines(outcome));
    }
    if let Some(until) = case.answer_by() {
        lines.push(line("answer_by", &bold(To::Output, &local(until))));
    }
    if case.unanswered {
        lines.push(format!("  {}", both(To::Output, label("unanswered"))));
    }
    lines.extend(
        case.two_clocks()
            .iter()
            .map(|clock| clock_lines(clock, now)),
    );
    lines.extend(case.timeline.iter().filter_map(entry_line));
    lines
}

fn line(name: &str, value: &str) -> String {
    format!("  {}: {value}", both(To::Output, label(name)))
}

fn state(status: CaseStatus) -> String {
    both(To::Output, words::case_status(status))
}

fn outcome_lines(outcome: &Resolution) -> Vec<String> {
    let remedy = both(To::Output, words::remedy(outcome.remedy));
    let mut lines = vec![format!("  {remedy}")];
    // What was erased at the server is empty here.
    if !outcome.cause.is_empty() {
        lines.insert(0, line("cause", &outcome.cause));
    }
    if let Some(why) = outcome
        .without_photograph
        .as_ref()
        .filter(|why| !why.is_empty())
    {
        lines.push(line("without_photograph", why));
    }
    lines
}

fn clock_lines(clock: &CaseClock, now: Timestamp) -> String {
    let name = match clock.which {
        Which::Intake => "intake",
        Which::Resolution => "resolution",
    };
    let rule = format!("{} {}", label("by").vi, clock.clock.basis.vi);
    let due = bold(To::Output, &local(clock.clock.due));
    let standing = clock.words(now).map(|words| {
        let words = both(To::Output, &words);
        format!("  {}", yellow(To::Output, &words))
    });
    format!(
        "  {}  {due}{}\n    {}",
        both(To::Output, label(name)),
        standing.unwrap_or_default(),
        grey(To::Output, &rule)
    )
}

/// From when to when each date moved, and why.
fn dates_that_moved(told: &Rescheduled) -> String {
    let dates = [("intake", &told.intake), ("resolution", &told.resolution)];
    let lines = dates.iter().filter_map(|(name, moved)| {
        let [from, to] = moved.as_ref()?.map(local);
        Some(format!("{} {from} → {to}", both(To::Output, label(name))))
    });
    let lines: Vec<String> = lines.collect();
    format!("{} ({})", lines.join("; "), both(To::Output, &told.why))
}

fn entry_line(entry: &Entry) -> Option<String> {
    let said = |name: &str, text: &str| format!("{}: “{text}”", both(To::Output, label(name)));
    let named = |name: &str, value: &str| format!("{}: {value}", both(To::Output, label(name)));
    let read = |words: &Words| words.vi.clone();
    let happened = match &entry.what {
        What::Received {
            reference, unit, ..
        } => format!("{reference} · {}", unit.vi),
        What::Photograph { .. } => both(To::Output, label("photograph")),
        What::Status { status, reason, .. } => {
            let reason = reason.as_ref().map(|reason| format!(": {reason}"));
            format!("{}{}", state(*status), reason.unwrap_or_default())
        }
        What::Unit { unit } => named("unit", &read(unit)),
        What::Reply { text, unit } => {
            let reply = both(To::Output, label("reply"));
            format!("{reply} · {}: “{text}”", unit.vi)
        }
        What::Agreed => both(To::Output, label("agreed")),
        What::Said { text } => said("said", text),
        What::Paused { reason } => named("paused", reason),
        What::Resumed => both(To::Output, label("resumed")),
        What::Rescheduled(told) => named("rescheduled", &dates_that_moved(told)),
        What::Level { level, reason } => {
            let level = both(To::Output, words::level(level));
            named("level", &format!("{level} ({reason})"))
        }
        What::Merged { into } => named("merged", into.as_str()),
        What::Followed {
            reference, status, ..
        } => named("followed", &format!("{reference} │ {}", state(*status))),
        What::Clocks(_) | What::Snapshot { .. } | What::Unknown => return None,
    };
    let at = grey(To::Output, &local(entry.at));
    Some(format!("  {at}  {happened}"))
}
