use langnghe_wire::{Attachment, Sha256};
use proptest::prelude::*;

use super::*;
use crate::{
    case::{Event, decide::open, placement::Rules},
    identity::{ReporterId, UserId},
};

/// A case that was just filed.
fn filed() -> Case {
    let filing = serde_json::from_str(
        r#"{"category":"dyke","text":"Đê","place":{"commune":"07264"},
            "noticed_at":"2026-11-23T08:00:00Z","catalogue":1}"#,
    )
    .unwrap();
    let now = "2026-11-23T08:00:00Z".parse().unwrap();
    let placement = Rules::bundled().place(&filing, now).unwrap();
    let (mut case, events) = open(
        langnghe_wire::ReportId::from_bytes([1; 16]),
        ReporterId(1),
        langnghe_wire::Reference::from_random(1),
        &filing,
        &placement,
        now,
    );
    for event in &events {
        case.apply(&event.event);
    }
    case
}

fn in_state(status: CaseStatus) -> Case {
    Case { status, ..filed() }
}

fn party_of(kind: ActionKind) -> Party {
    rule_of(kind).by
}

fn actor_of(party: Party) -> Actor {
    match party {
        Unit => Actor::Staff(UserId(1)),
        Owner | Neighbour => Actor::Citizen,
    }
}

fn action(kind: ActionKind, number: u8) -> Action {
    let text = format!("Lần {number}");
    match kind {
        A::Accept => Action::Accept,
        A::Refuse => Action::Refuse { reason: text },
        A::Start => Action::Start,
        A::Ask => Action::Ask { text },
        A::Resolve => Action::Resolve {
            text,
            photographs: vec![],
        },
        A::Reply => Action::Reply { text },
        A::Note => Action::Note { text },
        A::AddText => Action::AddText { text },
        A::Attach => Action::Attach {
            attachments: vec![Attachment::photo(Sha256::of(&[number]), 1)],
        },
        A::Respond => Action::Respond { text },
        A::Withdraw => Action::Withdraw,
        A::Confirm => Action::Confirm,
        A::Reopen => Action::Reopen { text },
        A::Rate => Action::Rate { stars: 3, text },
        A::GiveContact => Action::GiveContact,
        A::Support => Action::Support,
    }
}

fn act(case: &Case, kind: ActionKind, number: u8) -> Result<Vec<NewEvent>, Refusal> {
    let party = party_of(kind);
    transition(case, actor_of(party), party, &action(kind, number))
}

#[test]
fn the_table_is_as_it_was_decided() {
    let rows: Vec<String> = ActionKind::ALL
        .into_iter()
        .map(|kind| {
            let from: Vec<_> = CaseStatus::ALL
                .into_iter()
                .filter(|status| act(&in_state(*status), kind, 1).is_ok())
                .map(CaseStatus::as_str)
                .collect();
            let to = rule_of(kind).to.map_or("as it was", CaseStatus::as_str);
            format!("{:?} {kind:?}: {} -> {to}", party_of(kind), from.join(" "))
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn every_action_has_one_rule_and_belongs_to_one_party() {
    for kind in ActionKind::ALL {
        assert_eq!(
            TABLE.iter().filter(|r| r.action == kind).count(),
            1,
            "{kind:?}"
        );
        for party in [Unit, Owner, Neighbour] {
            if party != party_of(kind) {
                let result = transition(&filed(), actor_of(party), party, &action(kind, 1));
                assert_eq!(result, Err(Refusal::NotYours), "{kind:?} by {party:?}");
            }
        }
    }
}

#[test]
fn the_buttons_offered_are_the_actions_that_work() {
    for status in CaseStatus::ALL {
        for party in [Unit, Owner, Neighbour] {
            let offered: Vec<_> = available(status, party).collect();
            for kind in ActionKind::ALL {
                let works = party_of(kind) == party && act(&in_state(status), kind, 1).is_ok();
                assert_eq!(offered.contains(&kind), works, "{kind:?} in {status:?}");
            }
        }
    }
}

#[test]
fn what_is_said_is_checked() {
    let case = in_state(S::InProgress);
    let say = |text: &str| {
        let reply = Action::Reply { text: text.into() };
        transition(&case, Actor::Staff(UserId(1)), Unit, &reply)
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
            case.apply(&event.event);
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
    case.apply(&Event::Photograph {
        sha256: Sha256::of(&[3]),
    });
    assert_eq!(case.photographs(), (1, 6));
}

proptest! {
    /// Whatever is tried, a case moves along the table only; what is refused changes nothing,
    /// and a withdrawn case stays as it is.
    #[test]
    fn no_sequence_of_actions_leaves_the_table(tried in prop::collection::vec((0..16usize, any::<u8>()), 0..60)) {
        let mut case = filed();
        for (kind, number) in tried {
            let kind = ActionKind::ALL[kind];
            let before = case.clone();
            let result = act(&case, kind, number);
            if let Ok(events) = &result {
                prop_assert!(!events.is_empty());
                prop_assert!(events.iter().all(|e| e.actor == actor_of(party_of(kind))));
                for event in events {
                    case.apply(&event.event);
                }
                prop_assert_eq!(case.version, before.version + events.len() as u64);
            }
            let rule = rule_of(kind);
            match result {
                Ok(_) => {
                    prop_assert!(rule.from.contains(&before.status));
                    prop_assert_eq!(case.status, rule.to.unwrap_or(before.status));
                    prop_assert!(before.status != S::Withdrawn, "{:?} after a withdrawal", kind);
                }
                Err(_) => prop_assert_eq!(&case, &before),
            }
        }
    }
}
