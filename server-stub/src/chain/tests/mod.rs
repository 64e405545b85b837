//! Any history verifies, and any change to it is found where it was made.

mod made;

use langnghe_wire::{CaseStatus, Sha256};
use proptest::{prelude::*, sample::Index};

use self::made::{attachment, clocks, record};
use super::*;
use crate::case::Case;

fn check(records: &[CaseRecord], roots: &[Root]) -> (Vec<Broken>, Vec<RootFault>) {
    let mut checker = Checker::new(roots.to_vec());
    let broken = records
        .iter()
        .filter_map(|r| checker.case(r).err())
        .collect();
    (broken, checker.finish(&[]))
}

fn histories() -> impl Strategy<Value = Vec<(u8, Vec<u8>)>> {
    let history = (0..4u8, prop::collection::vec(any::<u8>(), 0..8));
    prop::collection::vec(history, 1..6)
}

fn flip(bytes: &mut [u8], bit: Index) {
    let bit = bit.index(bytes.len() * 8);
    bytes[bit / 8] ^= 1 << (bit % 8);
}

fn flip_text(text: &mut String, bit: Index) {
    // A letter for another one, so that it stays a text.
    let mut letters: Vec<char> = text.chars().collect();
    let place = bit.index(letters.len());
    letters[place] = if letters[place] == 'x' { 'y' } else { 'x' };
    *text = letters.into_iter().collect();
}

/// One bit of one field of one entry.
fn tamper(entry: &mut EntryRecord, field: usize, bit: Index) {
    let number = |number: &mut i64| *number ^= 1 << bit.index(40);
    match field {
        0 => flip(&mut entry.id, bit),
        1 => number(&mut entry.at),
        2 => flip_text(&mut entry.actor, bit),
        3 => match &mut entry.user {
            Some(user) => number(user),
            none => *none = Some(1),
        },
        4 => flip_text(&mut entry.audience, bit),
        5 => flip_text(&mut entry.kind, bit),
        6 => flip_text(&mut entry.body, bit),
        7 => flip(entry.salt.as_mut().unwrap(), bit),
        8 => flip(entry.commitment.as_mut().unwrap(), bit),
        9 => flip(entry.link.as_mut().unwrap(), bit),
        10 => entry.salt = None,
        11 => entry.commitment = None,
        _ => entry.link = None,
    }
}

