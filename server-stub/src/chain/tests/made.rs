//! Records as the store writes them, made up.

use jiff::Timestamp;
use langnghe_places::Level;
use langnghe_wire::{
    Attachment, CaseStatus, Clock, Clocks, Place, Reference, ReportId, Sha256, Visibility,
    words::Words,
};

use crate::{
    case::{Case, CaseAttachment, ErasedEntry, Erasure, Event, Origin},
    chain::*,
    identity::ReporterId,
};

pub(super) fn words() -> Words {
    serde_json::from_str(r#"{"vi":"Phòng Kinh tế","en":"Economy Office"}"#).unwrap()
}

pub(super) fn clocks(due: i64) -> Clocks {
    let due = Timestamp::from_second(due).unwrap();
    let clock = Clock {
        due,
        basis: words(),
    };
    Clocks {
        intake: clock.clone(),
        resolution: clock,
    }
}

pub(super) fn attachment(number: u8) -> Attachment {
    Attachment::photo(Sha256::of(&[number]), 100 + u64::from(number))
}

/// A case that names so many photographs, before anything was written of it.
fn opened(number: u8, photographs: u8) -> Case {
    Case {
        id: ReportId::from_bytes([number; 16]),
        reporter: ReporterId(1),
        reference: Reference::from_random(number.into()),
        status: CaseStatus::Received,
        category: "dyke".into(),
        text: "Đê nứt.".into(),
        place: Place::default(),
        commune: "07264".into(),
        unit: "07264-kt".into(),
        unit_name: words(),
        noticed_at: Timestamp::from_second(90).unwrap(),
        received_at: Timestamp::from_second(100).unwrap(),
        visibility: Visibility::NameHidden,
        clocks: clocks(200),
        attachments: (0..photographs)
            .map(|number| CaseAttachment {
                attachment: attachment(number),
                arrived: false,
            })
            .collect(),
        results: vec![],
        supporters: 0,
        rating: None,
        level: Level::Normal,
        origin: Origin::App,
        concerns: None,
        assignee: None,
        pause: None,
        stood_seconds: 0,
        proposal: None,
        resolution: None,
        merged: None,
        companions: 0,
        recurs_from: None,
        let_out: Default::default(),
        updated_at: Timestamp::from_second(100).unwrap(),
        version: 0,
    }
}

fn event(choice: u8) -> Event {
    match choice % 8 {
        0 => Event::ClocksSet(clocks(300 + i64::from(choice))),
        1 => Event::Status {
            status: CaseStatus::Accepted,
            reason: None,
            belongs: None,
            photographs: vec![],
            resolution: None,
        },
        2 => Event::Reply {
            text: format!("Trả lời {choice}."),
            unit: words(),
            public: false,
        },
        3 => Event::Attached {
            attachments: vec![attachment(choice | 128)],
        },
        4 => Event::Supported,
        5 => Event::Rated {
            stars: 1 + choice % 5,
            text: "Được.".into(),
        },
        6 => Event::Note {
            text: "Giao tổ.".into(),
        },
        _ => Event::Status {
            status: CaseStatus::Resolved,
            reason: Some("Đã xong.".into()),
            belongs: None,
            photographs: vec![],
            resolution: None,
        },
    }
}

/// Cases with their histories, written as the store writes them, and a root after each so many
/// entries.
pub(super) fn record(histories: &[(u8, Vec<u8>)], day: usize) -> (Vec<CaseRecord>, Vec<Root>) {
    let mut position = 0;
    let mut records: Vec<CaseRecord> = (1..)
        .zip(histories)
        .map(|(number, (photographs, choices))| {
            let mut case = opened(number, *photographs);
            let row = CaseRow {
                reference: case.reference.to_string(),
                category: case.category.clone(),
                text: case.text.clone(),
                place: serde_json::to_string(&case.place).unwrap(),
                noticed_at: case.noticed_at.as_millisecond(),
                visibility: "name_hidden".into(),
            };
            let named: Vec<_> = case
                .attachments
                .iter()
                .map(|a| a.attachment.clone())
                .collect();
            let first = Event::Received {
                reference: case.reference.clone(),
                commune: case.commune.clone(),
                unit_code: case.unit.clone(),
                unit: case.unit_name.clone(),
                origin: case.origin,
                concerns: None,
            };
            let mut head = None;
            let mut entries = vec![];
            for event in std::iter::once(first).chain(choices.iter().copied().map(event)) {
                case.apply(
                    &event,
                    Timestamp::from_millisecond(1_000 * (position + 1)).unwrap(),
                );
                position += 1;
                let (body, salt) = (serde_json::to_string(&event).unwrap(), [position as u8; 16]);
                let filed = (case.version == 1).then(|| row.filed(&named, &salt));
                let commitment = commitment(&salt, &body, filed.as_ref());
                let user = (position % 2 == 0).then_some(7);
                let mut entry = EntryRecord {
                    position,
                    id: vec![position as u8; 16],
                    seq: case.version.cast_signed(),
                    at: 1_000 * position,
                    actor: if user.is_some() { "staff" } else { "citizen" }.into(),
                    user,
                    audience: event.audience().as_str().into(),
                    kind: event.kind().into(),
                    body,
                    salt: Some(salt.to_vec()),
                    commitment: Some(commitment.as_bytes().to_vec()),
                    link: None,
                };
                let next = link(
                    head.as_ref(),
                    &entry.linked(case.id.as_bytes(), &commitment),
                );
                entry.link = Some(next.as_bytes().to_vec());
                head = Some(next);
                entries.push(entry);
            }
            CaseRecord {
                report: case.id.as_bytes().to_vec(),
                row: Some(row),
                case: Some(case),
                entries,
            }
        })
        .collect();
    records.sort_by(|a, b| a.report.cmp(&b.report));
    let roots = roots(&records, position, day);
    (records, roots)
}

/// Erases those entries of a record that say something, as the store does. Returns which those were.
pub(super) fn erase(record: &mut CaseRecord, is_chosen: impl Fn(i64) -> bool) -> Vec<i64> {
    let (case, row) = (record.case.as_mut().unwrap(), record.row.as_mut().unwrap());
    let of = |entry: &EntryRecord| -> Event { serde_json::from_str(&entry.body).unwrap() };
    let attached = record.entries.iter().map(|entry| match of(entry) {
        Event::Attached { attachments } => attachments.len(),
        _ => 0,
    });
    let named_when_filed = case.attachments.len() - attached.sum::<usize>();
    let mut folded = case.before_its_history();
    folded.attachments.truncate(named_when_filed);
    if is_chosen(1) {
        folded.erase_filing();
        folded.attachments.clear();
        row.text.clone_from(&folded.text);
        row.place = serde_json::to_string(&folded.place).unwrap();
    }
    let named: Vec<_> = (folded.attachments.iter())
        .map(|a| a.attachment.clone())
        .collect();
    let mut entries = vec![];
    for entry in &mut record.entries {
        let left = of(entry).without_words().filter(|_| is_chosen(entry.seq));
        if let Some(left) = left {
            entry.body = serde_json::to_string(&left).unwrap();
            entry.salt = None;
            let filed = (entry.seq == 1).then(|| row.filed(&named, &[]));
            entries.push(ErasedEntry {
                seq: entry.seq.cast_unsigned(),
                left: commitment(&[], &entry.body, filed.as_ref()),
            });
        }
        folded.apply(&of(entry), Timestamp::from_millisecond(entry.at).unwrap());
    }
    let erased = entries.iter().map(|entry| entry.seq.cast_signed());
    let erased = erased.collect();
    let said = Event::Erased(Erasure {
        entries,
        photographs: vec![],
        contact: true,
        why: "Phiếu 17".into(),
    });
    let last = record.entries.last().unwrap();
    let (body, salt) = (serde_json::to_string(&said).unwrap(), vec![9; 16]);
    let committed = commitment(&salt, &body, None);
    let mut entry = EntryRecord {
        position: last.position + 1,
        seq: last.seq + 1,
        kind: said.kind().into(),
        audience: said.audience().as_str().into(),
        body,
        salt: Some(salt),
        commitment: Some(committed.as_bytes().to_vec()),
        ..last.clone()
    };
    let before = last.link.clone().unwrap().try_into().unwrap();
    let before = Sha256::from_bytes(before);
    let next = link(Some(&before), &entry.linked(&record.report, &committed));
    entry.link = Some(next.as_bytes().to_vec());
    folded.apply(&said, Timestamp::from_millisecond(entry.at).unwrap());
    record.entries.push(entry);
    *case = folded;
    erased
}

pub(super) fn roots(records: &[CaseRecord], last: i64, day: usize) -> Vec<Root> {
    let mut roots: Vec<Root> = vec![];
    for (number, from) in (1..).zip((0..last).step_by(day)) {
        let through = last.min(from + day as i64);
        let mut tree = Tree::default();
        for record in records {
            let within = record.entries.iter().rev();
            let head = within
                .filter(|e| from < e.position && e.position <= through)
                .map(|e| e.link.clone().unwrap())
                .next();
            if let Some(head) = head {
                tree.push(&leaf(&record.report, &head));
            }
        }
        let root = Root {
            number,
            day: jiff::civil::date(2026, 11, 1 + number as i8 % 28),
            epoch: "00ff".into(),
            through: through.cast_unsigned(),
            cases: tree.len(),
            tree: tree.head(),
            previous: roots.last().map(|root| root.root),
            root: Sha256::from_bytes([0; 32]),
        };
        roots.push(root.sealed());
    }
    roots
}
