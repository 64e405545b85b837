//! What each command does, on the core's public surface and nothing else.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use langnghe_core::{
    App, DraftEdit, Error, SyncSummary,
    report::PlaceEdit,
    transport::{Failure, Unreachable},
    wire::{GivenAnswer, ReportId},
};
use langnghe_tests::terminal::{To, both};
use serde_json::json;

use crate::{
    arguments::{Arguments, Changes, Command, New, PhotoCommand},
    progress::{self, Listener},
    refusal::Refusal,
    session, shown,
    texts::label,
};

/// Does what the command line asks.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Refusal> {
    let json = arguments.json;
    match &arguments.command {
        Command::Photo {
            command: PhotoCommand::Prepare { from, to },
        } => prepare(from, to, json),
        Command::Rekey { new_key_file } => {
            session::change_key(arguments, new_key_file)?;
            if !json {
                shown::say(&both(To::Output, label("key_changed")));
            }
            Ok(())
        }
        Command::New(new) => begin(&session::open(arguments)?, new, json),
        Command::List => list(&session::open(arguments)?, json),
        Command::Show { id } => show(&session::open(arguments)?, *id, json),
        Command::Sync { timeout } => {
            if arguments.server.is_none() {
                return Err(Refusal::Usage("usage_server"));
            }
            sync(&session::open(arguments)?, *timeout, json)
        }
        Command::Submit { id } => change(arguments, *id, "submitted", App::submit),
        Command::Reply { id, text } => {
            change(arguments, *id, "done", |app, id| app.reply(id, text))
        }
        Command::Confirm { id } => change(arguments, *id, "done", App::confirm),
        Command::Reopen { id, text, photo } => {
            reopen(&session::open(arguments)?, *id, text, photo, json)
        }
        Command::Rate { id, stars, text } => {
            change(arguments, *id, "done", |app, id| app.rate(id, *stars, text))
        }
        Command::Attach { id, photos } => attach(&session::open(arguments)?, *id, photos, json),
        Command::Data => data(&session::open(arguments)?, json),
        Command::Edit { id, changes } => {
            let app = session::open(arguments)?;
            edit(&app, *id, changes)?;
            said(&app, *id, "draft_saved", json)
        }
        Command::Withdraw { id } => change(arguments, *id, "done", App::withdraw),
        Command::Retry { id } => change(arguments, *id, "done", App::retry),
        Command::LetGo { id } => change(arguments, *id, "let_go", App::let_go),
        Command::Copy { id, changes } => copy(&session::open(arguments)?, *id, changes, json),
        Command::Discard { id } => {
            session::open(arguments)?.discard_draft(*id)?;
            if !json {
                shown::say(&both(To::Output, label("discarded")));
            }
            Ok(())
        }
    }
}

fn prepare(from: &Path, to: &Path, json: bool) -> Result<(), Refusal> {
    let original = fs::read(from).map_err(|error| Refusal::File(from.to_owned(), error))?;
    let prepared = langnghe_photo::prepare(&original).map_err(Refusal::Photograph)?;
    fs::write(to, &prepared.photo).map_err(|error| Refusal::File(to.to_owned(), error))?;
    let (width, height, bytes) = (prepared.width, prepared.height, prepared.photo.len());
    if json {
        shown::say(&json!({ "width": width, "height": height, "bytes": bytes }).to_string());
    } else {
        let words = both(To::Output, label("prepared"));
        shown::say(&format!("{words}  {width} × {height} · {bytes} B"));
    }
    Ok(())
}

/// Begins a draft and fills it in; if any of it is refused, nothing of it stays.
fn begin(app: &App, new: &New, json: bool) -> Result<(), Refusal> {
    let id = match &new.category {
        Some(category) => app.new_draft(category)?,
        None => app.begin_draft()?,
    };
    let changes = Changes {
        category: None,
        text: Some(new.text.clone()),
        at: new.at,
        commune: new.commune.clone(),
        detail: new.detail.clone(),
        answer: new.answer.clone(),
    };
    let filled = edit(app, id, &changes).and_then(|()| add_photographs(app, id, &new.photo, json));
    drafted(app, id, filled, json)
}

/// Copies a parked report into a draft, with changes; if any of it is refused, nothing of it
/// stays.
fn copy(app: &App, parked: ReportId, changes: &Changes, json: bool) -> Result<(), Refusal> {
    let id = app.copy_into_draft(parked)?;
    let edited = edit(app, id, changes);
    drafted(app, id, edited, json)
}

/// Says that a draft is saved, or throws it away.
fn drafted(
    app: &App,
    id: ReportId,
    filled: Result<(), Refusal>,
    json: bool,
) -> Result<(), Refusal> {
    if let Err(refusal) = filled {
        app.discard_draft(id)?;
        return Err(refusal);
    }
    if !json {
        shown::say(&both(To::Output, label("draft_saved")));
    }
    shown::say(&shown::id_line(id, json));
    Ok(())
}

fn edit(app: &App, id: ReportId, changes: &Changes) -> Result<(), Refusal> {
    let Changes {
        category,
        text,
        at,
        commune,
        detail,
        answer,
    } = changes.clone();
    let words = DraftEdit {
        category,
        text,
        detail,
        answers: answers(answer),
        ..DraftEdit::default()
    };
    app.edit_draft(id, words)?;
    let places = [at.map(PlaceEdit::At), commune.map(PlaceEdit::InCommune)];
    for place in places.into_iter().flatten() {
        let place = Some(place);
        let edit = DraftEdit {
            place,
            ..DraftEdit::default()
        };
        app.edit_draft(id, edit)?;
    }
    Ok(())
}

