//! What follows from what happened. Pure: the same queue, event, time and random numbers make
//! the same actions.

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{Answer, Class, Code, OperationId, SyncResponse, limits};

use super::{
    Action, Effect, Event, Link, Queue, QueuedOperation, QueuedPhotograph, Upload,
    backoff::{self, UPGRADE, jittered, later},
    next::next,
};
use crate::{clock::Entropy, transport::Failure};

/// What is to be done after `event`: one exchange or a wait after [`Event::Look`], otherwise
/// what is to be written down, together.
#[must_use]
pub fn step(queue: &Queue, event: Event<'_>, now: Timestamp, entropy: &dyn Entropy) -> Vec<Action> {
    let decide = Decide {
        queue,
        now,
        entropy,
    };
    let mut effects = match event {
        Event::Look(wishes) => return vec![next(queue, wishes, now)],
        Event::TryNow => {
            vec![Effect::Link(Link {
                next_attempt: None,
                ..queue.link.clone()
            })]
        }
        Event::Leaves => vec![Effect::Link(backoff::paid(&queue.link, now))],
        Event::Synced { sent, response } => decide.after_sync(sent, response),
        Event::SyncFailed {
            sent,
            registering,
            failure,
        } => decide.after_failed_sync(sent, registering, failure),
        Event::Uploaded { photograph, offset } => decide.after_upload(photograph, offset),
        Event::UploadFailed {
            photograph,
            failure,
        } => decide.after_failed_upload(photograph, failure),
        Event::Fetched { result, photograph } => decide.after_fetch(result, photograph),
        Event::FetchFailed { result, failure } => decide.after_failed_fetch(result, failure),
    };
    if !effects.iter().any(|e| matches!(e, Effect::Link(_))) {
        // The server answered, for one item alone: what was paid when the request left is given
        // back, since the link isn't down.
        effects.push(Effect::Link(queue.link.clone()));
    }
    effects.into_iter().map(Action::Write).collect()
}

pub(super) struct Decide<'a> {
    pub(super) queue: &'a Queue,
    pub(super) now: Timestamp,
    pub(super) entropy: &'a dyn Entropy,
}

