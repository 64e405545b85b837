//! A report that was submitted, in a list and whole.

use std::time::SystemTime;

use langnghe_core::{
    Act, DataUsed, Delivery, SyncSummary, Unsent,
    report::{Parked, ParkedThing, WayOut},
    transport::{Failure, Unreachable},
    wire::Visibility,
};

use super::{
    AnsweredView, CaseView, Guidance, PhotographView, PlaceView, WhereaboutsView, Words,
    draft::{instant, place},
};

/// A report in a list.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ReportSummary {
    /// The report.
    pub id: String,
    /// The category's code.
    pub category: String,
    /// The first line of its words; empty where a photograph speaks.
    pub first_line: String,
    /// Where it is.
    pub whereabouts: WhereaboutsView,
    /// When it was begun.
    pub created_at: SystemTime,
    /// How far it has come.
    pub delivery: DeliveryView,
    /// Photographs that are on the server's disk.
    pub photos_sent: u32,
    /// Photographs that it has.
    pub photos_total: u32,
    /// How its case stands, once the server has told.
    pub case: Option<CaseView>,
    /// What is parked, and why.
    pub parked: Vec<ParkedView>,
    /// Whether it is being taken back, and the server doesn't know yet.
    pub withdrawing: bool,
    /// The first photograph, for its thumbnail.
    pub picture: Option<PhotographView>,
    /// All that there is to be told of it, for whoever has seen it to be remembered.
    pub told: String,
}

/// A report, whole.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ReportView {
    /// What a list shows of it.
    pub summary: ReportSummary,
    /// Its words.
    pub text: String,
    /// What was answered to its category's questions, as they were asked then.
    pub answers: Vec<AnsweredView>,
    /// Where.
    pub place: PlaceView,
    /// Whether the name is hidden.
    pub name_hidden: bool,
    /// When it was noticed.
    pub noticed_at: SystemTime,
    /// When it was submitted.
    pub submitted_at: Option<SystemTime>,
    /// Its photographs, in order.
    pub photographs: Vec<PhotographView>,
    /// Photographs of the result, taken by the unit, as far as they have come.
    pub after: Vec<PhotographView>,
    /// What the person said later and the server hasn't heard yet, in order.
    pub unheard: Vec<String>,
    /// What can be done about it.
    pub acts: Vec<ActName>,
    /// How the person rated the handling, whether the server knows it yet or not.
    pub rating: Option<RatingView>,
}

/// How a person rated the handling of a report.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RatingView {
    /// From 1 to 5.
    pub stars: u8,
    /// A word on it; may be empty.
    pub text: String,
}

/// How far a report has come, as far as this phone knows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DeliveryView {
    /// The rung.
    pub step: DeliveryStep,
    /// The rung in words, numbers filled in.
    pub words: Words,
}

/// A rung of the delivery ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DeliveryStep {
    /// *Bản nháp*.
    Draft,
    /// *Đã lưu trên máy, chờ có sóng*.
    Waiting,
    /// *Đang gửi*.
    Sending,
    /// *Cần bạn xem lại*.
    Parked,
    /// *Đã gửi · Ảnh 2/3*.
    TextReceived,
    /// *Đã gửi đủ*.
    Complete,
    /// *Đã thu hồi*.
    Withdrawn,
}

/// Something that the server doesn't take as it is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParkedView {
    /// The kind of what is parked, such as `file` or `reply`; none for a photograph.
    pub kind: Option<String>,
    /// The number of the photograph, from 1; none for what was said.
    pub photograph: Option<u32>,
    /// Why, by its stable name.
    pub code: String,
    /// What to tell the person.
    pub guidance: Guidance,
    /// What can be done about it.
    pub ways_out: Vec<WayOutName>,
}

/// What can be done about something that is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum WayOutName {
    /// Try again as it is.
    Retry,
    /// Copy it into a new draft, mend it there, and send that in its place.
    Copy,
    /// Let go of it: the report itself stays as it is.
    LetGo,
    /// Take the whole report back.
    Withdraw,
}

/// What a person can do about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ActName {
    /// Answer the unit.
    Reply,
    /// Add words.
    AddText,
    /// Add a photograph.
    AddPhotograph,
    /// *Đã xong*.
    Confirm,
    /// *Chưa xong*.
    Reopen,
    /// *Đánh giá*.
    Rate,
    /// *Thu hồi*.
    Withdraw,
}

/// How a delivery ended that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncOutcome {
    /// Whether the server answered.
    pub reached: bool,
    /// What still waits to be sent: operations and photographs.
    pub pending: u32,
    /// What needs a person, or a newer release.
    pub parked: u32,
    /// Why the server could not be reached, or what it refused, by its stable name.
    pub failure: Option<String>,
}

/// What still waits to be sent, and goes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct UnsentView {
    /// Reports of which something waits.
    pub reports: u32,
    /// Photographs that wait.
    pub photographs: u32,
    /// Bytes that are still to go in all.
    pub bytes: u64,
    /// Those of photographs alone.
    pub photograph_bytes: u64,
    /// Reports of which something waits for its person, or for another release.
    pub parked: u32,
    /// When it was last tried, what answered could not prove that it is the server: the phone's
    /// date or time may be wrong.
    pub is_unproven: bool,
}

