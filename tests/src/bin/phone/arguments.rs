//! What the command line says.

use std::{path::PathBuf, time::Duration};

use clap::{Parser, Subcommand};
use langnghe_core::wire::{Point, ReportId};

/// A phone without a screen.
#[derive(Debug, Parser)]
#[command(name = "langnghe-phone", version)]
pub(crate) struct Arguments {
    /// The phone's folder; made if there is none. All but `photo` need it.
    #[arg(long, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// A file with the store's key: 64 hexadecimal digits. All but `photo` need it.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// The server: https, or http to this machine. Only `sync` needs it.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// Answer with one JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What a phone can be asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a draft; its id is printed on the last line.
    New(New),
    /// Change a draft.
    Edit {
        /// The draft.
        id: ReportId,
        /// What is to be otherwise in it.
        #[command(flatten)]
        changes: Changes,
    },
    /// Submit a draft: from then on it is in the queue.
    Submit {
        /// The draft.
        id: ReportId,
    },
    /// List the drafts and reports, the newest first.
    List,
    /// Show one report, with what came back.
    Show {
        /// The report.
        id: ReportId,
    },
    /// Send what waits, and bring what is new.
    Sync {
        /// For how long to wait for it.
        #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
        timeout: Duration,
    },
    /// Answer the officer; it is sent with the next sync.
    Reply {
        /// The report.
        id: ReportId,
        /// What to say.
        text: String,
    },
    /// Confirm that it is fixed; it is sent with the next sync.
    Confirm {
        /// The report.
        id: ReportId,
    },
    /// Say that it isn't fixed; it is sent with the next sync.
    Reopen {
        /// The report.
        id: ReportId,
        /// Why.
        text: String,
        /// Photographs (JPEG) that show it.
        #[arg(long, value_name = "FILE")]
        photo: Vec<PathBuf>,
    },
    /// Rate how a case was handled that was resolved; it is sent with the next sync.
    Rate {
        /// The report.
        id: ReportId,
        /// From 1 to 5.
        #[arg(value_parser = clap::value_parser!(u8).range(1..=5))]
        stars: u8,
        /// A word on it.
        #[arg(default_value = "")]
        text: String,
    },
    /// Add photographs (JPEG) to a report that was submitted; they are sent with the next sync.
    Attach {
        /// The report.
        id: ReportId,
        /// The photographs.
        #[arg(required = true, value_name = "FILE")]
        photos: Vec<PathBuf>,
    },
    /// Tell how many bytes travelled, month by month, and how many still wait to.
    Data,
    /// Take a report back.
    Withdraw {
        /// The report.
        id: ReportId,
    },
    /// Try again what is parked, as it is.
    Retry {
        /// The report.
        id: ReportId,
    },
    /// Copy a parked report, photographs included, into a new draft; its id is printed on the last
    /// line. Once it is submitted, it stands in the parked one's place.
    Copy {
        /// The parked report.
        id: ReportId,
        /// What is to be otherwise in the draft.
        #[command(flatten)]
        changes: Changes,
    },
    /// Let go of what was said about a report and refused for good; the report stays as it is.
    LetGo {
        /// The report.
        id: ReportId,
    },
    /// Throw a draft away.
    Discard {
        /// The draft.
        id: ReportId,
    },
    /// Put the phone's store under another key. If it is interrupted, one of both keys fits, and
    /// the same command finishes it: keep both until then.
    Rekey {
        /// A file with the new key: 64 hexadecimal digits.
        #[arg(long, value_name = "FILE")]
        new_key_file: PathBuf,
    },
    /// Work on photographs, without a key.
    Photo {
        /// What to do with them.
        #[command(subcommand)]
        command: PhotoCommand,
    },
}

