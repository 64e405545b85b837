//! A page of settings: its parts, what is said above them, and a form that comes back with what was
//! typed and what is wrong with it.
//!
//! Every page is the same few parts, so that each label, hint and error is tied to its field in one
//! place: the template `settings.html`.

mod parts;

use askama::Template;
use axum::{http::StatusCode, response::Response};

pub(super) use self::parts::{
    Button, Cell, Choice, Content, Field, FieldKind, Form, Group, Link, Row, Section, Table,
};
use super::typed::Typed;
use crate::{
    console::{
        failure::Failure,
        page::{Frame, render},
        session::Desk,
        texts::{Texts, fill},
    },
    settings::{Invalid, Why},
};

/// What is said above a page.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) is_bad: bool,
    pub(super) title: Option<&'static str>,
    pub(super) text: String,
    pub(super) link: Option<Link>,
}

impl Notice {
    /// What an address says was done before: `?said=saved`.
    pub(super) fn said(said: &str, desk: &Desk) -> Option<Self> {
        let t = &desk.texts().settings;
        let text = match said {
            "saved" => t.saved,
            "reckoned" => t.reckoned,
            _ => return None,
        };
        Some(Self {
            is_bad: false,
            title: None,
            text: text.to_owned(),
            link: None,
        })
    }
}

#[derive(Debug, Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    rooms: Vec<Tab>,
    address: String,
    version: u32,
    notice: Option<Notice>,
    content: Content,
}

/// A way to another room.
#[derive(Debug)]
pub(super) struct Tab {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) current: bool,
}

/// A form that comes back: what was typed, and why.
#[derive(Debug)]
pub(super) struct Again {
    pub(super) what: String,
    pub(super) typed: Typed,
    pub(super) why: AgainWhy,
}

#[derive(Debug)]
pub(super) enum AgainWhy {
    /// A field is wrong.
    Invalid(Invalid),
    /// Somebody else was sooner; what they did, in words.
    Changed(Notice),
    /// It may not be.
    Refused(&'static str),
    /// Its session had ended: it waits to be sent again.
    NotSent(&'static str),
    /// This session didn't send it: it waits likewise.
    NotOurs(&'static str),
}

/// Renders a room.
pub(super) fn show(
    frame: Frame,
    rooms: Vec<Tab>,
    version: u32,
    mut content: Content,
    notice: Option<Notice>,
    again: Option<Again>,
) -> Result<Response, Failure> {
    let (status, notice) = match again {
        None => (StatusCode::OK, notice),
        Some(again) => {
            let status = match &again.why {
                AgainWhy::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
                AgainWhy::Changed(_) => StatusCode::CONFLICT,
                AgainWhy::Refused(_) | AgainWhy::NotOurs(_) => StatusCode::FORBIDDEN,
                AgainWhy::NotSent(_) => StatusCode::OK,
            };
            (status, Some(put_back(&mut content, again, frame.texts)))
        }
    };
    let page = SettingsPage {
        address: frame.here.clone(),
        frame,
        rooms,
        version,
        notice,
        content,
    };
    render(status, &page)
}

/// Puts what was typed into the form that it came from, and says why it is there again.
fn put_back(content: &mut Content, again: Again, texts: &'static Texts) -> Notice {
    let mut forms = content.sections.iter_mut().flat_map(|s| &mut s.forms);
    let form = forms.find(|form| form.what == again.what);
    let mut is_told = false;
    if let Some(form) = form {
        let filled = std::mem::take(form).filled(&again.typed);
        *form = filled;
        if let AgainWhy::Invalid(invalid) = &again.why {
            is_told = form.blamed(invalid, texts);
        }
    }
    let t = &texts.settings;
    let (title, text) = match again.why {
        AgainWhy::Changed(notice) => return notice,
        AgainWhy::NotSent(why) | AgainWhy::NotOurs(why) => {
            return Notice {
                is_bad: false,
                title: None,
                text: why.to_owned(),
                link: None,
            };
        }
        AgainWhy::Refused(why) => (t.not_saved, why.to_owned()),
        AgainWhy::Invalid(_) if is_told => (t.not_saved, t.see_fields.to_owned()),
        AgainWhy::Invalid(invalid) => (t.not_saved, in_words(&invalid.why, texts)),
    };
    Notice {
        is_bad: true,
        title: Some(title),
        text,
        link: None,
    }
}

/// What is wrong, in the reader's language.
pub(super) fn in_words(why: &Why, texts: &'static Texts) -> String {
    let t = &texts.wrong;
    match why {
        Why::Empty => t.empty.to_owned(),
        Why::TooLong(most) => fill(&t.too_long, &[("limit", most)]),
        Why::TooShort(least) => fill(&t.too_short, &[("limit", least)]),
        Why::NotACode => t.not_a_code.to_owned(),
        Why::Taken => t.taken.to_owned(),
        Why::UnknownUnit => t.unknown_unit.to_owned(),
        Why::UnknownCategory => t.unknown_category.to_owned(),
        Why::UnknownCommune => t.unknown_commune.to_owned(),
        Why::Unknown => t.unknown.to_owned(),
        Why::Needed => t.needed.to_owned(),
        Why::TooMany(most) => fill(&t.too_many, &[("limit", most)]),
        Why::NotADate => t.not_a_date.to_owned(),
        Why::WorkedAnyway => t.worked_anyway.to_owned(),
        Why::NotOff => t.not_off.to_owned(),
        Why::WorkedFor => t.worked_for.to_owned(),
        Why::NotANumber(first, last) => fill(&t.not_a_number, &[("first", first), ("last", last)]),
        Why::Placeholder(text) => fill(&t.placeholder, &[("text", text)]),
        Why::EmergencyNumber => t.emergency_number.to_owned(),
        Why::NoChoice => t.no_choice.to_owned(),
        Why::NotAnAddress => t.not_an_address.to_owned(),
        Why::Contradiction(_) => t.contradiction.to_owned(),
    }
}
