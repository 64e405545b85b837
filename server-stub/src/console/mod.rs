//! The officers' console: pages at `/console`, made by the server, in Vietnamese and English.
//!
//! No script runs in them. A page is read with `GET` and changed by a form; after a form
//! comes a redirect, so that going back or reloading never sends anything twice.
//!
//! ```text
//! request ─▶ guard (from here?) ─▶ session (who?) ─▶ list │ case_page │ photograph
//!                                                    act ─▶ Store::act ─▶ redirect
//!                                                           └ changed meanwhile ─▶ conflict
//! response ◀─ guard (rules for the browser) ◀─ failure (in words) ◀─┘
//! ```
//!
//! What somebody may see is the store's to say: every question carries who asks, and another
//! unit's case is answered like one that doesn't exist. Who reported is on no page.

mod act;
mod assets;
mod case_page;
mod cookie;
mod failure;
mod form;
mod guard;
mod history;
mod list;
mod map;
mod page;
mod photograph;
mod preference;
mod results;
mod session;
mod sign_in;
mod steps;
mod texts;
mod time;
mod view;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::from_fn,
    response::Redirect,
    routing::{any, get, post},
};

use crate::state::App;

/// Bytes of a form. A text of 4,000 characters has up to 48,000, written as `%XX`; with as much
/// again, one that is somewhat too long comes back with its words instead of being cut off.
/// Photographs of the result come on top of it: see [`form`].
const FORM_BYTES: usize = 128 * 1024;

/// Every address of the console. They are absolute; the server merges them beside its own.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/console", get(|| async { Redirect::to("/console/cases") }))
        .route(
            "/console/",
            get(|| async { Redirect::to("/console/cases") }),
        )
        .route("/console/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/console/sign-out", post(sign_in::leave))
        .route("/console/language", post(preference::choose))
        .route("/console/cases", get(list::show))
        .route(
            "/console/cases/{report}",
            get(case_page::show).post(act::act),
        )
        .route(
            "/console/cases/{report}/photographs/{sha256}",
            get(photograph::large),
        )
        .route(
            "/console/cases/{report}/thumbnails/{sha256}",
            get(photograph::small),
        )
        .route("/console/assets/{file}", get(assets::serve))
        .route(
            "/console/{*elsewhere}",
            any(|| async { StatusCode::NOT_FOUND }),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn(guard::same_origin))
        .layer(from_fn(failure::in_words))
        .layer(from_fn(guard::headers))
}
