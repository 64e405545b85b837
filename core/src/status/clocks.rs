//! The two clocks as a person reads them: until when, by which rule, and whether the clock runs,
//! stands still, is past, or has done its work. In words, never by colour alone.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{
    CaseStatus, Clock,
    words::{self, Words},
};

use super::{CaseView, Pause, Why, fold::has_ended};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// *Hạn tiếp nhận*.
    Intake,
    /// *Hạn xử lý*.
    Resolution,
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    /// Which.
    pub which: Which,
    /// Until when, and by which rule.
    pub clock: Clock,
    /// Whether what it is for has been done, or will never be.
    pub done: bool,
    /// Why it stands still, if it does.
    pub pause: Option<Pause>,
}

/// By how much a clock is past, in whole days, or hours where it isn't a day; at least one hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Less than a day.
    Hours(i64),
    /// A day or more.
    Days(i64),
}

impl CaseView {
    /// Both clocks; none before the server has set them.
    #[must_use]
    pub fn two_clocks(&self) -> Vec<CaseClock> {
        let Some(clocks) = &self.clocks else {
            return Vec::new();
        };
        let clock = |which, clock: &Clock, done| CaseClock {
            which,
            clock: clock.clone(),
            done,
            pause: self.pause.clone().filter(|_| !done),
        };
        let is_taken = self.status != CaseStatus::Received;
        let has_ended = has_ended(self.status);
        vec![
            clock(Which::Intake, &clocks.intake, is_taken),
            clock(Which::Resolution, &clocks.resolution, has_ended),
        ]
    }
}

impl CaseClock {
    /// By how much it is past; a clock that stands still is no later than when it was stopped.
    #[must_use]
    pub fn late(&self, now: Timestamp) -> Option<Late> {
        if self.done {
            return None;
        }
        let until = self.pause.as_ref().map_or(now, |pause| pause.since);
        let past = until.duration_since(self.clock.due);
        if past <= SignedDuration::ZERO {
            return None;
        }
        Some(match past.as_hours() {
            hours @ ..24 => Late::Hours(hours.max(1)),
            hours => Late::Days(hours / 24),
        })
    }

    /// How it stands in words; none while it simply runs.
    #[must_use]
    pub fn words(&self, now: Timestamp) -> Option<Words> {
        if self.done {
            return Some(words::clock("done").clone());
        }
        let late = self.late(now).map(|late| {
            let name = match self.which {
                Which::Intake => "intake_late",
                Which::Resolution => "resolution_late",
            };
            filled(words::clock(name), "{time}", &late.words())
        });
        match (late, self.pause.as_ref().map(Pause::words)) {
            (Some(late), Some(pause)) => Some(Words::both(
                format!("{}. {}", late.vi, pause.vi),
                format!("{}. {}", late.en, pause.en),
            )),
            (late, pause) => late.or(pause),
        }
    }
}

impl Late {
    /// Such as *2 ngày*.
    #[must_use]
    pub fn words(self) -> Words {
        let (name, n) = match self {
            Self::Hours(1) => ("hour", 1),
            Self::Hours(n) => ("hours", n),
            Self::Days(1) => ("day", 1),
            Self::Days(n) => ("days", n),
        };
        let n = n.to_string();
        filled(words::clock(name), "{n}", &Words::both(n.clone(), n))
    }
}

impl Pause {
    /// Such as *Đang tạm dừng: chờ nước rút*.
    #[must_use]
    pub fn words(&self) -> Words {
        match &self.why {
            Why::Asked => words::clock("asked").clone(),
            Why::Reason(reason) => {
                let reason = Words::both(reason.as_str(), reason.as_str());
                filled(words::clock("paused"), "{reason}", &reason)
            }
        }
    }
}

fn filled(words: &Words, name: &str, value: &Words) -> Words {
    Words::both(
        words.vi.replace(name, &value.vi),
        words.en.replace(name, &value.en),
    )
}

#[cfg(test)]
mod tests {
    use langnghe_wire::words::Language;

    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn clock(pause: Option<Pause>, done: bool) -> CaseClock {
        CaseClock {
            which: Which::Resolution,
            clock: Clock {
                due: moment("2026-11-30T10:00:00Z"),
                basis: Words::both("Quy định", "A rule"),
            },
            done,
            pause,
        }
    }

    fn stopped(since: &str) -> Option<Pause> {
        Some(Pause {
            since: moment(since),
            why: Why::Reason("chờ nước rút".into()),
        })
    }

    fn read(clock: &CaseClock, now: &str) -> Option<String> {
        let words = clock.words(moment(now))?;
        Some(words.in_language(Language::Vietnamese).to_owned())
    }

    #[test]
    fn a_clock_that_runs_says_nothing_and_one_that_is_past_says_by_how_much() {
        let running = clock(None, false);
        let late = [
            ("2026-11-30T10:00:00Z", None),
            ("2026-11-30T10:00:01Z", Some("Trễ hạn xử lý 1 giờ")),
            ("2026-12-01T09:59:59Z", Some("Trễ hạn xử lý 23 giờ")),
            ("2026-12-01T10:00:00Z", Some("Trễ hạn xử lý 1 ngày")),
            ("2026-12-02T23:00:00Z", Some("Trễ hạn xử lý 2 ngày")),
        ];
        for (now, expected) in late {
            assert_eq!(read(&running, now).as_deref(), expected, "{now}");
        }
        let intake = CaseClock {
            which: Which::Intake,
            ..running
        };
        let words = intake.words(moment("2026-12-01T10:00:00Z")).unwrap();
        assert_eq!(words.vi, "Trễ hạn tiếp nhận 1 ngày");
        assert_eq!(words.en, "Overdue by 1 day, not accepted yet");
    }

    #[test]
    fn what_is_done_is_never_late() {
        let done = clock(None, true);
        assert_eq!(done.late(moment("2027-01-01T00:00:00Z")), None);
        let words = read(&done, "2027-01-01T00:00:00Z");
        assert_eq!(words.as_deref(), Some("Đã làm xong bước này"));
    }

    #[test]
    fn while_a_clock_stands_still_it_grows_no_later() {
        let in_time = clock(stopped("2026-11-29T00:00:00Z"), false);
        let words = read(&in_time, "2026-12-20T00:00:00Z");
        assert_eq!(words.as_deref(), Some("Đang tạm dừng: chờ nước rút"));
        let too_late = clock(stopped("2026-12-02T10:00:00Z"), false);
        let words = read(&too_late, "2026-12-20T00:00:00Z");
        let expected = "Trễ hạn xử lý 2 ngày. Đang tạm dừng: chờ nước rút";
        assert_eq!(words.as_deref(), Some(expected));
        let asked = Pause {
            since: moment("2026-11-29T00:00:00Z"),
            why: Why::Asked,
        };
        assert_eq!(asked.words().vi, "Đang tạm dừng: chờ bạn trả lời");
    }
}
