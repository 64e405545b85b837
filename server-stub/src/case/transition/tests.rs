use langnghe_places::Level;
use langnghe_wire::{Code, Sha256};

use super::*;
use crate::case::{Actor, Event, Lack, Mover, placement::Rules, testing::*};

use Party::{Coordinator, Leader, Owner, Unit};

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
fn a_case_goes_along_to_the_commune_that_gets_it() {
    let rules = Rules::bundled();
    let forwarded = |case: &Case, unit: &str| {
        let action = Action::Forward {
            unit: rules.unit(unit).unwrap(),
            reason: "Thuộc bên ấy".into(),
        };
        let events = transition(case, actor_of(Unit), Unit, &action, &at(3))?;
        let mut case = case.clone();
        for event in &events {
            case.apply(&event.event, at(3).now);
        }
        Ok(case)
    };
    let case = filed();
    let there = forwarded(&case, "07210-kt").unwrap();
    assert_eq!((&*there.commune, &*there.unit), ("07210", "07210-kt"));
    let above = forwarded(&there, "24-sxd").unwrap();
    assert_eq!((&*above.commune, &*above.unit), ("07210", "24-sxd"));

    // What is about somebody's staff is sent to none of them: they wouldn't see it.
    let concerned = Case {
        concerns: Some("07264".into()),
        unit: "24-tt".into(),
        ..case
    };
    let refused = forwarded(&concerned, "07264-vp").map(|case| case.unit);
    assert_eq!(refused, Err(Refusal::Lacks(Lack::UnitNotConcerned)));
    assert!(forwarded(&concerned, "24-vp").is_ok());
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
        runs: Some(reckon::Runs::since(at(0).now)),
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
