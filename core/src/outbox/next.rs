//! What to do now: the half of [`step`](super::step()) that looks at what waits.

use std::collections::HashSet;

use jiff::Timestamp;
use langnghe_wire::{Class, OperationId, ReportId};

use super::{
    Action, Queue, QueuedOperation, QueuedPhotograph, Wishes,
    backoff::{is_due, not_before},
};

/// Operations of one request have at most this many bytes together: the limit of a request, less
/// what stands around them.
const BATCH_BYTES: usize = langnghe_wire::limits::REQUEST_BYTES - 16 * 1024;

/// The one thing to do now. Text goes before photographs.
pub(super) fn next(queue: &Queue, wishes: Wishes, now: Timestamp) -> Action {
    let operations = ready_operations(queue, wishes, now);
    let photograph = ready_photograph(queue, wishes, now);
    if operations.is_empty() && photograph.is_none() && !wishes.pull {
        return Action::Wait(next_due(queue, wishes, now));
    }
    if let Some(at) = not_before(&queue.link, now) {
        return Action::Wait(Some(at));
    }
    match photograph {
        Some(photograph) if operations.is_empty() && !wishes.pull && queue.registered => {
            Action::Send(photograph.clone())
        }
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
    let due = operation.retry_at.is_some_and(|at| is_due(at, now));
    match operation.parked {
        Some(code) => code.class() == Class::Upgrade && (wishes.asked || due),
        None => operation.retry_at.is_none() || due || wishes.asked,
    }
}

fn ready_photograph(queue: &Queue, wishes: Wishes, now: Timestamp) -> Option<&QueuedPhotograph> {
    let may_go = |photograph: &&QueuedPhotograph| {
        let due = photograph.retry_at.is_some_and(|at| is_due(at, now));
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

/// The earliest moment at which something that waits by itself may go.
fn next_due(queue: &Queue, wishes: Wishes, now: Timestamp) -> Option<Timestamp> {
    let operations = queue.operations.iter().map(|o| o.retry_at);
    let photographs = queue
        .photographs
        .iter()
        .filter(|_| wishes.photographs)
        .map(|p| p.retry_at);
    operations
        .chain(photographs)
        .flatten()
        .filter(|at| !is_due(*at, now))
        .min()
}
