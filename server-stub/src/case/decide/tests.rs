use langnghe_wire::sync::{Applied, Refused};

use super::*;

const ME: ReporterId = ReporterId(1);

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn incoming(n: u32, kind: &str, body: &str) -> Incoming {
    let bytes = format!(
        r#"{{"id":"01930000-0000-7000-8000-00000000000a","report":"01930000-0000-7000-8000-000000000001",
            "n":{n},"at":"2026-11-23T08:00:00Z","kind":"{kind}","body":{body}}}"#
    );
    Incoming::read(&bytes, &Moment::bundled(now()), &["rate".into()]).unwrap()
}

fn decide(reporter: ReporterId, incoming: &Incoming, facts: &Facts) -> Verdict {
    super::decide(reporter, incoming, facts, &Moment::bundled(now()))
}

fn nothing_known() -> Facts {
    Facts {
        remembered: None,
        next_n: 0,
        case: None,
        is_supporter: false,
    }
}

const FILING: &str = r#"{"category":"dyke","text":"Đê","place":{"commune":"07264"},
    "noticed_at":"2026-11-23T08:00:00Z","catalogue":1}"#;

fn case_of(reporter: ReporterId) -> Case {
    let Verdict::Open(filing, placement) =
        decide(reporter, &incoming(0, "file", FILING), &nothing_known())
    else {
        panic!("a filing opens a case");
    };
    let id = ReportId::from_bytes([1; 16]);
    let opening = Opening {
        id,
        reporter,
        reference: Reference::from_random(1),
        origin: Origin::App,
        by: Actor::Citizen,
    };
    open(&opening, &filing, &placement, now()).0
}

#[test]
fn what_is_remembered_comes_before_everything_else() {
    // Even an operation whose kind this release doesn't know any more was answered once.
    let rate = incoming(7, "rate", r#"{"stars":3}"#);
    let answer = Answer::Applied(Applied {
        received_at: now(),
        reference: None,
    });
    let remembered = |hash| Facts {
        remembered: Some((hash, answer.clone())),
        ..nothing_known()
    };
    assert_eq!(
        decide(ME, &rate, &remembered(rate.hash)),
        Verdict::Repeat(answer.clone())
    );
    let other = remembered(Sha256::of(b"other bytes"));
    assert_eq!(decide(ME, &rate, &other), Verdict::Refuse(Code::Conflict));
    let refusal = Answer::Refused(Refused {
        code: Code::TextTooLong,
    });
    let refused = Facts {
        remembered: Some((rate.hash, refusal.clone())),
        ..nothing_known()
    };
    assert_eq!(decide(ME, &rate, &refused), Verdict::Repeat(refusal));
}

#[test]
fn an_unknown_kind_waits_for_a_release_wherever_it_stands() {
    for (n, kind) in [(0, "teleport"), (5, "teleport"), (0, "rate")] {
        let verdict = decide(ME, &incoming(n, kind, r#"{"stars":3}"#), &nothing_known());
        assert_eq!(verdict, Verdict::Refuse(Code::UpgradeRequired));
    }
}

#[test]
fn the_place_decides_before_the_content() {
    let at = |next_n| Facts {
        next_n,
        case: Some(case_of(ME)),
        ..nothing_known()
    };
    let bad = incoming(3, "add_text", r#"{"text":" not normalised "}"#);
    assert_eq!(decide(ME, &bad, &at(2)), Verdict::Refuse(Code::OutOfOrder));
    assert_eq!(decide(ME, &bad, &at(4)), Verdict::Refuse(Code::Conflict));
    assert_eq!(
        decide(ME, &bad, &at(3)),
        Verdict::Refuse(Code::TextNotNormalised)
    );
}

#[test]
fn only_support_reaches_somebody_elses_report() {
    let theirs = Facts {
        case: Some(case_of(ReporterId(2))),
        ..nothing_known()
    };
    for (kind, body) in [
        ("file", FILING),
        ("add_text", r#"{"text":"Một"}"#),
        ("withdraw", "{}"),
        ("confirm", "{}"),
        ("contact", r#"{"phone":"1"}"#),
    ] {
        let verdict = decide(ME, &incoming(0, kind, body), &theirs);
        assert_eq!(verdict, Verdict::Refuse(Code::UnknownReport), "{kind}");
    }
    let support = incoming(0, "support", "{}");
    let first = NewEvent::by(Actor::Citizen, Event::Supported);
    assert_eq!(decide(ME, &support, &theirs), Verdict::Append(vec![first]));
    let again = Facts {
        is_supporter: true,
        ..theirs
    };
    assert_eq!(decide(ME, &support, &again), Verdict::Append(vec![]));
    let nobodys = nothing_known();
    assert_eq!(
        decide(ME, &support, &nobodys),
        Verdict::Refuse(Code::UnknownReport)
    );
}

#[test]
fn contact_data_goes_beside_the_case_and_is_printed_nowhere() {
    let mine = Facts {
        case: Some(case_of(ME)),
        ..nothing_known()
    };
    let given = incoming(
        0,
        "contact",
        r#"{"name":"Nguyễn Văn A","phone":"0912345678"}"#,
    );
    let verdict = decide(ME, &given, &mine);
    let Verdict::KeepContact(contact, events) = &verdict else {
        panic!("not kept: {verdict:?}");
    };
    assert_eq!(contact.name.as_deref(), Some("Nguyễn Văn A"));
    assert_eq!(events, &[NewEvent::by(Actor::Citizen, Event::ContactGiven)]);
    assert!(!format!("{verdict:?} {given:?}").contains("0912345678"));
}

#[test]
fn what_has_no_id_has_no_answer_and_what_has_one_does() {
    let read = |bytes: &str| Incoming::read(bytes, &Moment::bundled(now()), &[]);
    for wrong in ["", "1", "{}", r#"{"id":"x"}"#] {
        assert_eq!(read(wrong).map(|_| ()), Err(Code::Malformed), "{wrong}");
    }
    let named = read(r#"{"id":"01930000-0000-7000-8000-00000000000a","n":-1}"#).unwrap();
    assert_eq!(
        decide(ME, &named, &nothing_known()),
        Verdict::Refuse(Code::Malformed)
    );
}
