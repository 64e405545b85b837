//! What a person sees while they wait: a bar for each photograph that leaves, and a line for each
//! rung that a report climbs. Without a terminal there are only the lines; for a script, each
//! line is the report as JSON.

use std::{
    collections::HashMap,
    io::{self, IsTerminal as _},
    sync::mpsc::{self, Receiver, Sender},
};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use langnghe_core::{App, Delivery, Observer, app::PhotographProgress, wire::ReportId};
use langnghe_tests::terminal::{self, To};

use crate::{shown, texts::label};

const BAR: &str = "  {prefix} [{bar:28.green/black.bright}] {bytes}/{total_bytes}  {bytes_per_sec}";
const SPINNER: &str = "  {spinner} {msg}";

/// What the app tells while it works.
#[derive(Debug)]
pub(crate) enum Event {
    /// A report stands elsewhere, perhaps.
    Changed(ReportId),
    /// A photograph is leaving.
    Leaving(PhotographProgress),
}

/// Passes on what the app tells; the app's own thread is not for drawing.
#[derive(Debug)]
pub(crate) struct Listener(Sender<Event>);

impl Listener {
    /// A listener, and where what it hears comes out. The events end when it is dropped.
    pub(crate) fn new() -> (Self, Receiver<Event>) {
        let (sender, events) = mpsc::channel();
        (Self(sender), events)
    }
}

impl Observer for Listener {
    fn report_changed(&self, report: ReportId) {
        // Nobody draws any more.
        let _ = self.0.send(Event::Changed(report));
    }

    fn photograph_progress(&self, progress: PhotographProgress) {
        let _ = self.0.send(Event::Leaving(progress));
    }
}

/// Shows events until there are no more.
pub(crate) fn show(app: &App, events: Receiver<Event>, json: bool) {
    let target = if json {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let mut shown = Shown {
        app,
        json,
        bars: MultiProgress::with_draw_target(target),
        leaving: HashMap::new(),
        rungs: HashMap::new(),
    };
    for event in events {
        match event {
            Event::Changed(report) => shown.rung(report),
            Event::Leaving(progress) => shown.bar(&progress),
        }
    }
}

struct Shown<'a> {
    app: &'a App,
    json: bool,
    bars: MultiProgress,
    leaving: HashMap<(ReportId, String), ProgressBar>,
    rungs: HashMap<ReportId, Delivery>,
}

impl Shown<'_> {
    /// A line, if the report climbed. A report that can't be read now is shown at the end.
    fn rung(&mut self, id: ReportId) {
        let Ok(report) = self.app.report(id).map(|report| report.summary) else {
            return;
        };
        if self.rungs.insert(id, report.delivery) == Some(report.delivery) {
            return;
        }
        let line = if self.json {
            shown::as_json(&report).to_string()
        } else {
            shown::as_rung(self.app, &report)
        };
        self.bars.suspend(|| terminal::line(To::Output, &line));
    }

    fn bar(&mut self, progress: &PhotographProgress) {
        let PhotographProgress {
            report,
            photograph,
            sent,
            total,
        } = *progress;
        let key = (report, format!("{photograph:?}"));
        let bars = &self.bars;
        let bar = self.leaving.entry(key).or_insert_with(|| {
            let style = ProgressStyle::with_template(BAR).expect("the template is a constant");
            let bar = bars.add(ProgressBar::new(total).with_style(style.progress_chars("━━─")));
            bar.set_prefix(label("photograph").vi.clone());
            bar
        });
        bar.set_position(sent);
        if sent >= total {
            bar.finish_and_clear();
        }
    }
}

/// A sign of life for work without a measure; nothing without a terminal.
pub(crate) fn working(name: &str, json: bool) -> ProgressBar {
    if json || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(SPINNER).expect("the template is a constant");
    let spinner = ProgressBar::new_spinner().with_style(style);
    spinner.set_message(label(name).vi.clone());
    spinner.enable_steady_tick(std::time::Duration::from_millis(80));
    spinner
}
