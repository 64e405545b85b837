use langnghe_wire::{Change, EventId, ReportId};
use proptest::prelude::*;

use super::*;

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
        photographs: vec![],
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
