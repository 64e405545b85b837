//! The rooms of the store, a trait each: whoever needs one of them can ask for no more.

mod accounts;
mod cases;
mod intake;
mod notices;
mod phones;
mod promises;
mod roots;
mod sessions;
mod settlements;
mod uploads;

pub use accounts::Accounts;
pub use cases::Cases;
pub use intake::Intake;
pub use notices::Notices;
pub use phones::Phones;
pub use promises::{Foreseen, Promises, Reckoned};
pub use roots::Roots;
pub use sessions::Sessions;
pub use settlements::Settlements;
pub use uploads::Uploads;