/// What travelled in a calendar month of Vietnam.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DataUsedView {
    /// Such as `2026-11`.
    pub month: String,
    /// Bytes up.
    pub sent: u64,
    /// Bytes down.
    pub received: u64,
}

impl From<Unsent> for UnsentView {
    fn from(unsent: Unsent) -> Self {
        Self {
            reports: count(unsent.reports),
            photographs: count(unsent.photographs),
            bytes: unsent.bytes,
            photograph_bytes: unsent.photograph_bytes,
            parked: count(unsent.parked),
            is_unproven: unsent.is_unproven,
        }
    }
}

impl From<&DataUsed> for DataUsedView {
    fn from(used: &DataUsed) -> Self {
        Self {
            month: used.month.to_string(),
            sent: used.sent,
            received: used.received,
        }
    }
}

impl From<&langnghe_core::ReportSummary> for ReportSummary {
    fn from(summary: &langnghe_core::ReportSummary) -> Self {
        Self {
            id: summary.id.to_string(),
            category: summary.category.clone(),
            first_line: summary.first_line.clone(),
            whereabouts: (&summary.whereabouts).into(),
            created_at: instant(summary.created_at),
            delivery: summary.delivery.into(),
            photos_sent: count(summary.photos_sent),
            photos_total: count(summary.photos_total),
            case: summary.case.as_ref().map(CaseView::from),
            parked: summary.parked.iter().map(ParkedView::from).collect(),
            withdrawing: summary.withdrawing,
            picture: summary.picture.as_ref().map(PhotographView::from),
            told: summary.told().to_string(),
        }
    }
}

impl From<&langnghe_core::ReportView> for ReportView {
    fn from(report: &langnghe_core::ReportView) -> Self {
        Self {
            summary: (&report.summary).into(),
            text: report.text.clone(),
            answers: report.answers.iter().map(AnsweredView::from).collect(),
            place: place(&report.place, &report.summary.whereabouts),
            name_hidden: report.visibility == Visibility::NameHidden,
            noticed_at: instant(report.noticed_at),
            submitted_at: report.submitted_at.map(instant),
            photographs: report
                .photographs
                .iter()
                .map(PhotographView::from)
                .collect(),
            after: report.after.iter().map(PhotographView::from).collect(),
            unheard: report.unheard.clone(),
            rating: report.rating.as_ref().map(|rating| RatingView {
                stars: rating.stars,
                text: rating.text.clone(),
            }),
            acts: report.acts.iter().copied().map(ActName::from).collect(),
        }
    }
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        Self {
            step: match delivery {
                Delivery::Draft => DeliveryStep::Draft,
                Delivery::Waiting => DeliveryStep::Waiting,
                Delivery::Sending => DeliveryStep::Sending,
                Delivery::Parked => DeliveryStep::Parked,
                Delivery::TextReceived { .. } => DeliveryStep::TextReceived,
                Delivery::Complete => DeliveryStep::Complete,
                Delivery::Withdrawn => DeliveryStep::Withdrawn,
            },
            words: (&delivery.words()).into(),
        }
    }
}

impl From<&Parked> for ParkedView {
    fn from(parked: &Parked) -> Self {
        let (kind, photograph) = match &parked.thing {
            ParkedThing::Operation(kind) => (Some(kind.clone()), None),
            ParkedThing::Photograph(number) => (None, Some(count(*number))),
        };
        Self {
            kind,
            photograph,
            code: parked.code.as_str().to_owned(),
            guidance: parked.guidance().into(),
            ways_out: parked
                .ways_out
                .iter()
                .copied()
                .map(WayOutName::from)
                .collect(),
        }
    }
}

impl From<WayOut> for WayOutName {
    fn from(way: WayOut) -> Self {
        match way {
            WayOut::Retry => Self::Retry,
            WayOut::Copy => Self::Copy,
            WayOut::LetGo => Self::LetGo,
            WayOut::Withdraw => Self::Withdraw,
        }
    }
}

impl From<Act> for ActName {
    fn from(act: Act) -> Self {
        match act {
            Act::Reply => Self::Reply,
            Act::AddText => Self::AddText,
            Act::AddPhotograph => Self::AddPhotograph,
            Act::Confirm => Self::Confirm,
            Act::Reopen => Self::Reopen,
            Act::Rate => Self::Rate,
            Act::Withdraw => Self::Withdraw,
        }
    }
}

impl From<&SyncSummary> for SyncOutcome {
    fn from(summary: &SyncSummary) -> Self {
        let failure = summary.failure.as_ref().map(|failure| match failure {
            Failure::Problem { code, .. } => code.as_str(),
            Failure::Unreachable(why) => match why {
                Unreachable::NoConnection => "no_connection",
                Unreachable::TimedOut => "timed_out",
                Unreachable::Broken => "broken",
                Unreachable::Certificate => "certificate",
                Unreachable::NotOurServer => "not_our_server",
            },
        });
        Self {
            reached: summary.reached,
            pending: count(summary.pending),
            parked: count(summary.parked),
            failure: failure.map(str::to_owned),
        }
    }
}

/// Nothing that is counted here comes near the end of what fits.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
