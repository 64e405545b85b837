//! Where a report belongs, what it is about, and by when it is answered.
//!
//! Three questions, each answered without a network, a disk or a clock, from data that is
//! compiled in and can be replaced by newer data from a server:
//!
//! 1. **Which commune?** [`Communes::locate`] finds it from a position, [`Communes::search`] from
//!    what a person types: today's name or the one before July 2025, with or without accents.
//! 2. **What is it about?** [`Catalogue`] holds the categories, their ready sentences, the terms
//!    and the text of consent.
//! 3. **By when?** [`deadline`](deadline::deadline) counts the terms of a category over the
//!    [`WorkingCalendar`]: weekends, Tết, swapped days.
//!
//! Bundled data is tested, so the `bundled()` functions don't fail. Data that comes from
//! elsewhere goes through `parse`, meets a limit on its size before any work, and fails with a
//! typed error; the caller keeps what it had.

mod boundary;
pub mod calendar;
pub mod catalogue;
pub mod category;
pub mod commune;
pub mod deadline;
mod fold;
pub mod locate;
pub mod question;
pub mod search;
mod text;

pub use calendar::{CalendarError, WorkingCalendar, date_in_vietnam};
pub use catalogue::{Catalogue, CatalogueError};
pub use category::{Category, Level, Term, TermUnit, Terms};
pub use commune::{Commune, CommuneKind, Communes, CommunesError, FormerName, Position};
pub use deadline::{Clocks, DeadlineError, Due, deadline, deadline_at_level};
pub use fold::fold;
pub use locate::{Located, PositionError};
pub use search::{Match, MatchedName};
pub use text::Text;
