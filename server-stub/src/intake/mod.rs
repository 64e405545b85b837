//! Reports that officers enter: by telephone, in person, on paper, or from another system.
//!
//! They become cases like any other, with the same placement, clocks and doubles. Whose they are
//! is a reporter without a device: nobody pulls what happens to them, and the caller follows the
//! case by its reference. How to reach the caller goes to the identity tables and nowhere else.
//!
//! The form carries the report's id from the start, so that a form that is sent twice makes one
//! report.

use langnghe_wire::{Filing, ReportId};

use crate::case::{Origin, decide::Contact, placement::Placement};

/// A report as an officer took it down.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The report's id, which the form carried.
    pub report: ReportId,
    /// What was reported. Its photographs are files already.
    pub filing: Filing,
    /// Where it belongs.
    pub placement: Placement,
    /// By what way it came.
    pub origin: Origin,
    /// How to reach whoever reported it, if they said so.
    pub contact: Option<Contact>,
}
