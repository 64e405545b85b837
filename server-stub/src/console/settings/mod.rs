//! What coordinators settle, page by page: `/console/settings/…`, for coordinators and admins.
//!
//! ```text
//! GET  ─▶ Room::content: tables and forms ─▶ settings.html
//! POST ─▶ Room::edit: which edit, how far it reaches ─▶ may they? ─▶ RulesBook::settle ─▶ redirect
//!                                                        │ no         │ wrong, or somebody was sooner
//!                                                        ▼            ▼
//!                                                       403        the page again, with what was typed
//! ```
//!
//! A room is a page over one document. Forms work without any script, each edit is one form, and
//! each form carries the version that its writer saw.

mod ahead;
mod calendar;
mod categories;
mod history;
mod kept;
mod officers;
mod page;
mod routing;
mod templates;
mod terms;
mod typed;
mod units;

use std::sync::Arc;

use axum::{
    Router,
    extract::{FromRequest as _, FromRequestParts, Query, Request, State},
    http::request::Parts,
    response::{IntoResponse as _, Redirect, Response},
    routing::get,
};
use jiff::Timestamp;
use langnghe_places::{Catalogue, Communes, Text};
use langnghe_wire::words::{Language, Words};

pub(super) use self::kept::Kept;
use self::{
    page::{Again, AgainWhy, Choice, Content, Link, Notice, Tab},
    typed::Typed,
};
use super::{
    failure::Failure,
    session::Desk,
    texts::{Texts, fill},
    time::moment,
};
use crate::{
    case::placement::Rules,
    identity::User,
    settings::{
        Ahead, Document, Invalid, Kind, OpenToo, SettleError, Wish,
        right::{Reach, may_look, may_settle},
    },
    state::App,
};

/// Characters of the line that says why something was settled.
const NOTE: usize = 300;

/// The addresses of settings.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/console/settings",
            get(|| async { Redirect::to(history::ADDRESS) }),
        )
        .route(units::Units::ADDRESS, room::<units::Units>())
        .route(routing::Routing::ADDRESS, room::<routing::Routing>())
        .route(terms::Terms::ADDRESS, room::<terms::Terms>())
        .route(calendar::Calendar::ADDRESS, room::<calendar::Calendar>())
        .route(
            categories::Categories::ADDRESS,
            room::<categories::Categories>(),
        )
        .route(
            templates::Templates::ADDRESS,
            room::<templates::Templates>(),
        )
        .route(
            officers::ADDRESS,
            get(officers::look).post(officers::settle),
        )
        .route(history::ADDRESS, get(history::look).post(history::go_back))
}

fn room<R: Room>() -> axum::routing::MethodRouter<App> {
    get(look::<R>).post(settle::<R>)
}

/// A page over one document.
trait Room: 'static {
    /// The document.
    const KIND: Kind;
    /// Where the page is.
    const ADDRESS: &'static str;

    /// What the page shows.
    fn content(view: &View<'_>) -> Content;

    /// What a form of the page does; none if no form of the page does that.
    fn edit(what: &str, typed: &Typed, now: Timestamp) -> Result<Option<Edit>, Failure>;
}

/// What an edit makes of the rules that hold.
type Make = dyn FnOnce(&Rules) -> Result<Document, Invalid> + Send;

/// Something that is to be settled.
struct Edit {
    /// How far it reaches.
    reach: Reach,
    make: Box<Make>,
    /// Terms in it that hold for what is open already.
    open_too: Option<OpenToo>,
    /// What the page is asked for afterwards.
    then: String,
}

impl Edit {
    fn new(
        reach: Reach,
        make: impl FnOnce(&Rules) -> Result<Document, Invalid> + Send + 'static,
    ) -> Self {
        Self {
            reach,
            make: Box::new(make),
            open_too: None,
            then: String::new(),
        }
    }

    /// Leads back to where the next one is made.
    fn then(self, asked: &str) -> Self {
        Self {
            then: format!("{asked}&"),
            ..self
        }
    }

    /// Holds for what is open already, too.
    fn open_too(self, open_too: Option<OpenToo>) -> Self {
        Self { open_too, ..self }
    }

    /// Of the whole province.
    fn of_all(make: impl FnOnce(&Rules) -> Result<Document, Invalid> + Send + 'static) -> Self {
        Self::new(Reach::Province, make)
    }
}

/// All that a page is made of.
struct View<'a> {
    rules: &'a Rules,
    user: &'a User,
    texts: &'static Texts,
    language: Language,
    /// What the address asks for.
    asked: &'a Typed,
    now: Timestamp,
}