proptest! {
    #[test]
    fn any_history_holds(histories in histories(), day in 1..9usize) {
        let (records, roots) = record(&histories, day);
        prop_assert_eq!(check(&records, &roots), (vec![], vec![]));
    }

    #[test]
    fn a_changed_field_is_named_with_its_case_and_its_entry(
        histories in histories(), day in 1..9usize, which: Index, what: Index, field in 0..13usize, bit: Index,
    ) {
        let (mut records, roots) = record(&histories, day);
        let record = &mut records[which.index(histories.len())];
        let (id, entries) = (record.report.clone(), record.entries.len());
        let entry = &mut record.entries[what.index(entries)];
        let seq = entry.seq;
        tamper(entry, field, bit);
        let (broken, _) = check(&records, &roots);
        prop_assert_eq!(broken.len(), 1);
        prop_assert_eq!(&broken[0].report, &id);
        let at = match broken[0].fault {
            CaseFault::Link(at)
            | CaseFault::Content(at)
            | CaseFault::NotLinked(at)
            | CaseFault::NoSalt(at) => at,
            CaseFault::Filed => 1,
            ref other => panic!("{other:?}"),
        };
        prop_assert_eq!(at, seq);
    }

    /// Whatever is erased of a history, by one entry at its end, the rest of it holds.
    #[test]
    fn a_history_of_which_something_was_erased_holds(
        histories in histories(), which: Index, chosen in prop::collection::vec(any::<bool>(), 9), bit: Index,
    ) {
        let (mut records, _) = record(&histories, 3);
        let which = which.index(histories.len());
        let erased = made::erase(&mut records[which], |seq| chosen[seq as usize - 1]);
        let mut checker = Checker::new(vec![]);
        prop_assert_eq!(checker.case(&records[which]), Ok(erased.len() as u64));

        // No other words can be put where some were, and no entry can lose its salt unsaid.
        let entries = records[which].entries.len();
        let entry = &mut records[which].entries[bit.index(entries)];
        let fault = if erased.contains(&entry.seq) {
            entry.salt = Some(vec![7; 16]);
            CaseFault::NotErased(entry.seq)
        } else {
            entry.salt = None;
            CaseFault::NoSalt(entry.seq)
        };
        // The last one says what was erased: without its salt it still does.
        let found = checker.case(&records[which]).unwrap_err().fault;
        prop_assert_eq!(found, fault);
    }

    #[test]
    fn a_missing_entry_is_named(histories in histories(), which: Index, what: Index) {
        let (mut records, roots) = record(&histories, 3);
        let record = &mut records[which.index(histories.len())];
        let gone = record.entries.remove(what.index(record.entries.len()));
        let left = record.entries.len() as i64;
        let (broken, rooted) = check(&records, &roots);
        let expected = match gone.seq {
            1 if left == 0 => CaseFault::NoHistory,
            // The end of a history has nothing after it; the row still tells of it.
            last if last == left + 1 => CaseFault::Row("version"),
            seq => CaseFault::Missing(seq),
        };
        prop_assert_eq!(&broken[0].fault, &expected);
        // And the roots know of an end that is gone, whatever the row says.
        if gone.seq == left + 1 {
            prop_assert!(!rooted.is_empty());
        }
    }

    #[test]
    fn entries_that_changed_places_are_named(histories in histories(), which: Index, what: Index) {
        let (mut records, roots) = record(&histories, 3);
        let record = &mut records[which.index(histories.len())];
        prop_assume!(record.entries.len() > 1);
        let first = what.index(record.entries.len() - 1);
        record.entries.swap(first, first + 1);
        for (entry, seq) in record.entries.iter_mut().zip(1..) {
            entry.seq = seq;
        }
        let mut positions: Vec<_> = record.entries.iter().map(|e| e.position).collect();
        let (broken, _) = check(&records, &roots);
        prop_assert_eq!(broken.len(), 1);
        // With positions put in order as well, the links still tell.
        positions.sort_unstable();
        let record = &mut records[which.index(histories.len())];
        for (entry, position) in record.entries.iter_mut().zip(positions) {
            entry.position = position;
        }
        let (broken, _) = check(&records, &roots);
        let at = first as i64 + 1;
        let named = match broken[0].fault {
            CaseFault::Link(at) | CaseFault::Content(at) => at,
            CaseFault::Filed => 1,
            ref other => panic!("{other:?}"),
        };
        prop_assert_eq!(named, at);
    }

    /// Whoever can write the database can write links as well. The roots know.
    #[test]
    fn a_history_that_was_linked_anew_differs_from_its_roots(
        histories in histories(), day in 1..9usize, which: Index, words in "[a-z]{1,8}",
    ) {
        let (genuine, roots) = record(&histories, day);
        let mut forged = genuine.clone();
        let which = which.index(histories.len());
        let case = &mut forged[which];
        let (mut head, id) = (None, case.report.clone());
        let row = case.row.as_mut().unwrap();
        row.text = words.clone();
        case.case.as_mut().unwrap().text = words;
        let named: Vec<_> = (0..histories[which].0).map(attachment).collect();
        for entry in &mut case.entries {
            let salt = entry.salt.clone().unwrap();
            let filed = (entry.seq == 1).then(|| row.filed(&named, &salt));
            let stated = commitment(&salt, &entry.body, filed.as_ref());
            let next = link(head.as_ref(), &entry.linked(&id, &stated));
            entry.commitment = Some(stated.as_bytes().to_vec());
            entry.link = Some(next.as_bytes().to_vec());
            head = Some(next);
        }
        let (broken, rooted) = check(&forged, &roots);
        prop_assert_eq!(broken, vec![]);
        let is_of_other_histories = matches!(rooted[0], RootFault::Cases { .. });
        prop_assert!(is_of_other_histories);

        // With the roots made anew, the copies that others keep still tell.
        let last = forged.iter().flat_map(|r| &r.entries).map(|e| e.position).max().unwrap();
        let made_anew = made::roots(&forged, last, day);
        prop_assert_eq!(check(&forged, &made_anew), (vec![], vec![]));
        let kept: Vec<_> = roots.iter().map(|r| Kept { number: r.number, root: r.root }).collect();
        let checked_against = |kept| {
            let mut checker = Checker::new(made_anew.clone());
            for record in &forged {
                checker.case(record).unwrap();
            }
            checker.finish(kept)
        };
        prop_assert!(matches!(checked_against(&kept)[0], RootFault::NotAsKept(_)));
        prop_assert_eq!(checked_against(&[]), vec![]);
    }

    #[test]
    fn a_changed_or_missing_root_is_named(histories in histories(), which: Index, field in 0..8usize, bit: Index) {
        let (records, mut roots) = record(&histories, 2);
        let which = which.index(roots.len());
        let number = roots[which].number;
        let flipped = |hash: &mut Sha256| {
            let mut bytes = *hash.as_bytes();
            flip(&mut bytes, bit);
            *hash = Sha256::from_bytes(bytes);
        };
        let root = &mut roots[which];
        match field {
            0 => root.day = root.day.tomorrow().unwrap(),
            1 => root.epoch.push('0'),
            2 => root.through ^= 1 << bit.index(20),
            3 => root.cases ^= 1 << bit.index(20),
            4 => flipped(&mut root.tree),
            5 => flipped(root.previous.get_or_insert(Sha256::of(b"none"))),
            6 => flipped(&mut root.root),
            _ => {
                let last = roots.len() == which + 1;
                roots.remove(which);
                let (_, rooted) = check(&records, &roots);
                // The last one is missed only by those who kept it.
                prop_assert_eq!(rooted.first() == Some(&RootFault::Missing(number)), !last);
                return Ok(());
            }
        }
        let (_, rooted) = check(&records, &roots);
        let found = matches!(rooted[0], RootFault::Chain { number: n, .. } if n == number);
        prop_assert!(found, "{:?}", rooted);
    }
}

