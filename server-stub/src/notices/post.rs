//! Sending what is due.

use futures_util::{StreamExt as _, stream};

use super::{
    About, Ending, GatewayError, Given, Notice,
    backoff::{again, is_given_up},
    digest,
    gateway::Gateways,
    words,
};
use crate::{state::ServerState, store::StoreError};

/// Notices that are read at once.
const BATCH: usize = 64;
/// Notices that are on their way at the same time, so that one slow answer holds up few others.
const AT_ONCE: usize = 4;

/// Tries every notice whose time has come, once. Returns how many left.
pub(crate) async fn send_what_is_due(state: &ServerState) -> Result<u64, StoreError> {
    let now = state.clock.now();
    let mut sent = 0;
    loop {
        // Whatever is tried ends, or is due later than `now`.
        let due = state.store.due_notices(now, BATCH).await?;
        let is_last = due.len() < BATCH;
        let mut tried = stream::iter(due)
            .map(|notice| async move { send(state, &notice).await })
            .buffer_unordered(AT_ONCE);
        while let Some(ending) = tried.next().await {
            sent += u64::from(ending? == Some(Ending::Sent));
        }
        if is_last {
            return Ok(sent);
        }
    }
}

/// Sends a trial message, for whoever sets gateways up; nothing of it is kept.
pub(crate) async fn try_to_reach(
    gateways: &Gateways,
    given: &Given,
    key: &str,
) -> Result<(), GatewayError> {
    let (gateway, to) = gateways
        .choose(given)
        .ok_or(GatewayError::Never("no way leads to such an address"))?;
    gateway.send(&words::trial(key, to)).await
}

/// Tries one notice; how it ended, if it did.
async fn send(state: &ServerState, notice: &Notice) -> Result<Option<Ending>, StoreError> {
    let now = state.clock.now();
    let is_too_late = match notice.about {
        About::Case { .. } => is_given_up(notice.made_at, now),
        About::Day { day, .. } => digest::is_over(day, now),
    };
    if is_too_late {
        tracing::warn!(attempts = notice.attempts, "a notice was given up");
        state
            .store
            .end_notice(notice.id, Ending::GivenUp, now)
            .await?;
        return Ok(Some(Ending::GivenUp));
    }
    // On disk before anything leaves: after a crash it is tried again, later, and not at once.
    let again = again(notice.attempts + 1, now, state.entropy.number());
    let Some(given) = state.store.begin_notice(notice.clone(), again).await? else {
        return Ok(None);
    };
    let ending = carry(state, notice, &given).await?;
    if let Some(ending) = ending {
        let now = state.clock.now();
        state.store.end_notice(notice.id, ending, now).await?;
    }
    Ok(ending)
}

/// Makes the message and hands it to a gateway; how that ended, if it did.
async fn carry(
    state: &ServerState,
    notice: &Notice,
    given: &Given,
) -> Result<Option<Ending>, StoreError> {
    let Some((gateway, to)) = state.gateways.choose(given) else {
        return Ok(Some(Ending::NoAddress));
    };
    let key = notice.key.as_str();
    let message = match &notice.about {
        About::Case { reference, what } => words::to_reporter(key, to, reference, *what),
        About::Day { user, day } => {
            let Some(message) = digest::message(state, (key, to), *user, *day).await? else {
                return Ok(Some(Ending::Unneeded));
            };
            message
        }
    };
    Ok(match gateway.send(&message).await {
        Ok(()) => Some(Ending::Sent),
        Err(GatewayError::Later(why)) => {
            tracing::info!(why, attempts = notice.attempts + 1, "a notice waits");
            None
        }
        Err(GatewayError::Never(why)) => {
            tracing::warn!(why, "a notice was refused");
            Some(Ending::Refused)
        }
    })
}
