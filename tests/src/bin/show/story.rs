//! The story, scene by scene. Each scene checks what it shows: a story that goes wrong ends with
//! a failure, not with pretty words.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use langnghe_places::{Catalogue, Communes};
use langnghe_tests::{
    flaky::{FlakyLink, Plan},
    officer::Officer,
    phone::{Filing, Phone, PhoneError},
    server::{self, ServerProcess, User},
    terminal::{self, To, bold, both, green, grey},
};
use langnghe_wire::words::Words;

use crate::texts::{text, text_with};

type Told<T = ()> = Result<T, Box<dyn Error>>;

/// The commune in which it plays: Xã Tam Tiến.
const COMMUNE: &str = "07264";
/// As fast as a phone at the edge of a cell.
const KILOBYTES_PER_SECOND: u32 = 96;

/// Three reports: category and text (by the same name), place, and a real photograph.
const REPORTS: [(&str, &str, &str); 3] = [
    ("dyke", "21.5025,106.0760", "04_iphone4s_8mp_o6.jpg"),
    ("waste", "21.4990,106.0812", "02_oppo_13mp.jpg"),
    ("lighting", "21.5071,106.0698", "05_motog9_16mp.jpg"),
];

/// Tells it; with `once`, nothing is left running.
pub(crate) fn tell(once: bool) -> Told {
    let folder = tempfile::Builder::new().prefix("langnghe-").tempdir()?;
    let (server, officer) = opening(folder.path())?;
    let link = FlakyLink::to(server.address(), Plan::without_signal())?;
    let phone = Phone::in_folder(&folder.path().join("phone"))?;

    let dyke = in_the_dead_zone(&phone, &link)?;
    the_signal_returns(&phone, &link)?;
    at_the_desk(&server, &officer)?;
    the_answer(&phone, &link, &dyke)?;

    if !once {
        scene(text("stays"));
        line(&bold(To::Output, &format!("{}/console", server.url())));
        say(&text_with(
            "sign_in",
            &format!("{} / {}", officer.name, officer.password),
        ));
        until_interrupted()?;
    }
    drop(link);
    server.stop()?;
    folder.close()?;
    done(text("over"));
    Ok(())
}

fn opening(folder: &Path) -> Told<(ServerProcess, User)> {
    let data = folder.join("server");
    let server = ServerProcess::start(&data)?;
    scene(text("server"));
    line(&grey(To::Output, &server.url()));
    done(&text_with(
        "communes",
        &Communes::bundled().all().len().to_string(),
    ));
    done(&text_with(
        "categories",
        &Catalogue::bundled().categories.len().to_string(),
    ));
    let mut random = [0; 9];
    getrandom::fill(&mut random)?;
    let officer = User {
        name: "lan".into(),
        role: "officer".into(),
        unit: Some(COMMUNE.into()),
        password: data_encoding::BASE64URL_NOPAD.encode(&random),
    };
    server::add_user(&data, &officer)?;
    done(&text_with(
        "officer",
        &format!("{} · Xã Tam Tiến", officer.name),
    ));
    Ok((server, officer))
}

/// Three reports are filed while nothing can be sent. Answers with the one about the dyke.
fn in_the_dead_zone(phone: &Phone, link: &FlakyLink) -> Told<String> {
    scene(text("dead_zone"));
    let mut ids = Vec::new();
    for (category, at, photograph) in REPORTS {
        let photograph = photographs().join(photograph);
        let filing = Filing {
            category,
            text: &text(category).vi,
            at,
            photos: &[&photograph],
        };
        ids.push(phone.file(&filing)?);
        done(text(category));
    }
    scene(text("tries"));
    // What it says is the phone's own; that it can't is part of the story.
    let tried = phone
        .command(["--server", &link.url(), "sync", "--timeout", "2"])
        .status()?;
    if tried.success() {
        return Err(text("sent_without_signal").vi.clone().into());
    }
    scene(text("waits"));
    run(&mut phone.command(["list"]))?;
    Ok(ids.swap_remove(0))
}

fn the_signal_returns(phone: &Phone, link: &FlakyLink) -> Told {
    scene(&text_with("signal", &KILOBYTES_PER_SECOND.to_string()));
    link.set(Plan::slow(KILOBYTES_PER_SECOND * 1_000));
    run(&mut phone.command(["--server", &link.url(), "sync"]))?;
    let reports = phone.reports()?;
    match reports.iter().find(|report| report.delivery != "complete") {
        None => Ok(()),
        Some(report) => Err(format!("{}: {}", report.id, report.delivery).into()),
    }
}

/// By the console's own pages and forms, as a browser would send them.
fn at_the_desk(server: &ServerProcess, user: &User) -> Told {
    scene(text("desk"));
    let mut officer = Officer::sign_in(server.address(), &user.name, &user.password)?;
    let cases = officer.cases()?;
    done(&text_with("sees", &cases.len().to_string()));
    let category = Catalogue::bundled().category("dyke").ok_or("dyke")?;
    let mut about_the_dyke = None;
    for case in &cases {
        if officer.read(case)?.text.contains(&category.name.vi) {
            about_the_dyke = Some(case);
        }
    }
    let case = about_the_dyke.ok_or_else(|| text("not_an_officers_case").vi.clone())?;
    officer.take_step(case, "accept", "")?;
    officer.take_step(case, "reply", &text("reply").vi)?;
    done(text("accepts"));
    Ok(())
}

fn the_answer(phone: &Phone, link: &FlakyLink, dyke: &str) -> Told {
    scene(text("answer"));
    phone.sync(&link.url(), 60)?;
    run(&mut phone.command(["show", dyke]))?;
    let shown = phone.show(dyke)?;
    if shown["case"] != "accepted" || !shown.to_string().contains(&text("reply").vi) {
        return Err(shown.to_string().into());
    }
    Ok(())
}

/// Where the real photographs of this project lie, each with its origin and licence.
fn photographs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/photo/fixtures")
}

/// Runs a phone that speaks for itself.
fn run(command: &mut Command) -> Told {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    let (code, reason) = (status.code(), String::new());
    Err(PhoneError::Refused { code, reason }.into())
}

fn until_interrupted() -> Told {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(tokio::signal::ctrl_c())?;
    Ok(())
}

fn scene(words: &Words) {
    let title = bold(To::Output, &words.vi);
    line(&format!("\n{title}  {}", grey(To::Output, &words.en)));
}

fn done(words: &Words) {
    line(&format!(
        "{} {}",
        green(To::Output, "✓"),
        both(To::Output, words)
    ));
}

fn say(words: &Words) {
    line(&both(To::Output, words));
}

fn line(text: &str) {
    terminal::line(To::Output, text);
}
