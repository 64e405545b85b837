//! What a terminal shows: Vietnamese first, English beside it in grey. Without a terminal the
//! same words come without colours.

use std::io::{self, Write as _};

use console::Style;
use jiff::{Timestamp, tz::Offset};
use langnghe_wire::words::Words;

/// Where a line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The standard output: what was asked for.
    Output,
    /// The standard error: complaints and progress.
    Error,
}

/// Writes one line. A reader that went away is no reason to fail.
pub fn line(to: To, text: &str) {
    let _ = match to {
        To::Output => writeln!(io::stdout(), "{text}"),
        To::Error => writeln!(io::stderr(), "{text}"),
    };
}

fn style(to: To) -> Style {
    match to {
        To::Output => Style::new().for_stdout(),
        To::Error => Style::new().for_stderr(),
    }
}

/// Text in grey, as what stands beside.
#[must_use]
pub fn grey(to: To, text: &str) -> String {
    style(to).bright().black().apply_to(text).to_string()
}

/// Text in bold.
#[must_use]
pub fn bold(to: To, text: &str) -> String {
    style(to).bold().apply_to(text).to_string()
}

/// Text in green: it is done.
#[must_use]
pub fn green(to: To, text: &str) -> String {
    style(to).green().apply_to(text).to_string()
}

/// Text in yellow: it waits, or needs somebody.
#[must_use]
pub fn yellow(to: To, text: &str) -> String {
    style(to).yellow().apply_to(text).to_string()
}

/// Text in red: it was refused.
#[must_use]
pub fn red(to: To, text: &str) -> String {
    style(to).red().apply_to(text).to_string()
}

/// Both languages on one line.
#[must_use]
pub fn both(to: To, words: &Words) -> String {
    format!("{}  {}", words.vi, grey(to, &words.en))
}

/// A moment as clocks on the wall of a Bắc Ninh office show it.
#[must_use]
pub fn local(moment: Timestamp) -> String {
    let vietnam = Offset::constant(7).to_datetime(moment);
    vietnam.strftime("%H:%M %d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_by_the_clocks_of_vietnam() {
        let late = "2026-11-23T18:30:00Z".parse().unwrap();
        assert_eq!(local(late), "01:30 24/11/2026");
    }

    #[test]
    fn without_a_terminal_only_the_words_are_left() {
        console::set_colors_enabled(false);
        let words = Words::both("Đã gửi", "Sent");
        assert_eq!(both(To::Output, &words), "Đã gửi  Sent");
    }
}
