//! Finding cases by what is said in them, without accents and in any order of words.
//!
//! What can be found of a case is kept folded in `case_words`, and who may find it stands in
//! `keyed`, as tokens that no word is; the index ([`index`]) has both. A search is an AND of words and
//! of those tokens, which the index answers from the newest case on, without looking at what another
//! unit has. Nothing that somebody types is read as a language: words are cut to letters and digits.
//!
//! The beginning of a word is looked up among all words, and any of these may stand for it. Words
//! that belong together are words of a case first; then its text is asked whether they stand in a
//! row.

mod block;
mod index;

use data_encoding::HEXUPPER;
use langnghe_places::{Catalogue, Communes, fold};
use langnghe_wire::ReportId;
use rusqlite::{Connection, params};

pub(in super::super) use self::index::settle;
pub(super) use self::index::{First, Rows};
use super::{
    super::rows::{bytes, find_case},
    conditions::{asked_within, only_open, scope_key},
    detail,
};
use crate::{
    case::{Case, Event, NewEvent},
    identity::{Scope, Viewer},
    store::{Assigned, CaseFilter, StatusFilter, StoreError, Whose},
};

/// Words of a search; what comes behind them is left out.
const WORDS: usize = 12;
/// Words that a beginning may stand for.
const ENDINGS: usize = 24;

/// What somebody looks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// Nothing that any case has.
    Nothing,
    /// References between these two.
    Reference(String, String),
    /// What the index is asked.
    Words(Wanted),
}

/// What a case must have to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Tokens in groups: one of each.
    groups: Vec<Vec<i64>>,
    /// Words that stand in a row, as a text has them.
    pub(super) in_a_row: Vec<String>,
}

impl Wanted {
    /// The cases that have a token of each group.
    pub(super) fn rows<'a>(
        &'a self,
        db: &'a Connection,
        first: First,
        beyond: Option<i64>,
    ) -> Result<Rows<'a>, StoreError> {
        Rows::of(db, &self.groups, first, beyond)
    }

    /// The cases that have them, if they are no more than so many.
    pub(super) fn few(&self, db: &Connection, most: usize) -> Result<Option<Vec<i64>>, StoreError> {
        let mut rows = self.rows(db, First::Newest, None)?;
        let mut few = Vec::new();
        while let Some(row) = rows.next()? {
            if few.len() == most {
                return Ok(None);
            }
            few.push(row);
        }
        Ok(Some(few))
    }
}

/// Understands what was typed.
pub(super) fn query(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
    typed: &str,
) -> Result<Query, StoreError> {
    if let Some(reference) = reference(typed) {
        let most = format!("{reference}~");
        return Ok(Query::Reference(reference, most));
    }
    let asked = asked(typed);
    if asked.is_empty() {
        return Ok(Query::Nothing);
    }
    let Some(mut wanted) = keyed(db, viewer, filter)? else {
        return Ok(Query::Nothing);
    };
    for part in asked {
        match part {
            Part::Together(words) => {
                for word in &words {
                    let Some(id) = index::known(db, word)? else {
                        return Ok(Query::Nothing);
                    };
                    wanted.groups.push(vec![id]);
                }
                if words.len() > 1 {
                    wanted.in_a_row.push(format!(" {} ", words.join(" ")));
                }
            }
            Part::Begun(word) => wanted.groups.push(index::beginning(db, &word, ENDINGS)?),
        }
    }
    Ok(Query::Words(wanted))
}

/// How many cases fit a filter, where the index alone tells it: everything that is asked for is a
/// token, and no case is looked at.
pub(super) fn count(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
) -> Result<Option<u64>, StoreError> {
    if !is_all_tokens(filter) {
        return Ok(None);
    }
    let wanted = match filter.asked_words() {
        None => keyed(db, viewer, filter)?,
        Some(words) => match query(db, viewer, filter, words)? {
            Query::Nothing => None,
            Query::Words(wanted) if wanted.in_a_row.is_empty() => Some(wanted),
            Query::Words(_) | Query::Reference(..) => return Ok(None),
        },
    };
    let Some(wanted) = wanted else {
        return Ok(Some(0));
    };
    wanted.rows(db, First::Newest, None)?.count().map(Some)
}

