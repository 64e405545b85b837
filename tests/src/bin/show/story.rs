//! What happens, step by step. Every step uses what a person would use: the phone's command line,
//! the console's pages.

use std::path::{Path, PathBuf};

use langnghe_places::{Catalogue, Communes};
use langnghe_tests::{
    flaky::Plan,
    officer::Officer,
    phone::{Filing, PhoneError, Report},
    record::Record,
};

use crate::{
    Failure, delivery, narration,
    stage::{COMMUNE, Stage, photo},
};

/// A weak signal: slow enough to watch, fast enough to wait for.
const BYTES_PER_SECOND: u32 = 160_000;
/// How long the delivery may take at most, in seconds.
const PATIENCE: u32 = 120;

/// Tells the story; what was opened for it is still open when it ends.
pub(crate) fn tell() -> Result<Stage, Failure> {
    narration::title();
    let stage = open()?;
    let ids = file_without_a_signal(&stage)?;
    deliver(&stage, &ids)?;
    answer(&stage, &ids)?;
    read_the_answer(&stage, &ids)?;
    Ok(stage)
}

fn open() -> Result<Stage, Failure> {
    narration::chapter(1, "chapter_server");
    let stage = Stage::open()?;
    let (communes, catalogue) = (Communes::bundled(), Catalogue::bundled());
    let commune = communes
        .by_code(COMMUNE)
        .ok_or("the communes lack the story's own")?;
    narration::done("server_up", &[&stage.server.url()]);
    narration::done(
        "communes",
        &[
            &communes.all().len().to_string(),
            &catalogue.categories.len().to_string(),
            &catalogue.version.to_string(),
        ],
    );
    narration::done("officer", &[&stage.officer.name, &commune.name]);
    Ok(stage)
}

fn file_without_a_signal(stage: &Stage) -> Result<Vec<String>, Failure> {
    narration::chapter(2, "chapter_offline");
    narration::waits("link_down", &[]);
    let mut ids = Vec::new();
    for report in narration::reports() {
        let photos: Vec<PathBuf> = report.photos.iter().map(|name| photo(name)).collect();
        let photos: Vec<&Path> = photos.iter().map(PathBuf::as_path).collect();
        ids.push(stage.phone.file(&Filing {
            category: &report.category,
            text: &report.text.vi,
            at: &report.at,
            photos: &photos,
        })?);
    }
    let photos: usize = narration::reports()
        .iter()
        .map(|report| report.photos.len())
        .sum();
    narration::done("filed", &[&ids.len().to_string(), &photos.to_string()]);
    match stage.phone.sync(&stage.link.url(), 2) {
        Err(PhoneError::Refused { .. }) => narration::waits("tried", &[]),
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("the phone reached the server without a signal".into()),
    }
    show_standing(stage, &ids)?;
    let store = std::fs::metadata(stage.phone.home().join("store.db"))?;
    narration::remark("store", &[&(store.len() / 1024).to_string()]);
    let cases = Record::in_folder(stage.server.data())?.cases()?;
    narration::remark("server_knows_nothing", &[&cases.to_string()]);
    Ok(ids)
}

fn deliver(stage: &Stage, ids: &[String]) -> Result<(), Failure> {
    narration::chapter(3, "chapter_signal");
    narration::waits("link_slow", &[&(BYTES_PER_SECOND / 1_000).to_string()]);
    stage.link.set(Plan::slow(BYTES_PER_SECOND));
    delivery::watch(stage, ids, PATIENCE)?;
    stage.link.set(Plan::default());
    let record = Record::in_folder(stage.server.data())?;
    let (cases, photos) = (record.cases()?, record.stored_photographs()?.len());
    let arrived = record
        .named_photographs()?
        .iter()
        .all(|(_, arrived)| *arrived);
    if cases != ids.len() || !arrived {
        return Err("the server has other cases than the phone sent".into());
    }
    narration::done("delivered", &[&cases.to_string(), &photos.to_string()]);
    Ok(())
}

/// The officer reads every case, and answers the one about the embankment.
fn answer(stage: &Stage, ids: &[String]) -> Result<(), Failure> {
    narration::chapter(4, "chapter_officer");
    let user = &stage.officer;
    let mut officer = Officer::sign_in(stage.server.address(), &user.name, &user.password)?;
    let cases = officer.cases()?;
    narration::done("signed_in", &[&user.name, &cases.len().to_string()]);
    let about = cases.iter().find(|case| case.ends_with(&ids[0]));
    let case = about.ok_or("the officer does not see the case")?;
    officer.take_step(case, "accept", "")?;
    narration::done("accepted", &[]);
    officer.take_step(case, "reply", &narration::reply().vi)?;
    narration::quote(narration::reply());
    Ok(())
}

fn read_the_answer(stage: &Stage, ids: &[String]) -> Result<(), Failure> {
    narration::chapter(5, "chapter_answer");
    stage.phone.sync(&stage.link.url(), PATIENCE)?;
    let page = stage.phone.run(["show", &ids[0]])?;
    if !page.contains(&narration::reply().vi) {
        return Err("the answer did not come back".into());
    }
    narration::verbatim(&page);
    Ok(())
}

fn show_standing(stage: &Stage, ids: &[String]) -> Result<(), Failure> {
    let reports = stage.phone.reports()?;
    for (what, id) in narration::reports().iter().zip(ids) {
        let report: Option<&Report> = reports.iter().find(|report| report.id == *id);
        narration::standing(what, report.ok_or("the phone lost a report")?);
    }
    Ok(())
}
