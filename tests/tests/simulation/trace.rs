//! What happened in a world, in order: hashed as it goes, so that two runs can be compared, and
//! its end kept, so that a failure can be read.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use langnghe_wire::Sha256;

use crate::time::Time;

/// Lines that a failure shows.
const LAST: usize = 60;

/// The trace of one world.
#[derive(Debug)]
pub(crate) struct Trace {
    time: Arc<Time>,
    began: Timestamp,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Kept {
    hash: Sha256,
    last: VecDeque<String>,
    tally: Tally,
}

/// How often each kind of thing happened.
pub(crate) type Tally = BTreeMap<&'static str, u64>;

impl Trace {
    pub(crate) fn new(time: &Arc<Time>) -> Arc<Self> {
        let kept = Kept {
            hash: Sha256::of(b""),
            last: VecDeque::new(),
            tally: Tally::new(),
        };
        Arc::new(Self {
            time: Arc::clone(time),
            began: time.now(),
            kept: Mutex::new(kept),
        })
    }

    /// Something of this kind happened.
    pub(crate) fn note(&self, kind: &'static str, what: impl std::fmt::Display) {
        let after = self.time.now().duration_since(self.began);
        let line = format!("{:>12.3} s  {kind}: {what}", after.as_secs_f64());
        let mut kept = self.kept.lock().unwrap();
        let chained = [kept.hash.as_bytes().as_slice(), line.as_bytes()].concat();
        kept.hash = Sha256::of(&chained);
        kept.last.push_back(line);
        if kept.last.len() > LAST {
            kept.last.pop_front();
        }
        *kept.tally.entry(kind).or_default() += 1;
    }

    /// The hash of all that happened.
    pub(crate) fn hash(&self) -> Sha256 {
        self.kept.lock().unwrap().hash
    }

    /// How often each kind happened.
    pub(crate) fn tally(&self) -> Tally {
        self.kept.lock().unwrap().tally.clone()
    }

    /// The end of it.
    pub(crate) fn end(&self) -> String {
        let kept = self.kept.lock().unwrap();
        kept.last.iter().cloned().collect::<Vec<_>>().join("\n")
    }
}