impl View<'_> {
    /// Whether whoever looks may settle what reaches so far.
    fn may(&self, reach: &Reach) -> bool {
        may_settle(self.user, reach)
    }

    fn words<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(self.language)
    }

    fn text<'w>(&self, text: &'w Text) -> &'w str {
        match self.language {
            Language::Vietnamese => &text.vi,
            Language::English => &text.en,
        }
    }

    /// A category's name, or that it is any.
    fn category(&self, code: Option<&str>) -> String {
        let Some(code) = code else {
            return self.texts.settings.any_category.to_owned();
        };
        let category = self.rules.catalogue.category(code);
        category.map_or_else(|| code.to_owned(), |c| self.text(&c.name).to_owned())
    }

    /// A commune's name, or that it is any.
    fn commune(&self, code: Option<&str>) -> String {
        let Some(code) = code else {
            return self.texts.settings.any_commune.to_owned();
        };
        let commune = self.rules.communes.by_code(code);
        commune.map_or_else(|| code.to_owned(), |commune| commune.name.clone())
    }

    /// A line that says why.
    fn note(&self) -> Option<page::Field> {
        let t = &self.texts.settings;
        Some(page::Field::new("note", t.note).hint(t.note_hint))
    }
}

/// Every category, to be chosen from.
fn categories(catalogue: &Catalogue, view: &View<'_>) -> Vec<Choice> {
    let all = catalogue.categories.iter();
    all.map(|c| Choice::new(&c.code, view.text(&c.name)))
        .collect()
}

/// Every commune, to be chosen from, by name.
fn communes(communes: &Communes) -> Vec<Choice> {
    let mut all: Vec<_> = communes.all().iter().collect();
    all.sort_by_key(|commune| langnghe_places::fold(&commune.name));
    all.iter()
        .map(|commune| Choice::new(&commune.code, &commune.name))
        .collect()
}

/// A coordinator or an admin at work; others are told that this isn't theirs.
struct Settler(Desk);

impl FromRequestParts<App> for Settler {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &App) -> Result<Self, Failure> {
        let desk = Desk::from_request_parts(parts, state).await?;
        match may_look(desk.user()) {
            true => Ok(Self(desk)),
            false => Err(Failure::Forbidden),
        }
    }
}

async fn look<R: Room>(
    State(state): State<App>,
    Settler(desk): Settler,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let mut typed = Typed::default();
    for (name, value) in asked {
        typed.set(&name, value);
    }
    let notice = Notice::said(typed.get("said"), &desk);
    show::<R>(&state, &desk, &typed, notice, None)
}

async fn settle<R: Room>(
    State(state): State<App>,
    settler: Result<Settler, Failure>,
    request: Request,
) -> Result<Response, Failure> {
    let desk = match settler {
        Ok(Settler(desk)) => desk,
        Err(Failure::SignedOut { .. }) => return kept::ask(&state, R::ADDRESS, request).await,
        Err(failure) => return Err(failure),
    };
    let typed = Typed::from_request(request, &state).await?;
    if !desk.has_sent(typed.get("csrf")) {
        return unsent::<R>(&state, &desk, typed);
    }
    let written = typed.written();
    let answer = settle_typed::<R>(&state, &desk, typed).await;
    answer.map_err(|failure| failure.keeping(written))
}

/// A form that this session didn't send: there again, to be sent from a page of this session.
fn unsent<R: Room>(state: &App, desk: &Desk, typed: Typed) -> Result<Response, Failure> {
    if typed.written().is_empty() {
        return Err(Failure::Forbidden);
    }
    let what = typed.get("do").to_owned();
    let why = AgainWhy::NotOurs(desk.texts().sign_in.go_on);
    again::<R>(state, desk, what, typed, why)
}

