//! The officers' console: pages at `/console`, made by the server, in Vietnamese and English.
//!
//! They need no script. A page is read with `GET` and changed by a form; after a form comes a
//! redirect, so that going back or reloading never sends anything twice. Scripts of our own make
//! some of them quicker to work with.
//!
//! ```text
//! request ─▶ guard (from here?) ─▶ session (who?) ─▶ list │ case_page │ photograph
//!                                        │           act ─▶ Store::act ─▶ redirect
//!                                        │               └ changed meanwhile ─▶ conflict
//!                                        └ nobody ─▶ sign_in, with what was typed (kept)
//! response ◀─ guard (rules for the browser) ◀─ failure (in words) ◀─┘
//! ```
//!
//! What somebody may see is the store's to say: every question carries who asks, and another
//! unit's case is answered like one that doesn't exist. Who reported is on no page.

mod act;
mod already;
mod answers;
mod assets;
mod case_page;
mod case_view;
mod cookie;
mod doubles;
mod failure;
mod form;
mod guard;
mod history;
mod intake;
mod kept;
mod list;
mod map;
mod needs;
mod own_password;
mod page;
mod photograph;
mod preference;
mod public;
mod results;
mod session;
mod settings;
mod sign_in;
mod steps;
pub(crate) mod texts;
mod time;
mod together;
mod typed;
mod view;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler as _,
    http::StatusCode,
    middleware::from_fn,
    response::Redirect,
    routing::{any, get, post},
};

use tower_http::compression::CompressionLayer;

use crate::state::App;

/// Bytes of a form. A text of 4,000 characters has up to 48,000, written as `%XX`; with as much
/// again, one that is somewhat too long comes back with its words instead of being cut off.
/// Forms of a case may have more: see [`form`].
const FORM_BYTES: usize = 128 * 1024;

/// Every address of the console. They are absolute; the server merges them beside its own.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/console", get(|| async { Redirect::to("/console/cases") }))
        .route(
            "/console/",
            get(|| async { Redirect::to("/console/cases") }),
        )
        .route(
            "/console/sign-in",
            get(sign_in::show)
                .post(sign_in::enter.layer(DefaultBodyLimit::max(kept::SIGN_IN_BYTES))),
        )
        .route("/console/sign-out", post(sign_in::leave))
        .route(
            own_password::ADDRESS,
            get(own_password::show).post(own_password::change),
        )
        .route("/console/language", post(preference::choose))
        .route(intake::ADDRESS, get(intake::show).post(intake::enter))
        .route("/console/intake/questions", post(intake::questions_of))
        .route("/console/intake/{report}", get(intake::receipt))
        .route("/console/cases", get(list::show))
        .route(list::communes::ADDRESS, get(list::communes::show))
        .route(together::ADDRESS, get(together::show).post(together::act))
        .route("/console/news", get(list::news::show))
        .route("/console/map", get(list::map::spots))
        .route("/console/cases/{report}/press", post(list::quick::press))
        .route(
            "/console/cases/{report}",
            get(case_page::show).post(act::act),
        )
        .route(
            "/console/cases/{report}/doubles",
            get(doubles::show).post(doubles::change),
        )
        .route(
            "/console/cases/{report}/public",
            get(public::show).post(public::change),
        )
        .route(
            "/console/cases/{report}/photographs/{sha256}",
            get(photograph::large),
        )
        .route(
            "/console/cases/{report}/thumbnails/{sha256}",
            get(photograph::small),
        )
        .merge(settings::routes())
        .route("/console/assets/{file}", get(assets::serve))
        .route(
            "/console/{*elsewhere}",
            any(|| async { StatusCode::NOT_FOUND }),
        )
}

/// What stands around all of them: rules for requests and browsers, and words for every failure.
pub(crate) fn around(routes: Router<App>) -> Router<App> {
    routes
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(from_fn(guard::same_origin))
        .layer(from_fn(failure::in_words))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard::compressed_for_ourselves))
        .layer(from_fn(guard::headers))
}
