//! A report, from the first draft to what its person reads about it.
//!
//! A draft is saved at every change and keeps its id when it is submitted. Whether it can be sent
//! is decided by [`problems`](fn@problems), field by field. How far a report has come is two axes that never
//! mix: [`Delivery`] is the phone's, the case's state ([`crate::status::CaseView`]) the server's.

mod acts;
mod delivery;
mod draft;
mod problems;
mod questions;
mod view;

pub use acts::Act;
pub(crate) use acts::{Standing, acts};
pub use delivery::{Delivery, delivery};
pub use draft::{Draft, DraftEdit, PhotographView, PlaceEdit, Whereabouts, whereabouts};
pub use problems::{Field, Problem, problems};
pub use questions::{AnsweredQuestion, AskedQuestion, questions, said};
pub(crate) use questions::{answer, sent};
pub use view::{Parked, ParkedThing, Rating, ReportSummary, ReportView, WayOut, parked, summary};
