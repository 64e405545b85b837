//! The officers' console over a real socket, in front of the real store.

#![allow(
    clippy::unwrap_used,
    reason = "a panic is how a test fails, in what it stands on too"
)]

mod act;
mod answers;
mod case;
mod communes;
mod desk;
mod doubles;
mod erased;
mod forwarded;
mod guard;
mod intake;
mod kept;
mod life;
mod list;
mod own_password;
mod public;
mod results;
mod settings;
mod sign_in;
mod together;
mod work;