#[test]
fn what_a_row_says_besides_its_history_is_named() {
    let (genuine, roots) = record(&[(2, vec![8, 1, 2, 3])], 2);
    let tampered = |change: fn(&mut Case)| {
        let mut records = genuine.clone();
        change(records[0].case.as_mut().unwrap());
        check(&records, &roots).0.pop().map(|broken| broken.fault)
    };
    assert_eq!(tampered(|_| {}), None);
    for (change, named) in [
        (
            (|c| c.status = CaseStatus::Refused) as fn(&mut Case),
            "status",
        ),
        (|c| c.version += 1, "version"),
        (|c| c.unit = "07264-vh".into(), "unit"),
        (|c| c.commune = "07265".into(), "commune"),
        (|c| c.clocks = clocks(1), "deadline"),
        (|c| c.supporters = 9, "number of supporters"),
        (|c| drop(c.attachments.pop()), "list of photographs"),
    ] {
        assert_eq!(tampered(change), Some(CaseFault::Row(named)), "{named}");
    }
    let filed: [fn(&mut Case); 3] = [
        |c| c.text = "Không có gì.".into(),
        |c| c.category = "waste".into(),
        |c| c.attachments[0].attachment.sha256 = Sha256::of(b"another picture"),
    ];
    for change in filed {
        let mut records = genuine.clone();
        let CaseRecord { case, row, .. } = &mut records[0];
        let (case, row) = (case.as_mut().unwrap(), row.as_mut().unwrap());
        change(case);
        row.text.clone_from(&case.text);
        row.category.clone_from(&case.category);
        let fault = check(&records, &roots).0.pop().map(|broken| broken.fault);
        assert_eq!(fault, Some(CaseFault::Filed));
    }
}

/// Copies of roots are kept for years: what is hashed never changes under the same name.
#[test]
fn the_hashes_are_as_ever() {
    let salt = [7; 16];
    let row = CaseRow {
        reference: "LN-7K3M-9QXF-2TA".into(),
        category: "dyke".into(),
        text: "Đê nứt.".into(),
        place: r#"{"commune":"07264"}"#.into(),
        noticed_at: 1_795_420_740_000,
        visibility: "name_hidden".into(),
    };
    let filed = row.filed(&[attachment(1), attachment(2)], &salt);
    let received = commitment(&salt, r#"{"kind":"received"}"#, Some(&filed));
    let note = commitment(&salt, r#"{"kind":"note","text":"Giao tổ."}"#, None);
    let entry = Entry {
        id: &[1; 16],
        report: &[2; 16],
        seq: 1,
        at: 1_795_420_800_000,
        actor: "citizen",
        user: None,
        audience: "citizen",
        kind: "received",
        commitment: &received,
    };
    let first = link(None, &entry);
    let next = Entry {
        id: &[3; 16],
        seq: 2,
        actor: "staff",
        user: Some(5),
        audience: "unit",
        kind: "note",
        commitment: &note,
        ..entry
    };
    let second = link(Some(&first), &next);
    let mut tree = Tree::default();
    tree.push(&leaf(&[2; 16], second.as_bytes()));
    let root = Root {
        number: 1,
        day: jiff::civil::date(2026, 11, 23),
        epoch: "00ff00ff00ff00ff00ff".into(),
        through: 2,
        cases: tree.len(),
        tree: tree.head(),
        previous: None,
        root: Sha256::of(b"not yet"),
    };
    let root = root.sealed();
    let after = Root {
        number: 2,
        previous: Some(root.root),
        ..root.clone()
    };
    insta::assert_json_snapshot!((
        filed,
        [received, note],
        [first, second],
        [root, after.sealed()]
    ));
}
