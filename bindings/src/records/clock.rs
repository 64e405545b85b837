//! The two clocks of a case. How one stands depends on the moment at which it is looked at, so
//! shells ask with a moment of theirs.

use std::time::SystemTime;

use langnghe_core::{
    status::{CaseClock, Pause, Which, Why},
    wire::{Clock, words},
};

use super::{
    Words,
    draft::{instant, moment},
};

/// One of the two clocks.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockView {
    /// Which.
    pub name: ClockName,
    /// The moment it runs out.
    pub due: SystemTime,
    /// The rule that it rests on, cited.
    pub basis: Words,
    /// Whether what it is for has been done, or will never be.
    pub done: bool,
    /// Why it stands still, if it does.
    pub pause: Option<PauseView>,
}

/// Which of the two clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ClockName {
    /// *Hạn tiếp nhận*: until when the unit takes the case or refuses it.
    Intake,
    /// *Hạn xử lý*: until when it is resolved.
    Resolution,
}

/// Why clocks stand still.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PauseView {
    /// Since when.
    pub since: SystemTime,
    /// The unit's reason; none where it waits for an answer to what it asked.
    pub reason: Option<String>,
    /// All that in words.
    pub words: Words,
}

/// How a clock stands at some moment.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClockStanding {
    /// Whether it is past.
    pub late: bool,
    /// In words; none while it simply runs.
    pub words: Option<Words>,
}

/// How a clock stands at a moment.
#[uniffi::export]
#[must_use]
pub fn clock_standing(clock: ClockView, now: SystemTime) -> ClockStanding {
    let (clock, now) = (CaseClock::from(clock), moment(now));
    ClockStanding {
        late: clock.late(now).is_some(),
        words: clock.words(now).as_ref().map(Words::from),
    }
}

impl From<&CaseClock> for ClockView {
    fn from(clock: &CaseClock) -> Self {
        Self {
            name: match clock.which {
                Which::Intake => ClockName::Intake,
                Which::Resolution => ClockName::Resolution,
            },
            due: instant(clock.clock.due),
            basis: (&clock.clock.basis).into(),
            done: clock.done,
            pause: clock.pause.as_ref().map(PauseView::from),
        }
    }
}

impl From<ClockView> for CaseClock {
    fn from(clock: ClockView) -> Self {
        let pause = clock.pause.map(|pause| Pause {
            since: moment(pause.since),
            why: pause.reason.map_or(Why::Asked, Why::Reason),
        });
        Self {
            which: match clock.name {
                ClockName::Intake => Which::Intake,
                ClockName::Resolution => Which::Resolution,
            },
            clock: Clock {
                due: moment(clock.due),
                basis: words::Words::both(clock.basis.vi, clock.basis.en),
            },
            done: clock.done,
            pause,
        }
    }
}

impl From<&Pause> for PauseView {
    fn from(pause: &Pause) -> Self {
        Self {
            since: instant(pause.since),
            reason: match &pause.why {
                Why::Asked => None,
                Why::Reason(reason) => Some(reason.clone()),
            },
            words: (&pause.words()).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn a_clock_comes_back_as_it_went_out_and_says_how_it_stands() {
        let due = UNIX_EPOCH + Duration::from_secs(1_790_000_000);
        let days = |days: u64| due + Duration::from_secs(days * 86_400);
        for reason in [None, Some("chờ nước rút".to_owned())] {
            let pause = Pause {
                since: moment(days(2)),
                why: reason.map_or(Why::Asked, Why::Reason),
            };
            for name in [ClockName::Intake, ClockName::Resolution] {
                let basis = Words {
                    vi: "Quy định".into(),
                    en: "A rule".into(),
                };
                let view = ClockView {
                    name,
                    due,
                    basis,
                    done: false,
                    pause: Some((&pause).into()),
                };
                assert_eq!(ClockView::from(&CaseClock::from(view.clone())), view);
                let standing = clock_standing(view, days(9));
                assert!(standing.late);
                let words = standing.words.unwrap().vi;
                assert!(words.contains("2 ngày. Đang tạm dừng"), "{words}");
            }
        }
    }
}
