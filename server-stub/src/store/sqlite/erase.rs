//! Erasing what somebody wrote, wherever the database has it: the case's row, its history, what it
//! is found by, the operations as they arrived, addresses, and what waits to be told.
//!
//! All of it is one transaction. Then the file is written anew: what was moved about in its pages,
//! also long before, leaves copies where nothing is said to be. Photographs are files: the caller
//! deletes them first, so that an erasure that is cut off can be made again.

use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use langnghe_wire::{Reference, ReportId, Sha256};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::{
    cases::{detail, search},
    connection::open_for_writing,
    copy::{KeptPhotograph, open_copy},
    events, migrate, notices,
    operations::ERASED,
    record,
    rows::{bytes, find_case, to_json},
};
use crate::{
    case::{Actor, Case, ErasedEntry, Erasure, Event, NewEvent, RecordedEvent, merge},
    chain,
    entropy::Entropy,
    identity::{Scope, UserId},
    store::StoreError,
};

/// What is to be erased.
#[derive(Debug, Clone)]
pub struct Request {
    /// Of which report.
    pub reference: Reference,
    /// The one entry; all that the person said if there is none.
    pub entry: Option<u64>,
    /// The name with which whoever answers for it signs in.
    pub by: String,
    /// Why.
    pub why: String,
}

/// What is erased of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The numbers of the entries.
    pub entries: Vec<u64>,
    /// How many photographs, and copies of them with parts painted over.
    pub photographs: usize,
    /// Their files: those that no other report needs.
    pub files: Vec<KeptPhotograph>,
    /// Whether how to reach the person is erased as well.
    pub contact: bool,
    /// The number of the entry that says so.
    pub told_in: u64,
    /// Entries of the unit's that say something, and stay.
    pub stays: Vec<u64>,
    /// Where else those words stand: entries of reports that were merged into this one, and heard
    /// them.
    pub repeated: Vec<(Reference, u64)>,
}

/// Why nothing was erased.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// There is no such report.
    #[error("there is no report with this reference")]
    NoReport,
    /// Nobody signs in under that name.
    #[error("nobody has this name here who could answer for it")]
    Nobody,
    /// There is no such entry.
    #[error("its history has no entry {0}")]
    NoEntry(u64),
    /// The entry has nothing in it that somebody wrote.
    #[error("entry {0} has nothing in it that could be erased")]
    NothingIn(u64),
    /// All of it was erased before.
    #[error("nothing is left of it that could be erased")]
    NothingLeft,
    /// The database can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for EraseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What would be erased; nothing is yet.
///
/// # Errors
/// [`EraseError`].
pub fn look(
    database: &Path,
    request: &Request,
    entropy: &dyn Entropy,
) -> Result<Erased, EraseError> {
    let mut db = open_for_writing(database)?;
    migrate::migrate(&mut db, entropy)?;
    Ok(Plan::of(&db, request)?.erased())
}

/// Erases it, in a database that nobody serves.
///
/// # Errors
/// [`EraseError`]; then nothing is erased.
pub fn erase(
    database: &Path,
    request: &Request,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<Erased, EraseError> {
    let mut db = open_for_writing(database)?;
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let plan = match Plan::of(&step, request) {
        // One that was cut off before the file was written anew comes to its end.
        Err(EraseError::NothingLeft) => {
            drop(step);
            write_anew(&db)?;
            return Err(EraseError::NothingLeft);
        }
        plan => plan?,
    };
    let erased = plan.erased();
    plan.carry_out(&step, request, entropy, now)?;
    step.commit().map_err(StoreError::from)?;
    write_anew(&db)?;
    Ok(erased)
}

/// Whether a copy of a database has something that is erased now: any of these entries, whole.
///
/// # Errors
/// [`StoreError`].
pub fn still_has(copy: &Path, reference: &Reference, entries: &[u64]) -> Result<bool, StoreError> {
    let db = open_copy(copy)?;
    let mut find = db.prepare(
        "SELECT e.seq FROM event e JOIN report r ON r.id = e.report
         WHERE r.reference = ?1 AND e.kind <> 'erased'",
    )?;
    let seqs = find.query_map([reference.as_str()], |row| row.get(0))?;
    let there: BTreeSet<u64> = seqs.collect::<Result<_, _>>()?;
    let mut find = db.prepare(
        "SELECT body FROM event e JOIN report r ON r.id = e.report
         WHERE r.reference = ?1 AND e.kind = 'erased'",
    )?;
    let bodies = find.query_map([reference.as_str()], |row| row.get::<_, String>(0))?;
    let mut gone = BTreeSet::new();
    for body in bodies {
        if let Ok(Event::Erased(erasure)) = serde_json::from_str(&body?) {
            gone.extend(erasure.entries.iter().map(|entry| entry.seq));
        }
    }
    Ok((entries.iter()).any(|seq| there.contains(seq) && !gone.contains(seq)))
}

/// Writes the whole file anew, with nothing in it but what there is, and cuts the log.
fn write_anew(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch("VACUUM")?;
    let is_busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        return Err(StoreError::StorageFailed(
            "it is erased, but another program reads the database, so that its log can't be \
             cleared: end that one, and run this again"
                .into(),
        ));
    }
    Ok(())
}

