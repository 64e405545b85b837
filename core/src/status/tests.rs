use langnghe_wire::{Change, EventId, Remedy, ReportId, ResultPhotograph};
use proptest::prelude::*;

use super::*;
use crate::store::HistoryRow;

fn row(seq: u64, what: What, forgotten: bool) -> HistoryRow {
    let change = Change {
        report: ReportId::from_bytes([2; 16]),
        event: EventId::from_bytes([seq as u8; 16]),
        seq,
        at: Timestamp::from_second(1_790_000_000 + seq as i64).unwrap(),
        what,
    };
    HistoryRow { change, forgotten }
}

fn received() -> What {
    What::Received {
        reference: Reference::from_random(5),
        commune: None,
        unit: Words::both("Phòng Kinh tế", "Economy Office"),
    }
}

fn status(status: CaseStatus) -> What {
    What::Status {
        status,
        reason: None,
        belongs: None,
        photographs: vec![],
        resolution: None,
    }
}

fn reply(text: &str) -> What {
    What::Reply {
        text: text.into(),
        unit: Words::both("Phòng Kinh tế", "Economy Office"),
    }
}

#[test]
fn a_case_stands_where_its_last_entry_says() {
    let history = [
        row(1, received(), false),
        row(2, status(CaseStatus::Accepted), false),
        row(3, reply("Đã cử người ra đê."), false),
        row(4, status(CaseStatus::InProgress), false),
    ];
    let case = fold(&history).unwrap();
    assert_eq!((case.status, case.stale), (CaseStatus::InProgress, false));
    assert_eq!(
        case.replies().map(|(text, ..)| text).collect::<Vec<_>>(),
        ["Đã cử người ra đê."]
    );
    assert_eq!(fold(&[]), None);
}

#[test]
fn a_restored_server_is_believed_but_a_reply_that_was_read_stays() {
    let forgotten = [
        row(1, received(), false),
        row(2, status(CaseStatus::Resolved), true),
        row(3, reply("Đã đắp lại đê."), true),
    ];
    let case = fold(&forgotten).unwrap();
    assert_eq!((case.status, case.stale), (CaseStatus::Received, false));
    assert_eq!(case.replies().count(), 1);
    assert_eq!(case.timeline.len(), 2, "the forgotten status is gone");
}

#[test]
fn until_a_restored_server_speaks_the_last_known_state_is_shown_as_such() {
    let history = [
        row(1, received(), true),
        row(2, status(CaseStatus::Accepted), true),
    ];
    let case = fold(&history).unwrap();
    assert_eq!((case.status, case.stale), (CaseStatus::Accepted, true));
}

proptest! {
    #[test]
    fn internal_gaps_and_unknown_entries_change_nothing(extra in prop::collection::vec(3u64..200, 0..20)) {
        let mut history = vec![row(1, received(), false), row(2, status(CaseStatus::Accepted), false)];
        history.extend(extra.into_iter().map(|seq| row(seq, What::Unknown, false)));
        prop_assert_eq!(fold(&history).unwrap().status, CaseStatus::Accepted);
    }
}

/// A history whose entries come one second after the other.
fn told(entries: impl IntoIterator<Item = What>) -> CaseView {
    let rows = (1..).zip(entries).map(|(seq, what)| row(seq, what, false));
    fold(&rows.collect::<Vec<_>>()).unwrap()
}

fn moment(seq: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seq).unwrap()
}

fn paused(reason: &str) -> What {
    What::Paused {
        reason: reason.into(),
    }
}

fn resolution(cause: &str) -> Resolution {
    Resolution {
        cause: cause.into(),
        remedy: Remedy::Temporary,
        without_photograph: None,
        answer_by: Some(moment(900_000)),
    }
}

fn resolved(cause: &str) -> What {
    What::Status {
        status: CaseStatus::Resolved,
        reason: None,
        belongs: None,
        photographs: vec![],
        resolution: Some(resolution(cause)),
    }
}

fn shown(data: &[u8]) -> ResultPhotograph {
    ResultPhotograph {
        sha256: Sha256::of(data),
        bytes: 1,
        width: 1,
        height: 1,
    }
}

fn followed(status: CaseStatus, data: &[u8]) -> What {
    What::Followed {
        reference: Reference::from_random(6),
        status,
        photographs: vec![shown(data)],
        resolution: Some(resolution("Cống hỏng")),
    }
}

fn merged() -> [What; 2] {
    let into = Reference::from_random(6);
    [What::Merged { into }, status(CaseStatus::Merged)]
}

#[test]
fn a_refusal_says_where_the_matter_belongs_until_the_case_moves_again() {
    let refused = What::Status {
        status: CaseStatus::Refused,
        reason: Some("Không thuộc xã".into()),
        belongs: Some("Công ty Điện lực".into()),
        photographs: vec![],
        resolution: None,
    };
    let case = told([received(), refused.clone()]);
    assert_eq!(case.belongs.as_deref(), Some("Công ty Điện lực"));
    let case = told([received(), refused, status(CaseStatus::Accepted)]);
    assert_eq!((case.belongs, case.reason), (None, None));
}

#[test]
fn a_question_is_the_persons_move_until_the_server_says_that_the_clocks_run_again() {
    let asked = || [received(), status(CaseStatus::NeedsInformation)];
    let case = told(asked());
    assert!(case.is_asked());
    assert_eq!(case.pause.unwrap().since, moment(2));
    let answered = told(asked().into_iter().chain([What::Resumed]));
    assert_eq!(answered.status, CaseStatus::NeedsInformation);
    assert!(!answered.is_asked());
    assert_eq!(answered.pause, None);
    let moved = told(asked().into_iter().chain([status(CaseStatus::InProgress)]));
    assert_eq!((moved.is_asked(), moved.pause), (false, None));
}

