use proptest::prelude::*;

use super::*;
use crate::case::testing::*;

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
                // Dates that stay are nothing that happens.
                prop_assert!(!events.is_empty() || kind == A::Reckon);
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