struct Plan {
    case: Case,
    history: Vec<RecordedEvent>,
    /// The numbers of the entries whose words go.
    entries: BTreeSet<u64>,
    /// The case's photographs that go, and copies of them.
    photographs: Vec<Sha256>,
    /// Those whose files nobody else needs.
    files: Vec<Sha256>,
    /// Whether it is all that the person said.
    whole: bool,
    contact: bool,
    repeated: Vec<(Reference, u64)>,
    by: UserId,
}

impl Plan {
    fn of(db: &Connection, request: &Request) -> Result<Self, EraseError> {
        let id: Option<ReportId> = db
            .prepare_cached("SELECT id FROM report WHERE reference = ?1")?
            .query_row([request.reference.as_str()], |row| bytes(row, 0))
            .optional()?;
        let id = id.ok_or(EraseError::NoReport)?;
        let by = somebody(db, &request.by)?.ok_or(EraseError::Nobody)?;
        let found = detail(db, &Scope::Province, id)?.ok_or(EraseError::NoReport)?;
        let history: Vec<_> = found.history.into_iter().map(|entry| entry.event).collect();
        let mut plan = Self {
            case: found.case,
            history,
            entries: BTreeSet::new(),
            photographs: vec![],
            files: vec![],
            whole: request.entry.is_none(),
            contact: false,
            repeated: vec![],
            by,
        };
        let gone = gone_before(db, id)?;
        plan.choose(request.entry, &gone)?;
        plan.choose_photographs(db)?;
        plan.look_for_repetitions(db)?;
        plan.contact = plan.whole
            && db
                .prepare_cached("SELECT 1 FROM contact WHERE report = ?1")?
                .exists([id.as_bytes()])?;
        if plan.entries.is_empty() && !plan.contact {
            return Err(EraseError::NothingLeft);
        }
        Ok(plan)
    }

    /// Which entries.
    fn choose(&mut self, entry: Option<u64>, gone: &BTreeSet<u64>) -> Result<(), EraseError> {
        if let Some(seq) = entry {
            let found = self.history.iter().find(|e| e.seq == seq);
            let found = found.ok_or(EraseError::NoEntry(seq))?;
            if gone.contains(&seq) {
                return Err(EraseError::NothingLeft);
            }
            if !self.says_something(found) {
                return Err(EraseError::NothingIn(seq));
            }
            self.entries.insert(seq);
            return Ok(());
        }
        let persons = self.history.iter().filter(|entry| {
            entry.is_the_persons() && !gone.contains(&entry.seq) && self.says_something(entry)
        });
        self.entries = persons.map(|entry| entry.seq).collect();
        Ok(())
    }

    fn says_something(&self, entry: &RecordedEvent) -> bool {
        match &entry.event {
            // It may be nothing but a photograph, and whoever filed it stood somewhere.
            Event::Received { .. } => true,
            event => says_something(event),
        }
    }

    /// How many photographs were named when the report was filed.
    fn named_when_filed(&self) -> usize {
        let attached = self.history.iter().map(|entry| match &entry.event {
            Event::Attached { attachments } => attachments.len(),
            _ => 0,
        });
        self.case.attachments.len().saturating_sub(attached.sum())
    }

