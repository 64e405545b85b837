//! What a screen shows of a report.

use jiff::Timestamp;
use langnghe_wire::{
    Class, Code, Place, Reference, ReportId, Visibility,
    words::{self, Guidance},
};

use super::{Act, AnsweredQuestion, Delivery, PhotographView, Whereabouts, delivery};
use crate::{
    status::{CaseView, News, Told, news},
    store::{OperationRow, OperationState, PhotographRow, PhotographState, ReportRow, Stage},
};

/// A report in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSummary {
    /// The report.
    pub id: ReportId,
    /// The category's code; empty in a draft for which none was chosen yet.
    pub category: String,
    /// The first line of its words; empty where a photograph speaks.
    pub first_line: String,
    /// The commune's name, where it is known.
    pub whereabouts: Whereabouts,
    /// When it was begun.
    pub created_at: Timestamp,
    /// How far it has come.
    pub delivery: Delivery,
    /// Photographs that are on the server's disk.
    pub photos_sent: usize,
    /// Photographs that it has.
    pub photos_total: usize,
    /// How its case stands, once the server has told.
    pub case: Option<CaseView>,
    /// What is parked, and why.
    pub parked: Vec<Parked>,
    /// Whether it is being taken back, and the server doesn't know yet.
    pub withdrawing: bool,
    /// The first photograph, for its thumbnail.
    pub picture: Option<PhotographView>,
}

impl ReportSummary {
    /// The public reference, once there is one.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        self.case.as_ref()?.reference.as_ref()
    }

    /// All that there is to be told of it.
    #[must_use]
    pub fn told(&self) -> Told {
        self.case.as_ref().map(Told::all).unwrap_or_default()
    }

    /// What its person should hear of, of whom this much is known to have been told.
    #[must_use]
    pub fn news(&self, told: Told) -> Option<News> {
        news::news(self.case.as_ref()?, told)
    }
}

/// A report, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportView {
    /// What a list shows of it.
    pub summary: ReportSummary,
    /// Its words.
    pub text: String,
    /// What was answered to its category's questions, as they were asked then.
    pub answers: Vec<AnsweredQuestion>,
    /// Where.
    pub place: Place,
    /// Whose name may be seen.
    pub visibility: Visibility,
    /// When it was noticed.
    pub noticed_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Option<Timestamp>,
    /// Its photographs, in order; those that were added later come last.
    pub photographs: Vec<PhotographView>,
    /// Photographs of the result, taken by the unit, as far as they have come.
    pub after: Vec<PhotographView>,
    /// What the person said later and the server hasn't heard yet, in order.
    pub unheard: Vec<String>,
    /// What can be done about it.
    pub acts: Vec<Act>,
    /// How the person rated the handling, whether the server knows it yet or not.
    pub rating: Option<Rating>,
}

/// How a person rated the handling of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// From 1 to 5.
    pub stars: u8,
    /// A word on it; may be empty.
    pub text: String,
}

/// Something that the server doesn't take as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// What.
    pub thing: ParkedThing,
    /// Why.
    pub code: Code,
    /// What can be done about it.
    pub ways_out: Vec<WayOut>,
}

impl Parked {
    /// What to tell the person.
    #[must_use]
    pub fn guidance(&self) -> &'static Guidance {
        words::guidance(self.code)
    }
}

/// What is parked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParkedThing {
    /// The report itself, or something said about it later, by its kind (`file`, `reply` …).
    Operation(String),
    /// The photograph with this number, from 1.
    Photograph(usize),
}

/// What can be done about something that is parked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WayOut {
    /// Try again as it is.
    Retry,
    /// Copy it into a new draft, mend it there, and send that in its place.
    Copy,
    /// Let go of it: the report itself stays as it is.
    LetGo,
    /// Take the whole report back.
    Withdraw,
}

impl WayOut {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Retry, Self::Copy, Self::LetGo, Self::Withdraw];

    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Copy => "copy",
            Self::LetGo => "let_go",
            Self::Withdraw => "withdraw",
        }
    }
}