/// Several values of one question are one answer.
fn answers(given: Vec<(String, String)>) -> Vec<GivenAnswer> {
    let mut answers: Vec<GivenAnswer> = vec![];
    for (question, value) in given {
        match answers.iter_mut().find(|a| a.question == question) {
            Some(answer) => answer.values.push(value),
            None => answers.push(GivenAnswer {
                question,
                values: vec![value],
            }),
        }
    }
    answers
}

fn add_photographs(app: &App, id: ReportId, paths: &[PathBuf], json: bool) -> Result<(), Refusal> {
    each_file(paths, json, |file| app.add_photo(id, file).map(drop))
}

/// Adds photographs to a report that was submitted, one after the other: those in front of one
/// that is refused are added.
fn attach(app: &App, id: ReportId, paths: &[PathBuf], json: bool) -> Result<(), Refusal> {
    each_file(paths, json, |file| app.attach(id, file).map(drop))?;
    said(app, id, "done", json)
}

/// Says that it isn't fixed, with photographs that show it: all of it, or nothing.
fn reopen(
    app: &App,
    id: ReportId,
    text: &str,
    paths: &[PathBuf],
    json: bool,
) -> Result<(), Refusal> {
    let open =
        |path: &PathBuf| File::open(path).map_err(|error| Refusal::File(path.clone(), error));
    let files: Vec<File> = paths.iter().map(open).collect::<Result<_, _>>()?;
    app.reopen_with(id, text, files)?;
    said(app, id, "done", json)
}

fn each_file(
    paths: &[PathBuf],
    json: bool,
    mut add: impl FnMut(File) -> Result<(), Error>,
) -> Result<(), Refusal> {
    if paths.is_empty() {
        return Ok(());
    }
    let working = progress::working("preparing", json);
    for path in paths {
        let file = File::open(path).map_err(|error| Refusal::File(path.clone(), error))?;
        add(file)?;
    }
    working.finish_and_clear();
    Ok(())
}

/// Tells what sending costs.
fn data(app: &App, json: bool) -> Result<(), Refusal> {
    let (used, unsent) = (app.data_used()?, app.unsent()?);
    if json {
        shown::say(&shown::data_as_json(&used, &unsent).to_string());
    } else {
        shown::say(&shown::data_as_lines(&used, &unsent).join("\n"));
    }
    Ok(())
}

/// Changes a report and says how it stands now.
fn change(
    arguments: &Arguments,
    id: ReportId,
    done: &str,
    act: impl FnOnce(&App, ReportId) -> Result<(), Error>,
) -> Result<(), Refusal> {
    let app = session::open(arguments)?;
    act(&app, id)?;
    said(&app, id, done, arguments.json)
}

/// Says that it is done, or how the report stands now.
fn said(app: &App, id: ReportId, done: &str, json: bool) -> Result<(), Refusal> {
    if json {
        shown::say(&shown::as_json(&app.report(id)?.summary).to_string());
    } else {
        shown::say(&both(To::Output, label(done)));
    }
    Ok(())
}

fn list(app: &App, json: bool) -> Result<(), Refusal> {
    let drafts: Result<Vec<_>, Error> = app
        .drafts()?
        .into_iter()
        .map(|draft| Ok(app.report(draft.id)?.summary))
        .collect();
    let mut all = drafts?;
    all.extend(app.reports()?);
    if all.is_empty() && !json {
        shown::say(&both(To::Output, label("nothing")));
    }
    for report in &all {
        if json {
            shown::say(&shown::as_json(report).to_string());
        } else {
            let mut lines = vec![shown::as_lines(app, report)];
            lines.extend(shown::parked_lines(report));
            lines.push(format!("  {}", report.id));
            shown::say(&lines.join("\n"));
        }
    }
    Ok(())
}

fn show(app: &App, id: ReportId, json: bool) -> Result<(), Refusal> {
    let report = app.report(id)?;
    let asked = match app.draft(id) {
        Ok(draft) => draft.questions,
        // What was submitted is asked no more.
        Err(Error::NotADraft) => vec![],
        Err(other) => return Err(other.into()),
    };
    if json {
        let mut value = shown::whole_as_json(&report);
        value["questions"] = shown::questions_as_json(&asked);
        shown::say(&value.to_string());
    } else {
        shown::say(&shown::as_page(app, &report));
        for line in shown::question_lines(&asked) {
            shown::say(&line);
        }
    }
    Ok(())
}

fn sync(app: &App, timeout: Duration, json: bool) -> Result<(), Refusal> {
    app.resume()?;
    let (listener, events) = Listener::new();
    let summary = thread::scope(|scope| {
        let subscription = app.observe(Arc::new(listener));
        scope.spawn(|| progress::show(app, events, json));
        let summary = app.sync_now(timeout);
        drop(subscription);
        summary
    })?;
    if json {
        shown::say(&shown::sync_as_json(&summary).to_string());
    }
    judge(&summary)?;
    if !json {
        shown::say(&both(To::Output, label("synced")));
    }
    Ok(())
}

/// What is parked was dealt with; what still waits was not.
fn judge(summary: &SyncSummary) -> Result<(), Refusal> {
    let detail = summary.failure.as_ref().map(ToString::to_string);
    let why = match (&summary.failure, summary.reached) {
        (_, true) if summary.pending == 0 => return Ok(()),
        (Some(Failure::Problem { .. }), _) => "refused_by_server",
        (Some(Failure::Unreachable(Unreachable::Certificate)), _) => "not_proven",
        (_, false) => "not_reached",
        (_, true) => "not_done_yet",
    };
    Err(Refusal::NotSynced { why, detail })
}
