//! The delivery, watched as it travels: a bar for each report, drawn from the bytes that the link
//! has really carried (what a phone has handed to its system may still lie there), and the rungs
//! that the phone tells of. Without a terminal there are only the rungs.

use std::{
    io::{self, BufRead as _, BufReader, IsTerminal as _, Read},
    process::Stdio,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::Duration,
};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use langnghe_tests::{flaky::Tally, phone::Report};
use serde::Deserialize;

use crate::{
    Failure,
    narration::{self, ReportTexts},
    stage::Stage,
};

const BAR: &str = "  [{bar:24.green/black.bright}] {bytes:>10}/{total_bytes:10} {msg}";
/// Ten times a second looks smooth.
const TICK: Duration = Duration::from_millis(100);

/// Lets the phone send what waits, and shows how it goes on.
pub(crate) fn watch(stage: &Stage, ids: &[String], patience: u32) -> Result<(), Failure> {
    let mut watched = Vec::new();
    for (texts, id) in narration::reports().iter().zip(ids) {
        watched.push(Watched::new(stage, texts, id)?);
    }
    let drawn = io::stderr().is_terminal();
    let bars = MultiProgress::new();
    if drawn {
        for report in &mut watched {
            report.bar = bars.add(report.bar.clone());
        }
    }
    let mut phone = stage
        .phone
        .sync_command(&stage.link.url(), patience)
        .stdout(Stdio::piped())
        .spawn()?;
    let output = phone.stdout.take().ok_or("the phone has no output")?;
    let told = read_reports(output);
    loop {
        let event = told.recv_timeout(TICK);
        let tally = stage.link.tally();
        for report in &watched {
            report.bar.set_position(report.carried(&tally));
        }
        match event {
            Ok(report) => {
                if let Some(known) = watched.iter().find(|known| known.id == report.id) {
                    known.climbed(&report, drawn);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    for report in &watched {
        report.bar.abandon();
    }
    let status = phone.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("the phone could not deliver ({status})").into())
    }
}

/// A report on its way.
struct Watched {
    id: String,
    texts: &'static ReportTexts,
    photographs: Vec<Photograph>,
    bar: ProgressBar,
}

#[derive(Deserialize)]
struct Photograph {
    sha256: String,
    bytes: u64,
}

impl Watched {
    fn new(stage: &Stage, texts: &'static ReportTexts, id: &str) -> Result<Self, Failure> {
        let shown = stage.phone.show(id)?;
        let photographs: Vec<Photograph> = serde_json::from_value(shown["photographs"].clone())?;
        let total = photographs.iter().map(|photograph| photograph.bytes).sum();
        let style = ProgressStyle::with_template(BAR)?.progress_chars("━━─");
        let bar = ProgressBar::hidden().with_style(style);
        bar.set_length(total);
        Ok(Self {
            id: id.to_owned(),
            texts,
            photographs,
            bar,
        })
    }

    /// How many of its photographs' bytes the link has carried.
    fn carried(&self, tally: &Tally) -> u64 {
        let of = |photograph: &Photograph| {
            let path = format!("/v1/uploads/{}", photograph.sha256);
            tally.body_bytes_to(&path).min(photograph.bytes)
        };
        self.photographs.iter().map(of).sum()
    }

    fn climbed(&self, report: &Report, drawn: bool) {
        let rung = narration::rung(self.texts, report);
        if !drawn {
            narration::plain(&rung);
        }
        self.bar.set_message(rung);
    }
}

/// The reports that the phone tells of, line by line; other lines say other things.
fn read_reports(output: impl Read + Send + 'static) -> Receiver<Report> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Ok(report) = serde_json::from_str(&line) {
                // Nobody watches any more.
                let _ = tell.send(report);
            }
        }
    });
    told
}
