//! The officers' console over a real socket, in front of the real store.

mod act;
mod case;
mod desk;
mod guard;
mod list;
mod sign_in;
