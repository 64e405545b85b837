//! Closing days: after midnight in Vietnam, and at start for days that were missed.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};

use crate::{state::ServerState, store::StoreError};

/// An entry is stamped with the time and committed a moment later. What was stamped before midnight
/// is committed by then, or never: the writer gives up long before.
const MARGIN: SignedDuration = SignedDuration::from_mins(5);

/// The time of Vietnam: no summer time, so no time zone data is needed.
const VIETNAM: Offset = Offset::constant(7);

/// Midnight in Vietnam, at which a day begins.
pub(crate) fn start_of(day: Date) -> Timestamp {
    VIETNAM
        .to_timestamp(day.at(0, 0, 0, 0))
        .unwrap_or(Timestamp::MIN)
}

/// Makes the root of every day that is over and has none. Returns how many that were.
pub(crate) async fn keep_roots(state: &ServerState) -> Result<u64, StoreError> {
    let now = state.clock.now();
    let now = now.checked_sub(MARGIN).unwrap_or(now);
    let mut made = 0;
    while state.store.close_a_day(now).await? {
        made += 1;
    }
    Ok(made)
}