/// Whether each part of a filter is one that cases are found by.
fn is_all_tokens(filter: &CaseFilter) -> bool {
    let CaseFilter {
        whose: Whose::Everyones | Whose::Mine,
        status: StatusFilter::Open | StatusFilter::All,
        due: None,
        category: _,
        commune: _,
        unit: _,
        level: None,
        origin: None,
        assignee: None | Some(Assigned::To(_)),
        received_since: None,
        unread: false,
        recurring: false,
        words: _,
    } = filter
    else {
        return false;
    };
    true
}

/// What a case must have for who looks and for what they ask beside words; none if no case has that.
fn keyed(
    db: &Connection,
    viewer: &Viewer,
    filter: &CaseFilter,
) -> Result<Option<Wanted>, StoreError> {
    let mut wanted = Wanted::default();
    for token in keys(viewer, filter) {
        let Some(id) = index::known(db, &token)? else {
            return Ok(None);
        };
        wanted.groups.push(vec![id]);
    }
    Ok(Some(wanted))
}

/// What the text of a case has of what was typed, between blanks: for lists that aren't walked by
/// words.
pub(super) fn said(typed: &str) -> Vec<String> {
    let said = asked(typed).into_iter().map(|part| match part {
        Part::Together(words) => format!(" {} ", words.join(" ")),
        Part::Begun(word) => format!(" {word}"),
    });
    said.collect()
}

/// The tokens of who looks and of what else they ask for: those that would let common words pass over
/// all that doesn't fit.
fn keys(viewer: &Viewer, filter: &CaseFilter) -> Vec<String> {
    let mut keys = Vec::new();
    let scope = asked_within(&viewer.scope);
    if *scope != Scope::Province {
        keys.push(format!("_s{}", hex(&scope_key(scope))));
    }
    if only_open(filter) {
        keys.push("_open".to_owned());
    } else if filter.status != StatusFilter::All {
        keys.push("_done".to_owned());
    }
    if filter.whose == Whose::Mine {
        keys.push(format!("_a{}", viewer.id.0));
    }
    if let Some(Assigned::To(user)) = filter.assignee {
        keys.push(format!("_a{}", user.0));
    }
    if let Some(category) = &filter.category {
        keys.push(format!("_k{}", hex(category)));
    }
    if let Some(unit) = &filter.unit {
        keys.push(format!("_u{}", hex(unit)));
    }
    if let Some(commune) = &filter.commune {
        keys.push(format!("_c{}", hex(commune)));
    }
    keys
}

fn hex(code: &str) -> String {
    HEXUPPER.encode(code.as_bytes())
}