#[test]
fn a_pause_lasts_through_the_cases_steps_until_it_is_lifted_or_the_case_is_over() {
    let until = |end: What| {
        let steps = [received(), paused("chờ nước rút")];
        let steps = steps.into_iter().chain([status(CaseStatus::InProgress)]);
        told(steps.chain([end])).pause
    };
    let pause = until(What::Unknown).unwrap();
    assert_eq!(pause.why, Why::Reason("chờ nước rút".into()));
    assert_eq!(until(What::Resumed), None);
    for over in [
        CaseStatus::Resolved,
        CaseStatus::Refused,
        CaseStatus::Withdrawn,
    ] {
        assert_eq!(until(status(over)), None, "{over:?}");
    }
}

#[test]
fn another_unit_and_another_level_are_told() {
    let other = Words::both("Sở Xây dựng", "Department of Construction");
    let case = told([
        received(),
        status(CaseStatus::Forwarded),
        What::Unit {
            unit: other.clone(),
        },
        What::Level {
            level: "complex".into(),
            reason: "Phải khảo sát".into(),
        },
    ]);
    assert_eq!(case.unit, Some(other));
    let level = case.level.unwrap();
    assert_eq!(
        (level.code.as_str(), level.reason.as_str()),
        ("complex", "Phải khảo sát")
    );
}

#[test]
fn what_was_done_holds_while_the_case_is_settled_and_is_past_once_it_is_reopened() {
    let steps = |last| told([received(), resolved("Cống hỏng"), last]);
    let case = told([received(), resolved("Cống hỏng")]);
    assert_eq!(case.answer_by(), Some(moment(900_000)));
    assert_eq!(case.outcome().unwrap().cause, "Cống hỏng");
    for settled in [CaseStatus::Confirmed, CaseStatus::Closed] {
        let case = steps(status(settled));
        assert!(case.outcome().is_some());
        assert_eq!(case.answer_by(), None, "nobody is asked any more");
        assert_eq!(case.unanswered, settled == CaseStatus::Closed);
    }
    let case = steps(status(CaseStatus::Reopened));
    assert_eq!((case.outcome(), case.answer_by()), (None, None));
}

#[test]
fn what_was_merged_is_told_how_the_other_case_stands() {
    let case = told([received()].into_iter().chain(merged()));
    let merged_into = case.merged.unwrap();
    assert_eq!(merged_into.into, Reference::from_random(6));
    assert_eq!(merged_into.status, None);
    let steps = [received()].into_iter().chain(merged());
    let case = told(steps.chain([followed(CaseStatus::Resolved, b"after")]));
    let merged_into = case.merged.as_ref().unwrap();
    assert_eq!(case.status, CaseStatus::Merged);
    assert_eq!(merged_into.status, Some(CaseStatus::Resolved));
    assert_eq!(case.outcome().unwrap().cause, "Cống hỏng");
    assert!(!case.shows_another(Sha256::of(b"after")));
}

#[test]
fn who_agreed_to_what_was_done_elsewhere_is_asked_again_only_if_it_is_opened_again() {
    let agreed = |after: &[What]| {
        let steps = [received()].into_iter().chain(merged());
        let steps = steps.chain([followed(CaseStatus::Resolved, b"after"), What::Agreed]);
        let case = told(steps.chain(after.iter().cloned()));
        case.merged.unwrap().agreed
    };
    assert!(agreed(&[]));
    assert!(agreed(&[followed(CaseStatus::Confirmed, b"after")]));
    assert!(!agreed(&[followed(CaseStatus::Reopened, b"after")]));
    let again = [CaseStatus::Reopened, CaseStatus::Resolved];
    assert!(!agreed(&again.map(|status| followed(status, b"after"))));
}

#[test]
fn what_goes_on_elsewhere_stands_still_and_changes_hands_there_and_not_here() {
    let other = || Words::both("Sở Xây dựng", "Department of Construction");
    let steps = [received()].into_iter().chain(merged());
    let moved = [
        What::Unit { unit: other() },
        followed(CaseStatus::Forwarded, b"after"),
        paused("chờ nước rút"),
    ];
    let after = |more: &[What]| {
        let steps = steps.clone().chain(moved.clone());
        told(steps.chain(more.iter().cloned()))
    };
    let case = after(&[]);
    assert_eq!(case.unit, Some(other()));
    let why = case.pause.as_ref().map(|pause| &pause.why);
    assert_eq!(why, Some(&Why::Reason("chờ nước rút".into())));
    assert!(case.two_clocks().iter().all(|clock| clock.pause.is_none()));
    assert_eq!(after(&[What::Resumed]).pause, None);
    for own in [
        CaseStatus::Received,
        CaseStatus::Reopened,
        CaseStatus::Withdrawn,
    ] {
        let case = after(&[status(own)]);
        let unit = case.unit.unwrap();
        assert_eq!((unit.en.as_str(), case.pause), ("Economy Office", None));
    }
}

#[test]
fn told_apart_again_a_report_stands_by_itself() {
    let steps = [received(), status(CaseStatus::InProgress)];
    let steps = steps.into_iter().chain(merged());
    let steps = steps.chain([followed(CaseStatus::Resolved, b"another's")]);
    let case = told(steps.chain([status(CaseStatus::InProgress)]));
    assert_eq!((case.status, &case.merged), (CaseStatus::InProgress, &None));
    assert_eq!(case.outcome(), None);
    assert!(case.shows_another(Sha256::of(b"another's")));
    assert!(!case.shows_another(Sha256::of(b"its own")));
}
