use langnghe_wire::{Change, EventId, ReportId};

use super::*;
use crate::{status::fold, store::HistoryRow};

fn unit() -> Words {
    Words::both("Phòng Kinh tế", "Economy Office")
}

fn received() -> What {
    What::Received {
        reference: Reference::from_random(5),
        commune: None,
        unit: unit(),
    }
}

fn status(status: CaseStatus) -> What {
    stood(status, None)
}

fn stood(status: CaseStatus, reason: Option<&str>) -> What {
    What::Status {
        status,
        reason: reason.map(str::to_owned),
        belongs: None,
        photographs: vec![],
        resolution: None,
    }
}

fn reply(text: &str) -> What {
    What::Reply {
        text: text.into(),
        unit: unit(),
    }
}

fn paused(reason: &str) -> What {
    What::Paused {
        reason: reason.into(),
    }
}

fn followed(status: CaseStatus) -> What {
    What::Followed {
        reference: Reference::from_random(6),
        status,
        photographs: vec![],
        resolution: None,
    }
}

fn case(entries: &[What]) -> CaseView {
    let change = |(what, seq): (&What, u64)| Change {
        report: ReportId::from_bytes([2; 16]),
        event: EventId::from_bytes([seq as u8; 16]),
        seq,
        at: "2026-11-23T08:00:05Z".parse().unwrap(),
        what: what.clone(),
    };
    let rows: Vec<_> = entries
        .iter()
        .zip(1..)
        .map(|entry| HistoryRow {
            change: change(entry),
            forgotten: false,
        })
        .collect();
    fold(&rows).unwrap()
}

fn first(entries: &[What]) -> Option<News> {
    news(&case(entries), Told::default())
}

fn moved_to(status: CaseStatus, why: Option<&str>) -> Option<News> {
    let why = why.map(str::to_owned);
    Some(News::Status { status, why })
}

#[test]
fn that_it_arrived_is_no_news_and_neither_is_what_the_person_did() {
    let said = What::Said { text: "x".into() };
    assert_eq!(first(&[received(), What::Resumed, said]), None);
    for own in [
        CaseStatus::Withdrawn,
        CaseStatus::Confirmed,
        CaseStatus::Reopened,
    ] {
        assert_eq!(first(&[received(), status(own)]), None, "{own:?}");
    }
}

#[test]
fn the_most_important_is_told_and_the_newest_of_it() {
    use CaseStatus::{Accepted, InProgress, NeedsInformation};
    let moved = [
        received(),
        status(Accepted),
        stood(InProgress, Some("soon")),
    ];
    assert_eq!(first(&moved), moved_to(InProgress, Some("soon")));
    let answered = [reply("one"), reply("two"), status(InProgress)];
    assert_eq!(first(&answered), Some(News::Answer("two".into())));
    let asked = [reply("Where is it?"), status(NeedsInformation)];
    let question = |why: &str| Some(News::Question(Some(why.into())));
    assert_eq!(first(&asked), question("Where is it?"));
    let asked = [reply("a"), stood(NeedsInformation, Some("why"))];
    assert_eq!(first(&asked), question("why"));
}

#[test]
fn a_pause_is_told_with_its_reason_for_as_long_as_it_lasts() {
    let rain = || Some(News::Paused("chờ nước rút".into()));
    let stands = [
        received(),
        status(CaseStatus::Accepted),
        paused("chờ nước rút"),
    ];
    assert_eq!(first(&stands), rain());
    let told = Told::all(&case(&stands[..2]));
    assert_eq!(news(&case(&stands), told), rain());
    assert_eq!(news(&case(&stands), Told::all(&case(&stands))), None);

    let over = [&stands[..], &[What::Resumed]].concat();
    assert_eq!(news(&case(&over), told), None, "it is over");
    assert_eq!(first(&over), moved_to(CaseStatus::Accepted, None));
    let again = [&over[..], &[paused("chờ vật tư")]].concat();
    let told = Told::all(&case(&over));
    let news = news(&case(&again), told);
    assert_eq!(news, Some(News::Paused("chờ vật tư".into())));
}

