//! The store's traits for SQLite, a file each: what the writer runs, what a reader runs, and what
//! both do one after the other. How it is done stands in the modules beside this one.

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
