//! What the core shows, as shells get it: plain copies, with texts in both languages.

mod case;
mod catalogue;
mod clock;
mod draft;
mod news;
mod question;
mod report;

pub use case::{CaseView, EntryView, EntryWhat, LevelView, MergedView, MovedClock, OutcomeView};
pub use catalogue::{
    CatalogueView, CategoryView, CommuneMatch, EmergencyView, NoticeView, Outline, Position,
};
pub use clock::{ClockName, ClockStanding, ClockView, PauseView, clock_standing};
pub use draft::{
    DraftChange, DraftView, FieldName, PhotographView, PlacePoint, PlaceView, ProblemView,
    WhereaboutsView,
};
pub use news::{NewsView, ReportNews};
pub use question::{
    AnswerChange, AnswerProblem, AnsweredView, AskedView, ChoiceView, QuestionKindName,
    QuestionView,
};
pub use report::{
    ActName, DataUsedView, DeliveryStep, DeliveryView, ParkedView, RatingView, ReportSummary,
    ReportView, SyncOutcome, UnsentView, WayOutName,
};

use langnghe_core::wire::words;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl From<&words::Words> for Words {
    fn from(words: &words::Words) -> Self {
        Self {
            vi: words.vi.clone(),
            en: words.en.clone(),
        }
    }
}

impl From<&langnghe_places::Text> for Words {
    fn from(text: &langnghe_places::Text) -> Self {
        Self {
            vi: text.vi.clone(),
            en: text.en.clone(),
        }
    }
}

/// What a person is told when something needs them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Guidance {
    /// What happened.
    pub happened: Words,
    /// What is safe.
    pub safe: Words,
    /// What to do.
    pub way_out: Words,
}

impl From<&words::Guidance> for Guidance {
    fn from(guidance: &words::Guidance) -> Self {
        Self {
            happened: (&guidance.happened).into(),
            safe: (&guidance.safe).into(),
            way_out: (&guidance.way_out).into(),
        }
    }
}
