//! The days that people were promised, after calendar or terms have changed: brought up to date a
//! few cases at a time, between which others write.

use std::sync::Arc;

use super::OpenToo;
use crate::{
    case::{Moment, placement::Rules},
    state::ServerState,
    store::StoreError,
};

/// From how many cases on nobody needs to know how many it is exactly.
const COUNTED: usize = 2_000;

/// Reckons anew whatever waits for it; how many cases have other dates now.
pub(crate) async fn keep_promises(state: &ServerState) -> Result<usize, StoreError> {
    let mut moved = 0;
    loop {
        let step = state.store.reckon(state.moment()).await?;
        moved += step.moved;
        if !step.more {
            return Ok(moved);
        }
    }
}

/// How many open cases would get other dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// So many,
    pub(crate) cases: usize,
    /// or more.
    pub(crate) or_more: bool,
}

/// How many open cases would get other dates if these rules held: by their calendar, or by terms
/// in them that are to hold for open cases too.
pub(crate) async fn foresee(
    state: &ServerState,
    rules: Rules,
    terms: Option<OpenToo>,
) -> Result<Ahead, StoreError> {
    let moment = Moment::new(state.clock.now(), Arc::new(rules));
    let (mut cases, mut behind) = (0, None);
    loop {
        let store = &state.store;
        let seen = store.foresee(terms.clone(), behind, moment.clone()).await?;
        cases += seen.moved;
        behind = seen.next;
        let or_more = cases >= COUNTED && behind.is_some();
        if behind.is_none() || or_more {
            return Ok(Ahead { cases, or_more });
        }
    }
}