impl Decide<'_> {
    fn after_sync(&self, sent: &[OperationId], response: &SyncResponse) -> Vec<Effect> {
        let mut effects = vec![
            Effect::Registered(true),
            Effect::Link(backoff::after_answer(&self.queue.link, self.now)),
        ];
        let known = self.queue.link.epoch.as_ref();
        let is_restored = known.is_some_and(|known| *known != response.epoch);
        if is_restored {
            // First what was forgotten waits again; then this answer, which the new
            // incarnation gave, says what it already has.
            effects.push(Effect::StartEpoch);
        }
        for id in sent {
            let Some(operation) = self.queue.operations.iter().find(|o| o.id == *id) else {
                continue;
            };
            match response.results.iter().find(|result| result.id == *id) {
                Some(result) => {
                    let answer = result.outcome.clone().answer();
                    if is_restored && is_too_early(&answer) {
                        // What stands before it was forgotten, and goes before it now: it has no
                        // reason to wait by itself.
                        continue;
                    }
                    effects.extend(self.after_answer(operation, answer));
                }
                // An answer that leaves one out: not known, so again.
                None => effects.push(self.delay(operation)),
            }
        }
        effects.extend(response.changes.iter().cloned().map(Effect::Remember));
        effects.push(Effect::Position {
            epoch: response.epoch.clone(),
            cursor: response.cursor.clone(),
            backed_up_through: response.backed_up_through,
        });
        let kept = SignedDuration::from_hours(24 * limits::KEEP_UNTIL_BACKED_UP_DAYS);
        // By the server's clock, as all receipts are: the phone's own may be wrong by years.
        effects.push(Effect::Purge {
            backed_up_through: response.backed_up_through,
            too_old: response.now.checked_sub(kept).unwrap_or(Timestamp::MIN),
        });
        effects
    }

    fn after_answer(&self, operation: &QueuedOperation, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Applied(applied) => {
                let received_at = applied.received_at;
                let mut effects = vec![Effect::Applied {
                    operation: operation.id,
                    received_at,
                }];
                if operation.withdraws {
                    effects.push(Effect::Withdrawn(operation.report));
                }
                effects
            }
            Answer::Refused(refused) => vec![match refused.code.class() {
                Class::Person | Class::Permanent | Class::Gone => {
                    self.park(operation, refused.code)
                }
                Class::Upgrade => self.park_until_upgrade(operation, refused.code),
                Class::Transient | Class::Register | Class::Shrink | Class::Resume => {
                    self.delay(operation)
                }
            }],
        }
    }

    fn after_failed_sync(
        &self,
        sent: &[OperationId],
        registering: bool,
        failure: &Failure,
    ) -> Vec<Effect> {
        let Failure::Problem { code, .. } = failure else {
            return vec![self.link_down(failure)];
        };
        if is_about_device(*code) {
            return vec![self.refused(*code)];
        }
        let only = match sent {
            [id] => self.queue.operations.iter().find(|o| o.id == *id),
            _ => None,
        };
        match (code.class(), only) {
            (Class::Register, _) if registering => {
                vec![Effect::Registered(false), self.link_down(failure)]
            }
            (Class::Register, _) => vec![Effect::Registered(false)],
            // The whole request is answered for what one operation in it does: smaller requests
            // find which, and the others get through.
            (Class::Shrink | Class::Person | Class::Permanent, None) if sent.len() > 1 => {
                vec![Effect::Link(self.halved(&self.queue.link))]
            }
            (Class::Transient, None) if sent.len() > 1 && *code == Code::Internal => {
                let down = backoff::after_failure(&self.queue.link, None, self.now, self.entropy);
                vec![Effect::Link(self.halved(&down))]
            }
            (Class::Person | Class::Permanent, Some(operation)) => {
                vec![self.park(operation, *code)]
            }
            // An operation alone is smaller than any limit of ours: something on the way says so.
            (Class::Shrink, Some(operation)) => {
                vec![self.delay(operation), self.link_down(failure)]
            }
            (Class::Transient, Some(operation)) if *code == Code::Internal => {
                vec![self.delay(operation), self.link_down(failure)]
            }
            (Class::Upgrade, _) => vec![self.refused(*code)],
            _ => vec![self.link_down(failure)],
        }
    }

    fn after_upload(&self, photograph: &QueuedPhotograph, offset: u64) -> Vec<Effect> {
        let link = Effect::Link(backoff::after_answer(&self.queue.link, self.now));
        let id = photograph.id;
        if offset == photograph.bytes {
            return vec![link, Effect::PhotographSent(id)];
        }
        if offset > photograph.bytes {
            // No server of ours says so; start over, but not in a hot loop.
            return vec![
                Effect::UploadAt {
                    photograph: id,
                    upload: Upload::NotStarted,
                },
                self.delay_photograph(photograph),
            ];
        }
        vec![
            link,
            Effect::UploadAt {
                photograph: id,
                upload: Upload::At(offset),
            },
        ]
    }

    fn after_failed_upload(&self, photograph: &QueuedPhotograph, failure: &Failure) -> Vec<Effect> {
        let id = photograph.id;
        let ask = Effect::UploadAt {
            photograph: id,
            upload: Upload::Unknown,
        };
        let Failure::Problem { code, .. } = failure else {
            return vec![ask, self.link_down(failure)];
        };
        if is_about_device(*code) {
            return vec![ask, self.refused(*code)];
        }
        match code.class() {
            Class::Register => vec![ask, Effect::Registered(false)],
            Class::Gone => vec![Effect::PhotographGone(id)],
            Class::Resume => {
                let upload = match code {
                    Code::OffsetConflict => Upload::Unknown,
                    _ => Upload::NotStarted,
                };
                let again = Effect::UploadAt {
                    photograph: id,
                    upload,
                };
                vec![again, self.delay_photograph(photograph)]
            }
            Class::Person | Class::Permanent => {
                vec![Effect::ParkPhotograph {
                    photograph: id,
                    code: *code,
                    retry_at: None,
                }]
            }
            Class::Upgrade => {
                let retry_at = later(self.now, jittered(UPGRADE, self.entropy));
                vec![Effect::ParkPhotograph {
                    photograph: id,
                    code: *code,
                    retry_at,
                }]
            }
            Class::Transient | Class::Shrink => match code {
                // The server answers for this photograph only: the others go on.
                Code::Internal | Code::QuotaExceeded | Code::RequestTooLarge => {
                    vec![ask, self.delay_photograph(photograph)]
                }
                _ => vec![ask, self.link_down(failure)],
            },
        }
    }

    pub(super) fn link_down(&self, failure: &Failure) -> Effect {
        let retry_after = match failure {
            Failure::Problem { retry_after, .. } => *retry_after,
            Failure::Unreachable(_) => None,
        };
        let link = &self.queue.link;
        Effect::Link(backoff::after_failure(
            link,
            retry_after,
            self.now,
            self.entropy,
        ))
    }

    /// The server wants nothing of this device: asked again now and then, should that change.
    pub(super) fn refused(&self, code: Code) -> Effect {
        let down = backoff::after_failure(&self.queue.link, Some(UPGRADE), self.now, self.entropy);
        Effect::Link(Link {
            refused: Some(code),
            ..down
        })
    }

    fn halved(&self, link: &Link) -> Link {
        Link {
            batch: (link.batch / 2).max(1),
            ..link.clone()
        }
    }

    fn park(&self, operation: &QueuedOperation, code: Code) -> Effect {
        Effect::Park {
            operation: operation.id,
            code,
            retry_at: None,
        }
    }

    fn park_until_upgrade(&self, operation: &QueuedOperation, code: Code) -> Effect {
        let retry_at = later(self.now, jittered(UPGRADE, self.entropy));
        Effect::Park {
            operation: operation.id,
            code,
            retry_at,
        }
    }

    fn delay(&self, operation: &QueuedOperation) -> Effect {
        let wait = backoff::wait(operation.tries.max(1), self.entropy);
        let retry_at = later(self.now, wait).unwrap_or(self.now);
        Effect::Delay {
            operation: operation.id,
            retry_at,
        }
    }

    fn delay_photograph(&self, photograph: &QueuedPhotograph) -> Effect {
        let wait = backoff::wait(photograph.tries.saturating_add(1), self.entropy);
        let retry_at = later(self.now, wait).unwrap_or(self.now);
        Effect::DelayPhotograph {
            photograph: photograph.id,
            retry_at,
        }
    }
}

/// Whether an operation came before the one in front of it.
fn is_too_early(answer: &Answer) -> bool {
    matches!(answer, Answer::Refused(refused) if refused.code == Code::OutOfOrder)
}

/// Whether a code speaks of the device rather than of what it sent.
pub(super) fn is_about_device(code: Code) -> bool {
    matches!(
        code,
        Code::DeviceRevoked | Code::WrongToken | Code::RegistrationInvalid
    )
}
