//! What to do now: the half of [`step`](super::step()) that looks at what waits.

use std::collections::HashSet;

use jiff::Timestamp;
use langnghe_planted::{Bug, planted};
use langnghe_wire::{Class, Code, OperationId, ReportId};

use super::{
    Action, Queue, QueuedOperation, QueuedPhotograph, QueuedResult, Wishes,
    backoff::{LONGEST_DELAY, LONGEST_UPGRADE, is_due, not_before},
};

/// Operations of one request have at most this many bytes together: the limit of a request, less
/// what stands around them.
const BATCH_BYTES: usize = langnghe_wire::limits::REQUEST_BYTES - 16 * 1024;

/// The one thing to do now. Text goes before photographs, and what leaves before what is fetched.
pub(super) fn next(queue: &Queue, wishes: Wishes, now: Timestamp) -> Action {
    let operations = ready_operations(queue, wishes, now);
    let photograph = ready_photograph(queue, wishes, now);
    // Of a phone that never had anything to say the server needn't hear until its person asks.
    let has_spoken = queue.registered || queue.link.epoch.is_some();
    let pull = wishes.pull && (has_spoken || wishes.asked);
    let result = ready_result(queue, wishes, now);
    if operations.is_empty() && photograph.is_none() && result.is_none() && !pull {
        return Action::Wait(next_due(queue, wishes, now));
    }
    if let Some(at) = not_before(&queue.link, now) {
        return Action::Wait(Some(at));
    }
    let only_pixels = operations.is_empty() && !pull && queue.registered;
    match (photograph, result) {
        (Some(photograph), _) if only_pixels => Action::Send(photograph.clone()),
        (None, Some(result)) if only_pixels => Action::Fetch(result.clone()),
        _ => Action::Sync {
            operations,
            register: !queue.registered,
        },
    }
}

/// The operations of the next request, in order. Behind one that can't go, nothing of the same
/// report goes; other reports aren't held up.
fn ready_operations(queue: &Queue, wishes: Wishes, now: Timestamp) -> Vec<OperationId> {
    let mut held: HashSet<ReportId> = HashSet::new();
    let mut ready = Vec::new();
    let mut bytes = 0;
    for operation in &queue.operations {
        if planted(Bug::ParkedHoldsUpOthers) && operation.parked.is_some() {
            break;
        }
        let fits = ready.len() < queue.link.batch as usize && bytes + operation.bytes < BATCH_BYTES;
        if held.contains(&operation.report) || !fits || !may_go(operation, wishes, now) {
            held.insert(operation.report);
            continue;
        }
        bytes += operation.bytes;
        ready.push(operation.id);
    }
    ready
}

fn may_go(operation: &QueuedOperation, wishes: Wishes, now: Timestamp) -> bool {
    let due = is_ripe(operation.retry_at, operation.parked, now);
    match operation.parked {
        Some(code) => code.class() == Class::Upgrade && (wishes.asked || due),
        None => operation.retry_at.is_none() || due || wishes.asked,
    }
}

fn ready_photograph(queue: &Queue, wishes: Wishes, now: Timestamp) -> Option<&QueuedPhotograph> {
    let may_go = |photograph: &&QueuedPhotograph| {
        let due = is_ripe(photograph.retry_at, photograph.parked, now);
        match photograph.parked {
            Some(code) => code.class() == Class::Upgrade && (wishes.asked || due),
            None => photograph.retry_at.is_none() || due,
        }
    };
    queue
        .photographs
        .iter()
        .filter(|_| wishes.photographs)
        .find(may_go)
}

fn ready_result(queue: &Queue, wishes: Wishes, now: Timestamp) -> Option<&QueuedResult> {
    let may_go = |result: &&QueuedResult| {
        result.retry_at.is_none() || is_ripe(result.retry_at, result.parked, now)
    };
    let mut results = queue.results.iter().filter(|_| wishes.results);
    results.find(may_go)
}

/// The earliest moment at which something that waits by itself may go.
fn next_due(queue: &Queue, wishes: Wishes, now: Timestamp) -> Option<Timestamp> {
    let operations = queue.operations.iter().map(|o| (o.retry_at, o.parked));
    let photographs = queue
        .photographs
        .iter()
        .filter(|_| wishes.photographs)
        .map(|p| (p.retry_at, p.parked));
    let results = queue.results.iter().filter(|_| wishes.results);
    operations
        .chain(photographs)
        .chain(results.map(|r| (r.retry_at, r.parked)))
        .filter(|(retry_at, parked)| !is_ripe(*retry_at, *parked, now))
        .filter_map(|(retry_at, _)| retry_at)
        .min()
}

/// Whether what waits by itself has waited long enough.
fn is_ripe(retry_at: Option<Timestamp>, parked: Option<Code>, now: Timestamp) -> bool {
    let longest = match parked {
        Some(_) => LONGEST_UPGRADE,
        None => LONGEST_DELAY,
    };
    retry_at.is_some_and(|at| is_due(at, now, longest))
}