    /// Which photographs those entries named, with their copies.
    fn choose_photographs(&mut self, db: &Connection) -> Result<(), EraseError> {
        let filed = if self.entries.contains(&1) {
            self.named_when_filed()
        } else {
            0
        };
        let filed = self.case.attachments.iter().take(filed);
        let mut named: Vec<_> = filed.map(|named| named.attachment.sha256).collect();
        for entry in &self.history {
            if let (true, Event::Attached { attachments }) =
                (self.entries.contains(&entry.seq), &entry.event)
            {
                named.extend(attachments.iter().map(|attachment| attachment.sha256));
            }
        }
        let copies = self.case.let_out.covered.iter();
        let copies = copies.filter(|copy| named.contains(&copy.original));
        let copies: Vec<_> = copies.map(|copy| copy.photograph.sha256).collect();
        named.extend(copies);
        let mut is_needed = db.prepare_cached(
            "SELECT 1 FROM named WHERE reporter = ?1 AND sha256 = ?2 AND report <> ?3
             UNION ALL
             SELECT 1 FROM result WHERE reporter = ?1 AND sha256 = ?2",
        )?;
        for sha256 in &named {
            let whose = self.case.reporter.0;
            let needed = params![whose, sha256.as_bytes(), self.case.id.as_bytes()];
            if !is_needed.exists(needed)? {
                self.files.push(*sha256);
            }
        }
        self.photographs = named;
        Ok(())
    }

    /// Where else the words of those entries stand: with those who reported the same, each under
    /// their own reference and with an entry of their own.
    fn look_for_repetitions(&mut self, db: &Connection) -> Result<(), EraseError> {
        let main = &self.case.reference;
        let gone = (self.history.iter()).filter(|entry| self.entries.contains(&entry.seq));
        let heard = gone.filter_map(|entry| merge::repeated(main, &entry.event));
        let heard: Vec<_> = heard.filter(says_something).collect();
        if heard.is_empty() {
            return Ok(());
        }
        let mut joined: Vec<(ReportId, Reference)> = vec![];
        for entry in &self.history {
            if let Event::Joined { report, reference } = &entry.event
                && joined.iter().all(|(before, _)| before != report)
            {
                joined.push((*report, reference.clone()));
            }
        }
        for (report, reference) in joined {
            let history = events::citizens_history(db, report)?;
            let repeats = history.iter().filter(|entry| heard.contains(&entry.event));
            let repeats = repeats.map(|entry| (reference.clone(), entry.seq));
            self.repeated.extend(repeats);
        }
        Ok(())
    }

    fn erased(&self) -> Erased {
        let reporter = self.case.reporter;
        let stays = self.history.iter().filter(|entry| {
            !self.entries.contains(&entry.seq)
                && !entry.is_the_persons()
                && self.says_something(entry)
        });
        Erased {
            entries: self.entries.iter().copied().collect(),
            photographs: self.photographs.len(),
            files: (self.files.iter())
                .map(|&sha256| KeptPhotograph { reporter, sha256 })
                .collect(),
            contact: self.contact,
            told_in: self.case.version + 1,
            stays: stays.map(|entry| entry.seq).collect(),
            repeated: self.repeated.clone(),
        }
    }

    fn carry_out(
        &self,
        db: &Connection,
        request: &Request,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut case = self.empty_row(db)?;
        let (entries, history) = self.empty_entries(db, &case)?;
        for entry in &history {
            case.apply(&entry.event, entry.at);
        }
        // That photographs are here is the disk's word, not the history's.
        for named in &mut case.attachments {
            let was = self.case.attachments.iter();
            let mut was = was.filter(|old| old.attachment == named.attachment);
            named.arrived = was.next().is_some_and(|old| old.arrived);
        }
        let erasure = Erasure {
            entries,
            photographs: self.photographs.clone(),
            contact: self.contact,
            why: request.why.clone(),
        };
        let told = NewEvent::by(Actor::Staff(self.by), Event::Erased(erasure));
        events::append(db, entropy, &mut case, &[told], now)?;
        self.forget_what_came(db, now)?;
        let history = history.into_iter().map(|e| NewEvent::by(e.actor, e.event));
        let case = find_case(db, case.id)?.ok_or(StoreError::Broken)?;
        search::keep_again(db, &case, &history.collect::<Vec<_>>())
    }

