//! Photographs of the result: what is fetched, what is kept of it, and what follows when it
//! doesn't come.
//!
//! They are fetched when nothing waits to leave, over a network over which photographs may
//! travel, and while there is room. What comes is held against what the server named before
//! anything of it is stored. What the server answers for one photograph concerns that one only:
//! it is asked for again after six hours, since an older server, or one that was restored, may
//! yet have it, and since whatever is wrong with the bytes costs the person's data each time.

use langnghe_photo::{prepare, verify_delivered};
use langnghe_wire::{Class, Code, Sha256, limits::PHOTOGRAPH_BYTES};

use super::{
    Effect, Event, Queue, QueuedResult,
    backoff::{self, UPGRADE, jittered, later},
    step::{Decide, is_about_device},
    worker::Worker,
};
use crate::{
    store::{NewPhotograph, StoreError},
    transport::{Credentials, Failure},
};

impl Worker {
    /// Fetches one photograph.
    pub(super) async fn fetch(
        &self,
        queue: &Queue,
        result: &QueuedResult,
    ) -> Result<(), StoreError> {
        let device = self.store.read(|view| view.device())?;
        let who = Credentials {
            device: device.id,
            token: device.token,
        };
        self.leaves(queue, |_| Ok(()))?;
        let answer = self.transport.photograph(&who, result.named.sha256).await;
        match answer.and_then(|jpeg| checked(result, jpeg)) {
            Ok(photograph) => {
                let photograph = &photograph;
                self.absorb(queue, Event::Fetched { result, photograph })
            }
            Err(failure) => {
                tracing::info!(%failure, "a photograph of a result did not come");
                let event = Event::FetchFailed {
                    result,
                    failure: &failure,
                };
                self.absorb(queue, event)?;
                self.shared.failed(failure);
                Ok(())
            }
        }
    }
}

/// What came, if it is what was named and keeps to the limits of every photograph; with its
/// thumbnail.
pub(super) fn checked(result: &QueuedResult, jpeg: Vec<u8>) -> Result<NewPhotograph, Failure> {
    let named = result.named;
    let unfit = |code| Failure::Problem {
        code,
        retry_after: None,
    };
    if jpeg.len() as u64 != named.bytes || Sha256::of(&jpeg) != named.sha256 {
        return Err(unfit(Code::HashMismatch));
    }
    let limit = usize::try_from(PHOTOGRAPH_BYTES).unwrap_or(usize::MAX);
    let invalid = |_| unfit(Code::PhotographInvalid);
    let verified = verify_delivered(&jpeg, limit).map_err(invalid)?;
    if (verified.width, verified.height) != (named.width, named.height) {
        return Err(unfit(Code::PhotographInvalid));
    }
    let thumbnail = prepare(&jpeg).map_err(invalid)?.thumbnail;
    Ok(NewPhotograph {
        jpeg,
        thumbnail,
        width: named.width,
        height: named.height,
    })
}

impl Decide<'_> {
    pub(super) fn after_fetch(
        &self,
        result: &QueuedResult,
        photograph: &NewPhotograph,
    ) -> Vec<Effect> {
        vec![
            Effect::Link(backoff::after_answer(&self.queue.link, self.now)),
            Effect::KeepResult {
                result: result.id,
                photograph: photograph.clone(),
            },
        ]
    }

    pub(super) fn after_failed_fetch(
        &self,
        result: &QueuedResult,
        failure: &Failure,
    ) -> Vec<Effect> {
        let Failure::Problem { code, .. } = failure else {
            return vec![self.link_down(failure)];
        };
        if is_about_device(*code) {
            return vec![self.refused(*code)];
        }
        match code.class() {
            Class::Register => vec![Effect::Registered(false)],
            Class::Transient if *code != Code::Internal => vec![self.link_down(failure)],
            Class::Transient => {
                let wait = backoff::wait(result.tries.saturating_add(1), self.entropy);
                vec![Effect::DelayResult {
                    result: result.id,
                    code: None,
                    retry_at: later(self.now, wait),
                }]
            }
            Class::Shrink
            | Class::Resume
            | Class::Upgrade
            | Class::Person
            | Class::Permanent
            | Class::Gone => vec![Effect::DelayResult {
                result: result.id,
                code: Some(*code),
                retry_at: later(self.now, jittered(UPGRADE, self.entropy)),
            }],
        }
    }
}