/// Everything of a report that is parked.
#[must_use]
pub fn parked(operations: &[OperationRow], photographs: &[PhotographRow]) -> Vec<Parked> {
    let operations = operations
        .iter()
        .filter(|o| o.state == OperationState::Parked)
        .map(|o| {
            let code = o.code.unwrap_or(Code::Unknown);
            let mut ways_out = Vec::new();
            if code.class() == Class::Upgrade {
                ways_out.push(WayOut::Retry);
            }
            if o.n == 0 {
                ways_out.push(WayOut::Copy);
            }
            if o.can_be_let_go() {
                ways_out.push(WayOut::LetGo);
            }
            // A withdrawal that was refused would be refused again.
            if !o.withdraws() {
                ways_out.push(WayOut::Withdraw);
            }
            Parked {
                thing: ParkedThing::Operation(o.kind.clone()),
                code,
                ways_out,
            }
        });
    let photographs = photographs
        .iter()
        .zip(1..)
        .filter(|(p, _)| p.state == PhotographState::Parked)
        .map(|(p, number)| Parked {
            thing: ParkedThing::Photograph(number),
            code: p.code.unwrap_or(Code::Unknown),
            ways_out: vec![WayOut::Retry, WayOut::Withdraw],
        });
    operations.chain(photographs).collect()
}

/// What a list shows of a report.
#[must_use]
pub fn summary(
    report: &ReportRow,
    whereabouts: Whereabouts,
    operations: &[OperationRow],
    photographs: &[PhotographRow],
    case: Option<CaseView>,
    in_flight: bool,
) -> ReportSummary {
    let delivery = delivery(report.stage, operations, photographs, in_flight);
    let withdraw = operations
        .iter()
        .any(|o| o.kind == "withdraw" && o.state == OperationState::Waiting);
    ReportSummary {
        id: report.id,
        category: report.category.clone(),
        first_line: report
            .text
            .trim()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
        whereabouts,
        created_at: report.created_at,
        delivery,
        photos_sent: photographs
            .iter()
            .filter(|p| p.state == PhotographState::Sent)
            .count(),
        photos_total: photographs.len(),
        case,
        // Nobody has to do anything about what was taken back.
        parked: match report.stage {
            Stage::Withdrawn => Vec::new(),
            _ => parked(operations, photographs),
        },
        withdrawing: withdraw,
        picture: photographs.first().map(PhotographView::from),
    }
}

#[cfg(test)]
mod tests {
    use langnghe_wire::{Body, OperationId, Sha256};

    use super::*;
    use crate::store::PhotographId;

    fn operation(kind: &str, n: u32, code: Code) -> OperationRow {
        OperationRow {
            id: OperationId::from_bytes([1; 16]),
            report: ReportId::from_bytes([2; 16]),
            n,
            kind: kind.to_owned(),
            state: OperationState::Parked,
            code: Some(code),
            tries: 1,
        }
    }

    fn photograph(code: Code) -> PhotographRow {
        PhotographRow {
            id: PhotographId(1),
            report: ReportId::from_bytes([2; 16]),
            sha256: Sha256::of(b""),
            bytes: 1,
            width: 1,
            height: 1,
            state: PhotographState::Parked,
            code: Some(code),
        }
    }

    /// Whatever is parked, for whichever code of the closed table, or one that is not in it yet.
    #[test]
    fn everything_parked_shows_its_reason_in_both_languages_and_a_way_out() {
        let withdrawal = Body::Withdraw.kind();
        for code in Code::ALL.iter().copied().chain([Code::Unknown]) {
            let operations = [
                operation("file", 0, code),
                operation("reply", 1, code),
                operation(withdrawal, 2, code),
            ];
            let all = parked(&operations, &[photograph(code)]);
            assert_eq!(all.len(), 4);
            for parked in &all {
                assert!(!parked.ways_out.is_empty(), "{parked:?} is stuck");
                let Guidance {
                    happened,
                    safe,
                    way_out,
                } = parked.guidance();
                for words in [happened, safe, way_out] {
                    assert!(!words.vi.trim().is_empty(), "{parked:?}");
                    assert!(!words.en.trim().is_empty(), "{parked:?}");
                }
            }
        }
    }
}
