use langnghe_places::Level;
use langnghe_wire::{Attachment, Remedy, ReportId, ResultPhotograph, Sha256};
use proptest::prelude::*;

use super::*;
use crate::{
    case::{
        Event, Mover, Origin,
        decide::{Opening, open},
        public::{Covered, Part, Piece, PieceName},
    },
    identity::{ReporterId, UserId},
};

const EVERYBODY: [Party; 6] = [Unit, Leader, Coordinator, Server, Owner, Neighbour];

fn at(hours: i64) -> Moment {
    let start: jiff::Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    Moment::bundled(start + jiff::SignedDuration::from_hours(hours))
}

/// A case that was just filed.
fn filed() -> Case {
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

fn picture(bytes: &[u8]) -> ResultPhotograph {
    ResultPhotograph {
        sha256: Sha256::of(bytes),
        bytes: bytes.len() as u64,
        width: 3,
        height: 2,
    }
}

/// A case that came to a state by the events that lead there, as far as the table asks for more
/// than the state.
fn in_state(status: CaseStatus) -> Case {
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

fn followed(status: CaseStatus) -> Event {
    Event::Followed {
        reference: langnghe_wire::Reference::from_random(2),
        status,
        photographs: vec![],
        resolution: None,
    }
}

/// As [`in_state`], with the clocks standing.
fn paused_in(status: CaseStatus) -> Case {
    let mut case = in_state(status);
    let paused = Event::Paused {
        reason: "Chờ nước rút".into(),
    };
    case.apply(&paused, at(2).now);
    case
}

fn party_of(kind: ActionKind) -> Party {
    rule_of(kind).by[0]
}

fn actor_of(party: Party) -> Actor {
    match party {
        Unit | Leader | Coordinator => Actor::Staff(UserId(1)),
        Owner | Neighbour => Actor::Citizen,
        Server => Actor::Server,
    }
}

fn solution(number: u8) -> Solution {
    Solution {
        text: format!("Lần {number}"),
        cause: "Cống hỏng".into(),
        remedy: Remedy::Temporary,
        photographs: vec![],
        without_photograph: Some("Trời tối".into()),
    }
}

fn action(kind: ActionKind, number: u8) -> Action {
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

fn act(case: &Case, kind: ActionKind, number: u8) -> Result<Vec<NewEvent>, Refusal> {
    act_as(party_of(kind), case, kind, number)
}

fn act_as(
    party: Party,
    case: &Case,
    kind: ActionKind,
    number: u8,
) -> Result<Vec<NewEvent>, Refusal> {
    transition(case, actor_of(party), party, &action(kind, number), &at(3))
}

/// Does something that works, and folds what follows from it.
fn done(case: &Case, kind: ActionKind) -> Case {
    let mut case = case.clone();
    for event in act(&case.clone(), kind, 1).unwrap() {
        case.apply(&event.event, at(3).now);
    }
    case
}

/// Whether somebody may do it in this state, with the clocks running or not, at a unit that
/// wants its leader's word or not.
fn allowed_in_some_way(status: CaseStatus, kind: ActionKind) -> bool {
    [in_state(status), paused_in(status)].iter().any(|case| {
        [false, true]
            .into_iter()
            .any(|approval| allowed(case, party_of(kind), kind, approval).is_ok())
    })
}

#[test]
fn the_table_is_as_it_was_decided() {
    let rows: Vec<String> = ActionKind::ALL
        .into_iter()
        .map(|kind| {
            let from: Vec<_> = CaseStatus::ALL
                .into_iter()
                .filter(|status| allowed_in_some_way(*status, kind))
                .map(CaseStatus::as_str)
                .collect();
            let to = rule_of(kind).to.map_or("as it was", CaseStatus::as_str);
            format!(
                "{:?} {kind:?}: {} -> {to}",
                rule_of(kind).by,
                from.join(" ")
            )
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn every_action_has_one_rule_and_is_nobody_elses() {
    for kind in ActionKind::ALL {
        let rules = TABLE.iter().filter(|r| r.action == kind).count();
        assert_eq!(rules, 1, "{kind:?}");
        for party in EVERYBODY {
            if !rule_of(kind).by.contains(&party) {
                let result = act_as(party, &filed(), kind, 1);
                assert_eq!(result, Err(Refusal::NotYours), "{kind:?} by {party:?}");
            }
        }
    }
}

#[test]
fn the_buttons_offered_are_the_actions_that_work() {
    let rules = Rules::bundled();
    for status in CaseStatus::ALL {
        for (case, party) in [in_state(status), paused_in(status)]
            .into_iter()
            .flat_map(|case| EVERYBODY.map(|party| (case.clone(), party)))
        {
            let offered: Vec<_> = available(&case, party, &rules).collect();
            for kind in ActionKind::ALL {
                let works = act_as(party, &case, kind, 1).is_ok();
                assert_eq!(offered.contains(&kind), works, "{kind:?} in {status:?}");
            }
        }
    }
}

#[test]
fn where_a_leader_says_the_last_word_officers_propose() {
    let case = in_state(S::InProgress);
    let may = |party, kind| allowed(&case, party, kind, true).is_ok();
    assert!(may(Unit, A::Propose) && !may(Unit, A::Resolve));
    assert!(may(Leader, A::Resolve) && may(Coordinator, A::Resolve));
    let may = |party, kind| allowed(&case, party, kind, false).is_ok();
    assert!(!may(Unit, A::Propose) && may(Unit, A::Resolve));
    let waits = in_state(S::AwaitingApproval);
    assert_eq!(act_as(Unit, &waits, A::Approve, 1), Err(Refusal::NotYours));

    // What the leader approves is what was proposed, word for word.
    let mut approved = waits.clone();
    for event in act_as(Leader, &waits, A::Approve, 9).unwrap() {
        approved.apply(&event.event, at(3).now);
    }
    assert_eq!((approved.status, &approved.proposal), (S::Resolved, &None));
    let resolution = approved.resolution.unwrap();
    assert_eq!(resolution.cause, solution(1).cause);
    assert!(resolution.answer_by.is_some());
    let mut back = waits.clone();
    for event in act_as(Leader, &waits, A::SendBack, 1).unwrap() {
        back.apply(&event.event, at(3).now);
    }
    assert_eq!((back.status, back.proposal), (S::InProgress, None));
}

#[test]
fn resolving_takes_a_cause_and_a_proof() {
    let case = in_state(S::InProgress);
    let resolve = |solution: Solution| {
        let action = Action::Resolve(solution);
        transition(&case, actor_of(Unit), Unit, &action, &at(3)).map(drop)
    };
    assert_eq!(resolve(solution(1)), Ok(()));
    let without = |why: Option<&str>| Solution {
        without_photograph: why.map(str::to_owned),
        ..solution(1)
    };
    let no_proof = Err(Refusal::Lacks(Lack::Proof));
    assert_eq!(resolve(without(None)), no_proof);
    assert_eq!(resolve(without(Some(""))), no_proof);
    let causeless = Solution {
        cause: String::new(),
        ..solution(1)
    };
    assert_eq!(resolve(causeless), Err(Refusal::Lacks(Lack::Cause)));
    let shown = Solution {
        photographs: vec![picture(b"after")],
        ..without(None)
    };
    assert_eq!(resolve(shown), Ok(()));
}

#[test]
fn a_refusal_says_where_it_belongs_and_forwarding_changes_the_unit() {
    let case = filed();
    let nowhere = Action::Refuse {
        reason: "Không thuộc xã".into(),
        belongs: String::new(),
    };
    let refused = transition(&case, actor_of(Unit), Unit, &nowhere, &at(3));
    assert_eq!(refused, Err(Refusal::Lacks(Lack::Belongs)));
    let same = Action::Forward {
        unit: Rules::bundled().unit(&case.unit).unwrap(),
        reason: "Nhầm".into(),
    };
    let refused = transition(&case, actor_of(Unit), Unit, &same, &at(3));
    assert_eq!(refused, Err(Refusal::Lacks(Lack::OtherUnit)));

    let mut assigned = done(&case, A::Assign);
    assert_eq!(assigned.assignee, Some(UserId(2)));
    assigned = done(&assigned, A::Forward);
    assert_eq!((&*assigned.unit, assigned.assignee), ("07264-vp", None));
    assert_eq!(assigned.status, S::Forwarded);
    assert_eq!(assigned.clocks, case.clocks, "the deadline goes with it");
}

#[test]
fn a_pause_moves_both_dates_by_the_office_time_that_passed() {
    let case = done(&filed(), A::Accept);
    let paused = done(&case, A::Pause);
    assert_eq!((paused.next_due(), paused.mover()), (None, Mover::Unit));
    assert_eq!(act(&paused, A::Pause, 2), Err(Refusal::NotNow));
    let later = at(3 + 24);
    let events = transition(&paused, actor_of(Unit), Unit, &Action::Resume, &later).unwrap();
    let mut resumed = paused.clone();
    for event in &events {
        resumed.apply(&event.event, later.now);
    }
    let calendar = &later.rules.calendar;
    let stood = calendar.working_time_between(at(3).now, later.now);
    let moved =
        calendar.working_time_between(case.clocks.resolution.due, resumed.clocks.resolution.due);
    assert_eq!(moved, stood);
    assert_eq!(resumed.next_due(), Some(resumed.clocks.resolution.due));

    // What was late before it was stopped stays late.
    let overdue = at(24 * 400);
    let late = transition(&case, actor_of(Unit), Unit, &action(A::Pause, 1), &overdue).unwrap();
    let mut late_case = case.clone();
    for event in &late {
        late_case.apply(&event.event, overdue.now);
    }
    let later = at(24 * 500);
    for event in transition(&late_case, actor_of(Unit), Unit, &Action::Resume, &later).unwrap() {
        late_case.apply(&event.event, later.now);
    }
    assert_eq!(late_case.clocks, case.clocks);
}

#[test]
fn a_level_sets_the_clocks_as_if_it_had_been_so_from_the_start() {
    let case = done(&filed(), A::Accept);
    let complex = done(&case, A::SetLevel);
    assert_eq!(complex.level, Level::Complex);
    assert!(complex.clocks.resolution.due > case.clocks.resolution.due);
    let back = Action::SetLevel {
        level: case.level,
        reason: "Nhầm".into(),
    };
    let mut again = complex.clone();
    for event in transition(&complex, actor_of(Unit), Unit, &back, &at(9)).unwrap() {
        again.apply(&event.event, at(9).now);
    }
    assert_eq!(again.clocks, case.clocks);
}

#[test]
fn reopening_sets_the_second_clock_anew() {
    let resolved = in_state(S::Resolved);
    let later = at(24 * 30);
    let reopen = action(A::Reopen, 1);
    let mut reopened = resolved.clone();
    for event in transition(&resolved, actor_of(Owner), Owner, &reopen, &later).unwrap() {
        reopened.apply(&event.event, later.now);
    }
    assert_eq!(reopened.status, S::Reopened);
    assert_eq!(reopened.clocks.intake, resolved.clocks.intake);
    assert!(reopened.clocks.resolution.due > later.now);
}

#[test]
fn undoing_a_merge_leads_back_to_where_the_case_stood() {
    let case = done(&filed(), A::Accept);
    let merged = done(&case, A::Merge);
    assert_eq!(merged.status, S::Merged);
    let parted = done(&merged, A::Unmerge);
    assert_eq!((parted.status, parted.merged), (S::Accepted, None));
    let mut leads = case;
    leads.companions = 1;
    assert_eq!(act(&leads, A::Merge, 1), Err(Refusal::NotNow));
}

#[test]
fn who_went_on_elsewhere_speaks_to_what_was_done_there_and_for_themselves_only() {
    let merged = done(&done(&filed(), A::Accept), A::Merge);
    let hears = |case: &Case, status| {
        let mut case = case.clone();
        case.apply(&followed(status), at(4).now);
        case
    };
    for (case, why) in [
        (merged.clone(), "nothing was heard"),
        (hears(&merged, S::InProgress), "nothing was done"),
    ] {
        for kind in [A::Agree, A::Reopen] {
            assert_eq!(act(&case, kind, 1), Err(Refusal::NotNow), "{why}");
        }
    }
    for settled in [S::Resolved, S::Confirmed, S::Closed] {
        let case = hears(&merged, settled);
        let agreed = done(&case, A::Agree);
        assert_eq!(agreed.status, S::Merged, "still one case");
        assert_eq!(act(&agreed, A::Agree, 2), Err(Refusal::NotNow));
        for case in [&case, &agreed] {
            let reopened = done(case, A::Reopen);
            assert_eq!((reopened.status, reopened.merged), (S::Reopened, None));
            assert!(reopened.clocks.resolution.due > at(3).now);
        }
    }
    let agreed = done(&hears(&merged, S::Resolved), A::Agree);
    let again = hears(&hears(&agreed, S::Reopened), S::Resolved);
    assert!(act(&again, A::Agree, 2).is_ok(), "it was done anew");
}

#[test]
fn who_takes_back_what_went_on_elsewhere_leaves_there() {
    let merged = done(&filed(), A::Merge);
    let withdrawn = done(&merged, A::Withdraw);
    assert_eq!((withdrawn.status, withdrawn.merged), (S::Withdrawn, None));
}

#[test]
fn what_is_said_is_checked() {
    let case = in_state(S::InProgress);
    let say = |text: &str| {
        let reply = Action::Reply {
            text: text.into(),
            public: false,
        };
        transition(&case, Actor::Staff(UserId(1)), Unit, &reply, &at(3))
    };
    assert_eq!(say(""), Err(Refusal::Content(Code::TextRequired)));
    assert_eq!(
        say(&"ơ".repeat(4_001)),
        Err(Refusal::Content(Code::TextTooLong))
    );
    assert_eq!(say(" a"), Err(Refusal::Content(Code::TextNotNormalised)));
    assert!(say("Đã cử người.").is_ok());
}

#[test]
fn a_report_has_its_photographs_once_and_not_too_many() {
    let mut case = filed();
    for number in 0..6 {
        for event in act(&case, A::Attach, number).unwrap() {
            case.apply(&event.event, at(3).now);
        }
        let again = act(&case, A::Attach, number);
        let full = if number < 5 {
            Code::Malformed
        } else {
            Code::TooManyPhotographs
        };
        assert_eq!(again, Err(Refusal::Content(full)));
    }
    assert_eq!(case.photographs(), (0, 6));
    let arrived = Event::Photograph {
        sha256: Sha256::of(&[3]),
    };
    case.apply(&arrived, at(4).now);
    assert_eq!(case.photographs(), (1, 6));
}

proptest! {
    /// Whatever is tried, a case moves along the table only; what is refused changes nothing,
    /// and a withdrawn case stays as it is.
    #[test]
    fn no_sequence_of_actions_leaves_the_table(tried in prop::collection::vec((0..ActionKind::ALL.len(), any::<u8>()), 0..60)) {
        let mut case = filed();
        for (kind, number) in tried {
            let kind = ActionKind::ALL[kind];
            let before = case.clone();
            let result = act(&case, kind, number);
            if let Ok(events) = &result {
                prop_assert!(!events.is_empty());
                prop_assert!(events.iter().all(|e| e.actor == actor_of(party_of(kind))));
                for event in events {
                    case.apply(&event.event, at(3).now);
                }
                prop_assert_eq!(case.version, before.version + events.len() as u64);
            }
            let rule = rule_of(kind);
            match result {
                Ok(_) => {
                    prop_assert!(rule.from.contains(&before.status));
                    let back = before.merged.as_ref().map_or(before.status, |m| m.from);
                    let stays = if kind == A::Unmerge { back } else { before.status };
                    prop_assert_eq!(case.status, rule.to.unwrap_or(stays));
                    prop_assert_eq!(case.merged.is_some(), case.status == S::Merged);
                    prop_assert!(case.pause.is_none() || case.is_open(), "{:?}", kind);
                    prop_assert!(before.status != S::Withdrawn, "{:?} after a withdrawal", kind);
                }
                Err(_) => prop_assert_eq!(&case, &before),
            }
        }
    }
}