    /// Empties the case's own row. Returns the case as it was filed, without what goes.
    fn empty_row(&self, db: &Connection) -> Result<Case, StoreError> {
        let mut case = self.case.before_its_history();
        case.attachments.truncate(self.named_when_filed());
        if self.entries.contains(&1) {
            case.erase_filing();
            case.attachments.clear();
            db.execute(
                "UPDATE report SET text = ?2, place = ?3, lat = NULL, lon = NULL WHERE id = ?1",
                params![case.id.as_bytes(), case.text, to_json(&case.place)],
            )?;
        }
        // What of these stays is written again with the case.
        for table in ["attachment", "covered"] {
            let sql = format!("DELETE FROM {table} WHERE report = ?1");
            db.execute(&sql, [case.id.as_bytes()])?;
        }
        Ok(case)
    }

    /// Empties the entries. Returns what vouches for what is left, and the history as it then is.
    fn empty_entries(
        &self,
        db: &Connection,
        filed: &Case,
    ) -> Result<(Vec<ErasedEntry>, Vec<RecordedEvent>), StoreError> {
        let mut empty =
            db.prepare("UPDATE event SET body = ?3, salt = NULL WHERE report = ?1 AND seq = ?2")?;
        let (mut entries, mut history) = (vec![], self.history.clone());
        for entry in &mut history {
            if !self.entries.contains(&entry.seq) {
                continue;
            }
            entry.event = entry.event.without_words().ok_or(StoreError::Broken)?;
            let body = to_json(&entry.event);
            let filed = (entry.seq == 1).then(|| record::filed(filed, &[]));
            let left = chain::commitment(&[], &body, filed.as_ref());
            empty.execute(params![self.case.id.as_bytes(), entry.seq, body])?;
            entries.push(ErasedEntry {
                seq: entry.seq,
                left,
            });
        }
        Ok((entries, history))
    }

    /// What phones sent as they sent it, addresses, what waits to be told, and photographs.
    fn forget_what_came(&self, db: &Connection, now: Timestamp) -> Result<(), StoreError> {
        let (report, reporter) = (self.case.id, self.case.reporter.0);
        let mut erased = (self.history.iter()).filter(|e| self.entries.contains(&e.seq));
        if self.whole || erased.any(RecordedEvent::is_the_persons) {
            db.execute(
                "UPDATE operation SET bytes = NULL, hash = ?3 WHERE report = ?1 AND reporter = ?2",
                params![report.as_bytes(), reporter, ERASED.as_bytes()],
            )?;
        }
        if self.whole {
            db.execute("DELETE FROM contact WHERE report = ?1", [report.as_bytes()])?;
            notices::stop(db, report, now)?;
        }
        let mut forget = db.prepare("DELETE FROM upload WHERE reporter = ?1 AND sha256 = ?2")?;
        for sha256 in &self.files {
            forget.execute(params![reporter, sha256.as_bytes()])?;
        }
        Ok(())
    }
}

/// Whether something is in it that would go.
fn says_something(event: &Event) -> bool {
    event.without_words().is_some_and(|left| left != *event)
}

/// The entries of a report that were erased before.
fn gone_before(db: &Connection, report: ReportId) -> Result<BTreeSet<u64>, StoreError> {
    let mut find = db.prepare_cached("SELECT seq FROM event WHERE report = ?1 AND salt IS NULL")?;
    let seqs = find.query_map([report.as_bytes()], |row| row.get(0))?;
    Ok(seqs.collect::<Result<_, _>>()?)
}

/// Whoever signs in under a name.
fn somebody(db: &Connection, name: &str) -> Result<Option<UserId>, StoreError> {
    let sql = "SELECT id FROM user WHERE folded_name = ?1 AND disabled_at IS NULL";
    let mut find = db.prepare_cached(sql)?;
    let found = find.query_row([name.to_lowercase()], |row| row.get(0));
    Ok(found.optional()?.map(UserId))
}