#[test]
fn another_unit_is_told_by_its_name_and_with_the_reason() {
    let given = What::Unit { unit: unit() };
    let why = stood(CaseStatus::Forwarded, Some("Văn phòng điều xe."));
    let entries = [received(), status(CaseStatus::Accepted), given, why];
    let expected = News::Unit {
        unit: unit(),
        why: Some("Văn phòng điều xe.".into()),
    };
    assert_eq!(first(&entries), Some(expected));
    let further = [&entries[..], &[status(CaseStatus::InProgress)]].concat();
    assert_eq!(first(&further), moved_to(CaseStatus::InProgress, None));
    let alone = [entries[0].clone(), entries[2].clone()];
    let expected = News::Unit {
        unit: unit(),
        why: None,
    };
    assert_eq!(first(&alone), Some(expected));
}

#[test]
fn of_a_case_that_goes_on_elsewhere_it_is_told_how_that_one_moves_whoever_moved_it() {
    let merged = [
        received(),
        What::Merged {
            into: Reference::from_random(6),
        },
        status(CaseStatus::Merged),
    ];
    let told = Told::all(&case(&merged));
    // Neither did this person confirm it, nor are they who is asked.
    for to in [
        CaseStatus::Resolved,
        CaseStatus::Confirmed,
        CaseStatus::NeedsInformation,
    ] {
        let after = case(&[&merged[..], &[followed(to)]].concat());
        let expected = News::Followed {
            reference: Reference::from_random(6),
            status: to,
        };
        assert_eq!(news(&after, told), Some(expected));
        assert_eq!(news(&after, Told::all(&after)), None);
    }
}

#[test]
fn of_a_case_that_goes_on_elsewhere_it_is_told_why_it_stands_still_there_and_who_has_it() {
    let merged = [
        received(),
        What::Merged {
            into: Reference::from_random(6),
        },
        status(CaseStatus::Merged),
    ];
    let told = Told::all(&case(&merged));
    let after = |more: &[What]| case(&[&merged[..], more].concat());
    let stands = after(&[paused("Chờ nước rút.")]);
    assert_eq!(
        news(&stands, told),
        Some(News::Paused("Chờ nước rút.".into()))
    );
    let over = after(&[paused("Chờ nước rút."), What::Resumed]);
    assert_eq!(news(&over, told), None);
    let given = after(&[What::Unit { unit: unit() }, followed(CaseStatus::Forwarded)]);
    let expected = News::Unit {
        unit: unit(),
        why: None,
    };
    assert_eq!(news(&given, told), Some(expected));
}

#[test]
fn what_was_told_is_not_told_again_wherever_the_next_entry_comes_in_between() {
    let before = [received(), status(CaseStatus::Accepted), reply("one")];
    let told = Told::all(&case(&before));
    assert_eq!(told.to_string(), "1 1 0 0");
    assert_eq!(news(&case(&before), told), None);
    let said = What::Said {
        text: "mine".into(),
    };
    let after = [
        received(),
        said,
        status(CaseStatus::Accepted),
        reply("one"),
        reply("two"),
    ];
    let expected = Some(News::Answer("two".into()));
    assert_eq!(news(&case(&after), told), expected);
}

#[test]
fn a_restored_server_that_knows_less_brings_no_news() {
    let Ok(told) = "3 2 1 1".parse::<Told>();
    assert_eq!(news(&case(&[received()]), told), None);
}

#[test]
fn what_is_remembered_is_read_again_from_this_release_and_from_earlier_ones() {
    let read = |saved: &str| {
        let Ok(told) = saved.parse::<Told>();
        told.to_string()
    };
    assert_eq!(read("3 14 1 2"), "3 14 1 2");
    assert_eq!(read("3 14"), "3 14 0 0");
    for odd in ["", "3", "a b", "1 2 3", "1 2 3 4 5", "-1 2"] {
        assert_eq!(read(odd), "0 0 0 0", "{odd}");
    }
}
