//! When something happens, and by which rules: all that a decision about a case may depend on
//! besides the case itself.

use std::sync::Arc;

use jiff::Timestamp;

use super::placement::Rules;

/// When something happens, and by which rules.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When, by the server's clock.
    pub now: Timestamp,
    /// Communes, catalogue, calendar and units, as they hold then.
    pub rules: Arc<Rules>,
}

impl Moment {
    /// A moment with the rules that hold then.
    #[must_use]
    pub fn new(now: Timestamp, rules: Arc<Rules>) -> Self {
        Self { now, rules }
    }

    /// A moment with the rules that this build carries.
    #[must_use]
    pub fn bundled(now: Timestamp) -> Self {
        Self::new(now, Arc::new(Rules::bundled()))
    }
}
