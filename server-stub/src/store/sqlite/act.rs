//! What officers do to cases, and what the server does when a term has passed.

use langnghe_wire::{ReportId, ResultPhotograph};
use rusqlite::{Connection, params};

use super::{
    cases::{detail, mark_seen},
    companions,
    events::append,
    promises,
    rows::{bytes, find_case},
    uploads,
};
use crate::{
    case::{Action, Actor, Case, Moment, Party, transition},
    entropy::Entropy,
    identity::Viewer,
    store::{ActError, CaseDetail, CompleteError, StoreError},
};

/// Cases that are closed in one transaction: writers don't wait long for it.
const CLOSED_AT_ONCE: u32 = 100;

/// Who wants what.
pub(super) struct Wanted<'a> {
    pub(super) viewer: &'a Viewer,
    pub(super) report: ReportId,
    pub(super) action: &'a Action,
    pub(super) expected_version: u64,
}

pub(super) fn act(
    db: &Connection,
    entropy: &dyn Entropy,
    wanted: &Wanted<'_>,
    moment: &Moment,
) -> Result<CaseDetail, ActError> {
    let scope = &wanted.viewer.scope;
    let case = find_case(db, wanted.report)?
        .filter(|case| scope.holds(case))
        .ok_or(ActError::NotFound)?;
    if case.version != wanted.expected_version {
        return Err(ActError::Changed);
    }
    if let Some(main) = companions::leader_of(wanted.action) {
        companions::can_lead(db, scope, main, &case)?;
    }
    let by = (
        Actor::Staff(wanted.viewer.id),
        Party::of(wanted.viewer.role),
    );
    let reporter = case.reporter;
    let case = carry_out(db, entropy, case, by, wanted.action, moment)?;
    for ResultPhotograph { sha256, .. } in named(wanted.action) {
        // Their files were written before. One that was given up meanwhile undoes all of this.
        uploads::complete(db, entropy, reporter, *sha256, moment.now).map_err(
            |error| match error {
                CompleteError::Store(error) => error,
                CompleteError::Unknown | CompleteError::Gone => StoreError::Broken,
            },
        )?;
    }
    mark_seen(db, wanted.viewer.id, wanted.report)?;
    // Whoever hands a case on may no longer see it; what they did is done all the same.
    match detail(db, scope, wanted.report)? {
        Some(detail) => Ok(detail),
        None => Ok(CaseDetail {
            case,
            history: vec![],
            agreed: 0,
        }),
    }
}

/// Closes resolved cases to which nobody answered in time; how many there were, at most a
/// hundred.
pub(super) fn close_unanswered(
    db: &Connection,
    entropy: &dyn Entropy,
    moment: &Moment,
) -> Result<usize, StoreError> {
    let mut find = db
        .prepare_cached("SELECT id FROM report WHERE answer_by < ?1 ORDER BY answer_by LIMIT ?2")?;
    let due: Vec<ReportId> = find
        .query_map(
            params![moment.now.as_millisecond(), CLOSED_AT_ONCE],
            |row| bytes(row, 0),
        )?
        .collect::<Result<_, _>>()?;
    for report in &due {
        let case = find_case(db, *report)?.ok_or(StoreError::Broken)?;
        let by = (Actor::Server, Party::Server);
        match carry_out(db, entropy, case, by, &Action::Close, moment) {
            Ok(_) => {}
            Err(ActError::Store(error)) => return Err(error),
            // The column says that it can be closed; the table doesn't.
            Err(_) => return Err(StoreError::Broken),
        }
    }
    Ok(due.len())
}

fn carry_out(
    db: &Connection,
    entropy: &dyn Entropy,
    mut case: Case,
    (actor, party): (Actor, Party),
    action: &Action,
    moment: &Moment,
) -> Result<Case, ActError> {
    promises::bring_up_to_date(db, entropy, &mut case, moment)?;
    let known = with_runs(db, &case, action)?;
    let action = known.as_ref().unwrap_or(action);
    let events = transition(&case, actor, party, action, moment)?;
    let before = case.clone();
    append(db, entropy, &mut case, &events, moment.now)?;
    promises::keep_calendar(db, &case, &events, moment)?;
    companions::tell(db, entropy, (&before, &case), &events, moment.now)?;
    Ok(case)
}

/// An action for which it matters how the clocks ran, with that.
fn with_runs(db: &Connection, case: &Case, action: &Action) -> Result<Option<Action>, StoreError> {
    let Action::SetLevel { level, reason, .. } = action else {
        return Ok(None);
    };
    Ok(Some(Action::SetLevel {
        level: *level,
        reason: reason.clone(),
        runs: Some(promises::runs_of(db, case)?),
    }))
}

fn named(action: &Action) -> &[ResultPhotograph] {
    match action {
        Action::Propose(solution) | Action::Resolve(solution) => &solution.photographs,
        Action::Cover(covered) => std::slice::from_ref(&covered.photograph),
        _ => &[],
    }
}