/// What `new` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The category's code, such as `dyke`; it can be chosen later, with `edit`.
    #[arg(long, value_name = "CODE")]
    pub(crate) category: Option<String>,
    /// What is wrong; may be left out where a photograph says it.
    #[arg(long, default_value = "")]
    pub(crate) text: String,
    /// Where, in degrees (WGS84).
    #[arg(long, value_name = "LAT,LON", value_parser = point, allow_hyphen_values = true)]
    pub(crate) at: Option<Point>,
    /// The commune's code, chosen by hand.
    #[arg(long, value_name = "CODE")]
    pub(crate) commune: Option<String>,
    /// Words on where exactly, such as a thôn and a landmark.
    #[arg(long, value_name = "WORDS")]
    pub(crate) detail: Option<String>,
    /// An answer to a question of the category, as `show` names it; several of one question where
    /// several may be chosen.
    #[arg(long, value_name = "QUESTION=VALUE", value_parser = answer)]
    pub(crate) answer: Vec<(String, String)>,
    /// A photograph (JPEG); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) photo: Vec<PathBuf>,
}

/// What `copy` and `edit` take.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Changes {
    /// Another category's code.
    #[arg(long, value_name = "CODE")]
    pub(crate) category: Option<String>,
    /// Other words.
    #[arg(long)]
    pub(crate) text: Option<String>,
    /// Another place, in degrees (WGS84).
    #[arg(long, value_name = "LAT,LON", value_parser = point, allow_hyphen_values = true)]
    pub(crate) at: Option<Point>,
    /// Another commune's code, chosen by hand.
    #[arg(long, value_name = "CODE")]
    pub(crate) commune: Option<String>,
    /// Other words on where exactly.
    #[arg(long, value_name = "WORDS")]
    pub(crate) detail: Option<String>,
    /// Another answer to a question of the category; without a value, none any more.
    #[arg(long, value_name = "QUESTION=VALUE", value_parser = answer)]
    pub(crate) answer: Vec<(String, String)>,
}

/// What can be done with a photograph.
#[derive(Debug, Subcommand)]
pub(crate) enum PhotoCommand {
    /// Make it small, upright and silent, as it would be sent.
    Prepare {
        /// The photograph.
        #[arg(value_name = "IN")]
        from: PathBuf,
        /// Where the result goes.
        #[arg(value_name = "OUT")]
        to: PathBuf,
    },
}

/// An answer, as the command line gives it.
fn answer(text: &str) -> Result<(String, String), String> {
    let (question, value) = text
        .split_once('=')
        .ok_or_else(|| "expected QUESTION=VALUE".to_owned())?;
    Ok((question.to_owned(), value.to_owned()))
}

fn point(text: &str) -> Result<Point, String> {
    let (lat, lon) = text
        .split_once(',')
        .ok_or("write LAT,LON, such as 21.5025,106.0760")?;
    let degrees = |part: &str| {
        part.trim()
            .parse::<f64>()
            .map_err(|_| format!("{part} is no number"))
    };
    let point = Point {
        lat: degrees(lat)?,
        lon: degrees(lon)?,
        accuracy: None,
    };
    if point.is_valid() {
        Ok(point)
    } else {
        Err(format!("{text} is no place on Earth"))
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse::<f64>()
        .map_err(|_| format!("{text} is no number of seconds"))?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_as_documented() {
        Arguments::command().debug_assert();
        let line = "phone --home h --key-file k --json new --category dyke --text Đê \
                    --at 21.5025,106.0760 --photo a.jpg --photo b.jpg";
        let arguments = Arguments::try_parse_from(line.split_whitespace()).unwrap();
        let Command::New(new) = arguments.command else {
            panic!("not `new`")
        };
        assert_eq!((new.photo.len(), new.at.map(|p| p.lat)), (2, Some(21.5025)));
        assert!(arguments.json && arguments.server.is_none());
        for wrong in [
            "rate 01a20700-0000-7000-8000-000000000001 6",
            "attach 01a20700",
        ] {
            let line = format!("phone {wrong}");
            assert!(Arguments::try_parse_from(line.split_whitespace()).is_err());
        }
    }

    #[test]
    fn what_is_no_place_and_no_time_is_refused() {
        for wrong in ["", "21.5", "north,east", "91,0", "0,181", "NaN,0"] {
            assert!(point(wrong).is_err(), "{wrong}");
        }
        assert!(point("-21.5, 106").is_ok());
        for wrong in ["", "soon", "-1", "inf"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
    }
}
