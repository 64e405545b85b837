//! The flaky link as a program, for checks that aren't written in Rust.
//!
//! `link SERVER` says on its standard output where it listens, and then obeys: each line on its
//! standard input is an [`Order`], and is answered with a line that tells what travelled so far.
//! It ends with its input, and so with whoever started it.
//!
//! An example rather than a program of the project: only checks want it, and what `cargo demo`
//! builds shall not grow by it.

use std::{
    error::Error,
    io::{self, BufRead as _, Write as _},
    net::SocketAddr,
    time::Duration,
};

use langnghe_tests::flaky::{FlakyLink, Plan};
use serde::Deserialize;

/// Longer than anything takes on a busy machine; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the link is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    /// Behave so from now on.
    plan: Option<Plan>,
    /// Answer once so many cuts were carried out since the link began.
    #[serde(default)]
    cuts: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::args().nth(1).ok_or("usage: link SERVER")?;
    let link = FlakyLink::to(server.parse::<SocketAddr>()?, Plan::default())?;
    say(&format!("link: listening on {}", link.url()))?;
    for line in io::stdin().lock().lines() {
        let order: Order = serde_json::from_str(&line?)?;
        if let Some(plan) = order.plan {
            link.set(plan);
        }
        let tally = link.wait_until("the cuts", PATIENCE, |tally| tally.cuts >= order.cuts)?;
        say(&serde_json::to_string(&tally)?)?;
    }
    Ok(())
}

/// One line, at once: somebody waits for it.
fn say(line: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()
}