async fn settle_typed<R: Room>(
    state: &App,
    desk: &Desk,
    typed: Typed,
) -> Result<Response, Failure> {
    let what = typed.get("do").to_owned();
    let now = state.clock.now();
    let mut edit = R::edit(&what, &typed, now)?.ok_or(Failure::Malformed)?;
    if !may_settle(desk.user(), &edit.reach) {
        let why = AgainWhy::Refused(desk.texts().settings.not_yours);
        return again::<R>(state, desk, what, typed, why);
    }
    let seen = typed.number("version")?;
    let moves = ahead::may_move(R::KIND, edit.open_too.as_ref());
    let rules = state.rules.current();
    if moves && !typed.is_sure() && seen == rules.version(R::KIND) {
        if let Ok(document) = (edit.make)(&rules)
            && let Some(ahead) = ahead::of(state, &rules, document, edit.open_too).await?
        {
            return ask::<R>(state, desk, ahead, &what, &typed);
        }
        // Nothing follows for open cases, or it can't be: settled, or said so, as ever.
        edit = R::edit(&what, &typed, now)?.ok_or(Failure::Malformed)?;
    }
    let wish = Wish {
        open_too: edit.open_too,
        by: desk.user().clone(),
        kind: R::KIND,
        seen,
        note: note(typed.get("note")),
        now,
    };
    match state.rules.settle(&state.store, wish, edit.make).await {
        Ok(()) => {
            let said = match typed.is_sure() {
                true => "reckoned",
                false => "saved",
            };
            if moves {
                state.settled.notify_one();
            }
            let address = format!("{}?{}said={said}", R::ADDRESS, edit.then);
            Ok(Redirect::to(&address).into_response())
        }
        Err(SettleError::Invalid(invalid)) => {
            again::<R>(state, desk, what, typed, AgainWhy::Invalid(invalid))
        }
        Err(SettleError::Changed) => {
            let notice = overtaken(state, desk, R::KIND).await?;
            again::<R>(state, desk, what, typed, AgainWhy::Changed(notice))
        }
        Err(SettleError::Store(error)) => Err(error.into()),
    }
}

/// The page again, with the form as it was filled in.
fn again<R: Room>(
    state: &App,
    desk: &Desk,
    what: String,
    typed: Typed,
    why: AgainWhy,
) -> Result<Response, Failure> {
    // The form that was open is open again.
    let mut asked = typed.clone();
    let edit = typed.get("edit").to_owned();
    asked.set("edit", edit);
    let again = Again { what, typed, why };
    show::<R>(state, desk, &asked, None, Some(again))
}

fn show<R: Room>(
    state: &App,
    desk: &Desk,
    asked: &Typed,
    notice: Option<Notice>,
    again: Option<Again>,
) -> Result<Response, Failure> {
    let rules: Arc<Rules> = state.rules.current();
    let view = View {
        rules: &rules,
        user: desk.user(),
        texts: desk.texts(),
        language: desk.language,
        asked,
        now: state.clock.now(),
    };
    let content = R::content(&view);
    let version = rules.version(R::KIND);
    let frame = desk.frame(state, R::ADDRESS);
    let tabs = tabs(R::ADDRESS, desk.texts());
    page::show(frame, tabs, version, content, notice, again)
}

/// How many open cases would get other dates, and whether that is wanted.
fn ask<R: Room>(
    state: &App,
    desk: &Desk,
    ahead: Ahead,
    what: &str,
    typed: &Typed,
) -> Result<Response, Failure> {
    let rules = state.rules.current();
    let content = R::content(&View {
        rules: &rules,
        user: desk.user(),
        texts: desk.texts(),
        language: desk.language,
        asked: typed,
        now: state.clock.now(),
    });
    let cancel = R::ADDRESS.to_owned();
    let content = ahead::asked(&content, ahead, (what, typed), cancel, desk.texts());
    let frame = desk.frame(state, R::ADDRESS);
    let tabs = tabs(R::ADDRESS, desk.texts());
    page::show(frame, tabs, rules.version(R::KIND), content, None, None)
}

/// Who was sooner, and where to see what they did.
async fn overtaken(state: &App, desk: &Desk, kind: Kind) -> Result<Notice, Failure> {
    let t = &desk.texts().settings;
    let newest = state.store.settlements(kind, u32::MAX, 1).await?;
    let text = newest.first().map_or_else(String::new, |settlement| {
        let when = moment(settlement.at, desk.language);
        fill(&t.changed_by, &[("name", &settlement.by), ("when", &when)])
    });
    Ok(Notice {
        is_bad: true,
        title: Some(t.changed),
        text,
        link: Some(Link {
            text: t.changed_see,
            about: String::new(),
            address: format!("{}?kind={kind}", history::ADDRESS),
        }),
    })
}

fn tabs(here: &'static str, texts: &'static Texts) -> Vec<Tab> {
    let t = &texts.settings;
    [
        (t.history, history::ADDRESS),
        (t.units, units::Units::ADDRESS),
        (t.routing, routing::Routing::ADDRESS),
        (t.terms, terms::Terms::ADDRESS),
        (t.officers, officers::ADDRESS),
        (t.categories, categories::Categories::ADDRESS),
        (t.templates, templates::Templates::ADDRESS),
        (t.calendar, calendar::Calendar::ADDRESS),
    ]
    .map(|(name, address)| Tab {
        name,
        address,
        current: address == here,
    })
    .into()
}

/// Why, as far as it fits: nobody's edit fails for it.
fn note(typed: &str) -> String {
    let line = langnghe_wire::text::normalised(typed);
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").chars().take(NOTE).collect()
}
