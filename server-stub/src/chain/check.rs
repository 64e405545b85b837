//! Holding the record against itself: case by case, in the order of their ids, and the daily roots
//! along the way. Nothing but the roots and one case is held in memory.

use jiff::Timestamp;
use langnghe_wire::{Attachment, Sha256};

use super::{
    erased::{Erased, says_nothing},
    fault::{Broken, CaseFault, RootFault},
    link::{Entry, Filed, commitment, filed, link},
    merkle::Tree,
    root::{Kept, Root, leaf},
};
use crate::case::{Case, Event};

/// A case and its whole history, as the store has them.
#[derive(Debug, Clone)]
pub struct CaseRecord {
    /// The report's id.
    pub report: Vec<u8>,
    /// What its row says it was filed with; none if there is no row.
    pub row: Option<CaseRow>,
    /// The case as it is read, with what it names; none if it can't be.
    pub case: Option<Case>,
    /// The history, by number.
    pub entries: Vec<EntryRecord>,
}

/// What a case's row says it was filed with, as the row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of `report`")]
pub struct CaseRow {
    pub reference: String,
    pub category: String,
    pub text: String,
    pub place: String,
    pub noticed_at: i64,
    pub visibility: String,
}

/// An entry of a history, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns of `event`")]
pub struct EntryRecord {
    pub position: i64,
    pub id: Vec<u8>,
    pub seq: i64,
    pub at: i64,
    pub actor: String,
    pub user: Option<i64>,
    pub audience: String,
    pub kind: String,
    pub body: String,
    pub salt: Option<Vec<u8>>,
    pub commitment: Option<Vec<u8>>,
    pub link: Option<Vec<u8>>,
}

/// Holds a record against itself.
#[derive(Debug)]
pub struct Checker {
    roots: Vec<Root>,
    /// For each root, the tree over what there is now.
    trees: Vec<Tree>,
}

impl Checker {
    /// A checker that meets these roots on its way, in their order.
    #[must_use]
    pub fn new(roots: Vec<Root>) -> Self {
        let trees = vec![Tree::default(); roots.len()];
        Self { roots, trees }
    }

    /// Checks a case. Cases come in the order of their ids. How many of its entries were erased.
    ///
    /// # Errors
    /// [`Broken`], with what is wrong first.
    pub fn case(&mut self, record: &CaseRecord) -> Result<u64, Broken> {
        self.plant(record);
        check(record).map_err(|fault| Broken {
            reference: record.row.as_ref().map(|row| row.reference.clone()),
            report: record.report.clone(),
            fault,
        })
    }

    /// Gives each root's tree the case's last link in it.
    fn plant(&mut self, record: &CaseRecord) {
        let root_of = |entry: &EntryRecord| {
            self.roots
                .partition_point(|root| root.through.cast_signed() < entry.position)
        };
        let mut entries = record.entries.iter().peekable();
        while let Some(entry) = entries.next() {
            let root = root_of(entry);
            let is_head = entries.peek().is_none_or(|next| root_of(next) != root);
            if let (true, Some(tree)) = (is_head, self.trees.get_mut(root)) {
                tree.push(&leaf(
                    &record.report,
                    entry.link.as_deref().unwrap_or_default(),
                ));
            }
        }
    }

    /// What is wrong with the roots, once every case was seen; at most one thing about each. First
    /// what is wrong with the roots themselves: where one ends, the next one's cases begin.
    /// `kept` are copies that somebody kept elsewhere.
    #[must_use]
    pub fn finish(self, kept: &[Kept]) -> Vec<RootFault> {
        let (mut faults, mut of_cases) = (Vec::new(), Vec::new());
        let (mut previous, mut expected) = (None, 1);
        for (root, tree) in self.roots.iter().zip(&self.trees) {
            let (number, day) = (root.number, root.day.to_string());
            while expected < number {
                faults.push(RootFault::Missing(expected));
                expected += 1;
            }
            expected = number + 1;
            if root.previous != previous || root.root != root.expected() {
                faults.push(RootFault::Chain { number, day });
            } else if (root.cases, root.tree) != (tree.len(), tree.head()) {
                let (had, have) = (root.cases, tree.len());
                of_cases.push(RootFault::Cases {
                    number,
                    day,
                    had,
                    have,
                });
            }
            previous = Some(root.root);
        }
        faults.append(&mut of_cases);
        for kept in kept {
            let mut same = self.roots.iter().filter(|root| root.number == kept.number);
            if same.next().is_none_or(|root| root.root != kept.root) {
                faults.push(RootFault::NotAsKept(kept.number));
            }
        }
        faults
    }
}

fn check(record: &CaseRecord) -> Result<u64, CaseFault> {
    let row = record.row.as_ref().ok_or(CaseFault::NoCase)?;
    let Some(first) = record.entries.first() else {
        return Err(CaseFault::NoHistory);
    };
    if first.seq != 1 {
        return Err(CaseFault::Missing(1));
    }
    let case = record.case.as_ref().ok_or(CaseFault::Unreadable)?;
    let erased = Erased::by(&record.entries);
    let named_when_filed = check_first(row, case, first, &erased)?;
    let (mut head, mut position) = (None, i64::MIN);
    for (entry, seq) in record.entries.iter().zip(1..) {
        if entry.seq != seq {
            return Err(CaseFault::Missing(seq));
        }
        if entry.position <= position {
            return Err(CaseFault::OutOfOrder(seq));
        }
        position = entry.position;
        head = Some(check_link(record, entry, head.as_ref())?);
        let (salt, committed) = committed(entry, &erased)?;
        if seq > 1 && commitment(salt, &entry.body, None) != committed {
            return Err(CaseFault::Content(seq));
        }
    }
    check_case(&record.entries, case, named_when_filed)?;
    Ok(erased.len())
}

