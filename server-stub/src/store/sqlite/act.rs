//! What officers do to cases.

use jiff::Timestamp;
use langnghe_wire::{ReportId, ResultPhotograph};
use rusqlite::Connection;

use super::{cases::detail, events::append, rows::find_case, uploads};
use crate::{
    case::{Action, Actor, Party, transition},
    entropy::Entropy,
    identity::Viewer,
    store::{ActError, CaseDetail, CompleteError, StoreError},
};

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
    now: Timestamp,
) -> Result<CaseDetail, ActError> {
    let scope = &wanted.viewer.scope;
    let mut case = find_case(db, wanted.report)?
        .filter(|case| scope.holds(case))
        .ok_or(ActError::NotFound)?;
    if case.version != wanted.expected_version {
        return Err(ActError::Changed);
    }
    let actor = Actor::Staff(wanted.viewer.id);
    let events = transition(&case, actor, Party::Unit, wanted.action)?;
    append(db, entropy, &mut case, &events, now)?;
    if let Action::Resolve { photographs, .. } = wanted.action {
        for ResultPhotograph { sha256, .. } in photographs {
            // Their files were written before. One that was given up meanwhile undoes all of this.
            uploads::complete(db, entropy, case.reporter, *sha256, now).map_err(
                |error| match error {
                    CompleteError::Store(error) => error,
                    CompleteError::Unknown | CompleteError::Gone => StoreError::Broken,
                },
            )?;
        }
    }
    detail(db, scope, wanted.report)?.ok_or(ActError::NotFound)
}
