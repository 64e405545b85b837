//! Cases in every state, and an action of every kind, for the tests of this room.

use std::sync::Arc;

use langnghe_places::{
    Level, WorkingCalendar,
    calendar::{CalendarFile, WorkedDay},
};
use langnghe_wire::{Attachment, CaseStatus, Remedy, ReportId, ResultPhotograph, Sha256};

use super::{
    Action, ActionKind, Actor, Case, Event, Moment, NewEvent, Origin, Party, Refusal, Solution,
    decide::{Opening, open},
    placement::Rules,
    public::{Covered, Part, Piece, PieceName},
    reckon::{Cause, Reckoning, Runs},
    table::{allowed, rule_of},
    transition,
};
use crate::identity::{ReporterId, UserId};

use ActionKind as A;
use CaseStatus as S;
use Party::{Coordinator, Leader, Neighbour, Owner, Server, Unit};

pub(super) const EVERYBODY: [Party; 6] = [Unit, Leader, Coordinator, Server, Owner, Neighbour];

pub(super) fn at(hours: i64) -> Moment {
    let start: jiff::Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    Moment::bundled(start + jiff::SignedDuration::from_hours(hours))
}

/// A case that was just filed.
pub(super) fn filed() -> Case {
    let filing = serde_json::from_str(
        r#"{"category":"dyke","text":"Đê","place":{"commune":"07264"},
            "noticed_at":"2026-11-23T08:00:00Z","catalogue":1}"#,
    )
    .unwrap();
    let now = at(0).now;
    let placement = Rules::bundled().place(&filing, now).unwrap();
    let opening = Opening {
        id: ReportId::from_bytes([1; 16]),
        reporter: ReporterId(1),
        reference: langnghe_wire::Reference::from_random(1),
        origin: Origin::App,
        by: Actor::Citizen,
    };
    let (mut case, events) = open(&opening, &filing, &placement, now);
    for event in &events {
        case.apply(&event.event, now);
    }
    case.results.push(picture(b"after"));
    case
}

pub(super) fn picture(bytes: &[u8]) -> ResultPhotograph {
    ResultPhotograph {
        sha256: Sha256::of(bytes),
        bytes: bytes.len() as u64,
        width: 3,
        height: 2,
    }
}

/// A case that came to a state by the events that lead there, as far as the table asks for more
/// than the state.
pub(super) fn in_state(status: CaseStatus) -> Case {
    let mut case = filed();
    let now = at(1).now;
    match status {
        S::AwaitingApproval => case.apply(&Event::Proposed(solution(1)), now),
        S::Merged => case.apply(
            &Event::Merged {
                into: ReportId::from_bytes([2; 16]),
                reference: langnghe_wire::Reference::from_random(2),
            },
            now,
        ),
        _ => {}
    }
    case.apply(&Event::moved(status, None), now);
    if status == S::Merged {
        case.apply(&followed(S::Resolved), now);
    }
    case
}

/// What a merged case hears of the one that goes on.
pub(super) fn followed(status: CaseStatus) -> Event {
    Event::Followed {
        reference: langnghe_wire::Reference::from_random(2),
        status,
        photographs: vec![],
        resolution: None,
    }
}

/// As [`in_state`], with the clocks standing.
pub(super) fn paused_in(status: CaseStatus) -> Case {
    let mut case = in_state(status);
    let paused = Event::Paused {
        reason: "Chờ nước rút".into(),
    };
    case.apply(&paused, at(2).now);
    case
}

pub(super) fn party_of(kind: ActionKind) -> Party {
    rule_of(kind).by[0]
}

pub(super) fn actor_of(party: Party) -> Actor {
    match party {
        Unit | Leader | Coordinator => Actor::Staff(UserId(1)),
        Owner | Neighbour => Actor::Citizen,
        Server => Actor::Server,
    }
}

pub(super) fn solution(number: u8) -> Solution {
    Solution {
        text: format!("Lần {number}"),
        cause: "Cống hỏng".into(),
        remedy: Remedy::Temporary,
        photographs: vec![],
        without_photograph: Some("Trời tối".into()),
    }
}