/// What an entry's content is held against, and under which salt. Of one that was erased: what its
/// erasure says was left of it, under none.
fn committed<'a>(entry: &'a EntryRecord, erased: &Erased) -> Result<(&'a [u8], Sha256), CaseFault> {
    match (entry.salt.as_deref(), erased.left_of(entry.seq)) {
        (Some(salt), None) => Ok((salt, stated(entry)?)),
        (None, Some(left)) if says_nothing(&entry.body) => Ok((&[], left)),
        (None, Some(_)) => Err(CaseFault::Content(entry.seq)),
        (None, None) => Err(CaseFault::NoSalt(entry.seq)),
        (Some(_), Some(_)) => Err(CaseFault::NotErased(entry.seq)),
    }
}

impl CaseRow {
    /// The hash of it and of the photographs that the report named.
    pub(crate) fn filed<'a>(
        &self,
        named: impl IntoIterator<Item = &'a Attachment>,
        salt: &[u8],
    ) -> Sha256 {
        let filed_with = Filed {
            category: &self.category,
            text: &self.text,
            place: &self.place,
            noticed_at: self.noticed_at,
            visibility: &self.visibility,
        };
        filed(filed_with, named, salt)
    }
}

impl EntryRecord {
    /// What its link binds.
    pub(crate) fn linked<'a>(&'a self, report: &'a [u8], commitment: &'a Sha256) -> Entry<'a> {
        Entry {
            id: &self.id,
            report,
            seq: self.seq,
            at: self.at,
            actor: &self.actor,
            user: self.user,
            audience: &self.audience,
            kind: &self.kind,
            commitment,
        }
    }
}

fn check_link(
    record: &CaseRecord,
    entry: &EntryRecord,
    before: Option<&Sha256>,
) -> Result<Sha256, CaseFault> {
    let expected = link(before, &entry.linked(&record.report, &stated(entry)?));
    match hash(entry.link.as_deref()) {
        Some(found) if found == expected => Ok(expected),
        Some(_) => Err(CaseFault::Link(entry.seq)),
        None => Err(CaseFault::NotLinked(entry.seq)),
    }
}

fn stated(entry: &EntryRecord) -> Result<Sha256, CaseFault> {
    hash(entry.commitment.as_deref()).ok_or(CaseFault::NotLinked(entry.seq))
}

fn hash(bytes: Option<&[u8]>) -> Option<Sha256> {
    bytes?.try_into().ok().map(Sha256::from_bytes)
}

/// Checks what the first entry commits to. Returns how many photographs the report named when it was
/// filed.
fn check_first(
    row: &CaseRow,
    case: &Case,
    first: &EntryRecord,
    erased: &Erased,
) -> Result<usize, CaseFault> {
    let (salt, stated) = committed(first, erased)?;
    let tells = !row.text.is_empty() || case.place.point.is_some() || case.place.detail.is_some();
    if erased.left_of(1).is_some() && tells {
        return Err(CaseFault::Filed);
    }
    let named: Vec<_> = case.attachments.iter().map(|a| &a.attachment).collect();
    let fits = |count: &usize| {
        let filed = row.filed(named.iter().take(*count).copied(), salt);
        commitment(salt, &first.body, Some(&filed)) == stated
    };
    // The ones that were named later follow; how many they are is the later entries' word.
    (0..=named.len()).rev().find(fits).ok_or(CaseFault::Filed)
}

/// Folds the history anew, and compares.
fn check_case(
    entries: &[EntryRecord],
    row: &Case,
    named_when_filed: usize,
) -> Result<(), CaseFault> {
    let mut folded = row.before_its_history();
    folded.attachments.truncate(named_when_filed);
    for entry in entries {
        let event: Event =
            serde_json::from_str(&entry.body).map_err(|_| CaseFault::UnknownKind(entry.seq))?;
        let at = Timestamp::from_millisecond(entry.at).map_err(|_| CaseFault::Row("time"))?;
        folded.apply(&event, at);
    }
    let named = |case: &Case| -> Vec<_> {
        case.attachments
            .iter()
            .map(|a| a.attachment.clone())
            .collect()
    };
    let same = [
        ("version", folded.version == row.version),
        ("status", folded.status == row.status),
        ("reference", folded.reference == row.reference),
        ("commune", folded.commune == row.commune),
        (
            "unit",
            (&folded.unit, &folded.unit_name) == (&row.unit, &row.unit_name),
        ),
        ("deadline", folded.clocks == row.clocks),
        ("level", folded.level == row.level),
        ("way by which it came", folded.origin == row.origin),
        ("office that it is about", folded.concerns == row.concerns),
        (
            "pause",
            (&folded.pause, folded.stood_seconds) == (&row.pause, row.stood_seconds),
        ),
        ("assignment", folded.assignee == row.assignee),
        ("proposal", folded.proposal == row.proposal),
        ("resolution", folded.resolution == row.resolution),
        (
            "merging",
            (&folded.merged, folded.companions) == (&row.merged, row.companions),
        ),
        ("number of supporters", folded.supporters == row.supporters),
        ("rating", folded.rating == row.rating),
        ("list of photographs", named(&folded) == named(row)),
        (
            "list of photographs of the result",
            folded.results == row.results,
        ),
    ];
    match same.into_iter().find(|(_, is_same)| !is_same) {
        Some((what, _)) => Err(CaseFault::Row(what)),
        None => Ok(()),
    }
}
