//! The days that people were promised, when the calendar or the terms change.

use async_trait::async_trait;

use super::super::StoreError;
use crate::{case::Moment, settings::OpenToo};

/// The days that people were promised, when the calendar or the terms change.
#[async_trait]
pub trait Promises {
    /// Reckons the dates of some open cases anew that wait for it, in one short transaction. What
    /// waits is kept with the settings: nothing is lost that is broken off, and nothing is done
    /// twice.
    async fn reckon(&self, moment: Moment) -> Result<Reckoned, StoreError>;

    /// Which open cases behind a place would get other dates by the rules of a moment, which
    /// needn't hold yet: by its calendar, or by terms that are to hold for them too. Looks at some.
    async fn foresee(
        &self,
        terms: Option<OpenToo>,
        behind: Option<u64>,
        moment: Moment,
    ) -> Result<Foreseen, StoreError>;
}

/// What a step came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reckoned {
    /// How many cases have other dates now.
    pub moved: usize,
    /// Whether more may wait.
    pub more: bool,
}

/// What a look at some cases came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Foreseen {
    /// How many would have other dates.
    pub moved: usize,
    /// Behind which place to look on, if there is more.
    pub next: Option<u64>,
}
