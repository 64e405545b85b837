//! What is late or due soon stands first in every list, also in those that are shown from the newest
//! on: all cases, and whatever words were looked for.
//!
//! Such a list is asked twice, and each time costs the same however many cases there are: once for
//! the few that press, once for the page. What stands first on the first page isn't shown again in
//! its old place, on whichever page that is.

use jiff::Timestamp;

use crate::{
    case::is_open,
    console::{failure::Failure, session::Desk},
    state::App,
    store::{CaseFilter, CasePage, CaseSummary, DUE_SOON, DueFilter, Page, StatusFilter, Turn},
};

/// Cases that are put before the others; more than these have the list of what is late to
/// themselves.
const FIRST: u32 = 20;

/// The cases of a list that press, where its own order wouldn't put them first.
pub(super) async fn of(
    state: &App,
    desk: &Desk,
    filter: &CaseFilter,
    now: Timestamp,
) -> Result<Vec<CaseSummary>, Failure> {
    let is_from_the_newest = match filter.status {
        StatusFilter::All => true,
        StatusFilter::Open => filter.words.is_some(),
        StatusFilter::Only(status) => is_open(status) && filter.words.is_some(),
    };
    if filter.due.is_some() || !is_from_the_newest {
        return Ok(vec![]);
    }
    let filter = CaseFilter {
        due: Some(DueFilter::Before(now + DUE_SOON)),
        ..filter.clone()
    };
    Ok(state.store.first_cases(desk.user(), filter, FIRST).await?)
}

/// The first page leaves room for them.
pub(super) fn room_for(pressing: &[CaseSummary], page: Page) -> Page {
    let taken = u32::try_from(pressing.len()).unwrap_or(FIRST).min(FIRST);
    match page.turn {
        None => Page {
            limit: page.limit - taken,
            ..page
        },
        Some(_) => page,
    }
}

/// Puts them first where the list begins, also for who turned back to there, and leaves them out of
/// their old places.
pub(super) fn put_first(found: &mut CasePage, mut pressing: Vec<CaseSummary>, page: Page) {
    let begins = found.previous.is_none() && !matches!(page.turn, Some(Turn::After(_)));
    (found.cases).retain(|case| pressing.iter().all(|first| first.id != case.id));
    if begins {
        pressing.append(&mut found.cases);
        found.cases = pressing;
    }
}