pub(super) fn action(kind: ActionKind, number: u8) -> Action {
    let text = format!("Lần {number}");
    match kind {
        A::Accept => Action::Accept,
        A::Refuse => Action::Refuse {
            reason: text,
            belongs: "Sở Xây dựng".into(),
        },
        A::Forward => Action::Forward {
            unit: Rules::bundled().unit("07264-vp").unwrap(),
            reason: text,
        },
        A::Assign => Action::Assign {
            to: Some((UserId(2), "Lan".into())),
        },
        A::Start => Action::Start,
        A::Ask => Action::Ask { text },
        A::Pause => Action::Pause { reason: text },
        A::Resume => Action::Resume,
        A::SetLevel => Action::SetLevel {
            level: Level::Complex,
            reason: text,
            runs: Some(Runs::since(at(0).now)),
        },
        A::Propose => Action::Propose(solution(number)),
        A::Approve => Action::Approve,
        A::SendBack => Action::SendBack { reason: text },
        A::Resolve => Action::Resolve(solution(number)),
        A::Reply => Action::Reply {
            text,
            public: number.is_multiple_of(2),
        },
        A::Note => Action::Note { text },
        A::Merge => Action::Merge {
            into: ReportId::from_bytes([2; 16]),
            reference: langnghe_wire::Reference::from_random(2),
        },
        A::Unmerge => Action::Unmerge,
        A::Cover => Action::Cover(Covered {
            original: Sha256::of(b"after"),
            photograph: picture(&[number]),
            parts: vec![Part {
                left: 1,
                top: 2,
                width: 3,
                height: 4,
            }],
        }),
        A::Publish => Action::Publish(Piece::Text { text }),
        A::Unpublish => Action::Unpublish(PieceName::Text),
        A::Close => Action::Close,
        A::Reckon => Action::Reckon(Reckoning {
            runs: Runs::since(at(0).now),
            cause: Cause::Calendar(Arc::new(with_a_saturday_worked())),
        }),
        A::AddText => Action::AddText { text },
        A::Attach => Action::Attach {
            attachments: vec![Attachment::photo(Sha256::of(&[number]), 1)],
        },
        A::Respond => Action::Respond { text },
        A::Withdraw => Action::Withdraw,
        A::Confirm => Action::Confirm,
        A::Agree => Action::Agree,
        A::Reopen => Action::Reopen { text },
        A::Rate => Action::Rate { stars: 3, text },
        A::GiveContact => Action::GiveContact,
        A::Support => Action::Support,
    }
}

/// The calendar as it was when a Saturday of that week was worked.
fn with_a_saturday_worked() -> WorkingCalendar {
    let mut file = CalendarFile::from(WorkingCalendar::bundled().clone());
    let saturday = jiff::civil::date(2026, 11, 28);
    file.worked_days.push(WorkedDay {
        date: saturday,
        in_place_of: file.days_off[0].date,
        source: file.days_off[0].source.clone(),
    });
    file.try_into().unwrap()
}

pub(super) fn act(case: &Case, kind: ActionKind, number: u8) -> Result<Vec<NewEvent>, Refusal> {
    act_as(party_of(kind), case, kind, number)
}

pub(super) fn act_as(
    party: Party,
    case: &Case,
    kind: ActionKind,
    number: u8,
) -> Result<Vec<NewEvent>, Refusal> {
    transition(case, actor_of(party), party, &action(kind, number), &at(3))
}

/// Does something that works, and folds what follows from it.
pub(super) fn done(case: &Case, kind: ActionKind) -> Case {
    let mut case = case.clone();
    for event in act(&case.clone(), kind, 1).unwrap() {
        case.apply(&event.event, at(3).now);
    }
    case
}

/// Whether somebody may do it in this state, with the clocks running or not, at a unit that
/// wants its leader's word or not.
pub(super) fn allowed_in_some_way(status: CaseStatus, kind: ActionKind) -> bool {
    [in_state(status), paused_in(status)].iter().any(|case| {
        [false, true]
            .into_iter()
            .any(|approval| allowed(case, party_of(kind), kind, approval).is_ok())
    })
}