/// The beginning of a reference as the database writes it, if that is what was typed.
fn reference(typed: &str) -> Option<String> {
    let rest: String = typed
        .to_uppercase()
        .trim()
        .strip_prefix("LN")?
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | '–' | '.'))
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let is_one = (4..=11).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    is_one.then(|| {
        let groups = rest.as_bytes().chunks(4);
        groups.fold("LN".to_owned(), |written, group| {
            written + "-" + &String::from_utf8_lossy(group)
        })
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Words one behind the other.
    Together(Vec<String>),
    /// A word's beginning.
    Begun(String),
}

/// What was typed, in parts: quoted words belong together, and the last word may have been begun.
fn asked(typed: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut left = WORDS;
    for (i, piece) in typed.split(['"', '“', '”']).enumerate() {
        let mut words = words_of(piece);
        words.truncate(left);
        left -= words.len();
        if i % 2 == 1 {
            if !words.is_empty() {
                parts.push(Part::Together(words));
            }
        } else {
            parts.extend(words.into_iter().map(|word| Part::Together(vec![word])));
        }
    }
    let is_begun = typed.ends_with(char::is_alphanumeric);
    if is_begun
        && let Some(Part::Together(words)) = parts.last_mut()
        && words.len() == 1
        && let Some(word) = words.pop()
    {
        parts.pop();
        parts.push(Part::Begun(word));
    }
    parts
}

/// The folded words of a text.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Keeps by what a new case is found: its words, its place, its category's and commune's names.
pub(in super::super) fn keep_case(db: &Connection, case: &Case) -> Result<(), StoreError> {
    let commune = Communes::bundled().by_code(&case.commune);
    let category = Catalogue::bundled().category(&case.category);
    let said = [
        Some(case.text.as_str()),
        case.place.detail.as_deref(),
        commune.map(|commune| commune.name.as_str()),
        category.map(|category| category.name.vi.as_str()),
    ];
    add(db, case, said.into_iter().flatten())
}

/// Keeps by what more a case is found: what was said to it and answered since, and the commune that
/// has it now.
pub(in super::super) fn keep_events(
    db: &Connection,
    case: &Case,
    events: &[NewEvent],
) -> Result<(), StoreError> {
    let said = events.iter().filter_map(|new| match &new.event {
        Event::Said { text } | Event::Reply { text, .. } => Some(text.as_str()),
        Event::GivenTo { commune, .. } => {
            let commune = Communes::bundled().by_code(commune.as_deref()?);
            commune.map(|commune| commune.name.as_str())
        }
        _ => None,
    });
    add(db, case, said)
}

/// Keeps anew by what a case is found, after something of it was erased. Words that no case is found
/// by any more are forgotten.
pub(in super::super) fn keep_again(
    db: &Connection,
    case: &Case,
    history: &[NewEvent],
) -> Result<(), StoreError> {
    db.execute(
        "UPDATE case_words SET words = '' WHERE report = (SELECT row FROM report WHERE id = ?1)",
        [case.id.as_bytes()],
    )?;
    keep_case(db, case)?;
    keep_events(db, case, history)?;
    settle(db)?;
    index::forget_unused(db)
}

/// Keeps by what every case is found, in a database from before there was a search.
pub(in super::super) fn keep_all(db: &Connection) -> Result<(), StoreError> {
    let mut find = db.prepare(
        "SELECT id FROM report WHERE row NOT IN (SELECT report FROM case_words) ORDER BY row",
    )?;
    let ids = find.query_map([], |row| bytes(row, 0))?;
    for id in ids.collect::<Result<Vec<ReportId>, _>>()? {
        let case = find_case(db, id)?.ok_or(StoreError::Broken)?;
        keep_case(db, &case)?;
        let history = detail(db, &Scope::Province, id)?.ok_or(StoreError::Broken)?;
        let events = history.history.into_iter().map(|entry| NewEvent {
            actor: entry.event.actor,
            event: entry.event.event,
        });
        keep_events(db, &case, &events.collect::<Vec<_>>())?;
    }
    Ok(())
}

fn add<'a>(
    db: &Connection,
    case: &Case,
    said: impl Iterator<Item = &'a str>,
) -> Result<(), StoreError> {
    let words: Vec<String> = said.flat_map(words_of).collect();
    if words.is_empty() {
        return Ok(());
    }
    // The bar keeps what was said at different times from being found as words in a row.
    db.prepare_cached(
        "INSERT INTO case_words (report, words)
         SELECT row, ?2 FROM report WHERE id = ?1
         ON CONFLICT (report) DO UPDATE SET words = words || ' _ ' || excluded.words",
    )?
    .execute(params![case.id.as_bytes(), words.join(" ")])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(words: &[&str]) -> Part {
        Part::Together(words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn what_is_typed_becomes_words_and_nothing_else() {
        assert_eq!(
            asked("Đường HỎNG"),
            [together(&["duong"]), Part::Begun("hong".into())]
        );
        assert_eq!(asked("\"ổ gà\" "), [together(&["o", "ga"])]);
        assert_eq!(asked("ổ gà."), [together(&["o"]), together(&["ga"])]);
        assert_eq!(
            asked("x\" OR words:* NEAR(_open"),
            [together(&["x"]), together(&["or", "words", "near", "open"])]
        );
        assert_eq!(asked("*** ()"), []);
        assert_eq!(asked(&"a ".repeat(40)).len(), WORDS);
    }

    #[test]
    fn references_are_known_however_they_are_typed() {
        assert_eq!(reference("ln 7k3m9q"), Some("LN-7K3M-9Q".to_owned()));
        assert_eq!(
            reference("LN-7K3M-9QXF-2TA"),
            Some("LN-7K3M-9QXF-2TA".to_owned())
        );
        for other in ["LN", "LN-7K3", "lan can", "7K3M", "LN-7K3M-9QXF-2TA-X"] {
            assert_eq!(reference(other), None, "{other}");
        }
    }
}
