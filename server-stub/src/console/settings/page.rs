//! What a page of settings is made of: tables, and forms whose fields say what is wrong with them.
//!
//! Every page is the same few parts, so that each label, hint and error is tied to its field in one
//! place: the template `settings.html`.

use askama::Template;
use axum::{http::StatusCode, response::Response};

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

/// What a room has to show.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) sections: Vec<Section>,
}

/// A part of a page.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// For links that lead to it.
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) lead: Option<String>,
    pub(super) table: Option<Table>,
    pub(super) forms: Vec<Form>,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// What stands there instead of no rows.
    pub(super) empty: &'static str,
}

impl Table {
    /// What stands over a column; none over the last, where it is said what can be done.
    fn head_of(&self, column: &usize) -> Option<&'static str> {
        self.head.get(*column).copied()
    }
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) links: Vec<Link>,
    pub(super) buttons: Vec<Button>,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Whether it is Vietnamese whatever the page's language.
    pub(super) vi: bool,
    /// Stands out: "tạm tính", "ngừng".
    pub(super) mark: Option<&'static str>,
}

impl Cell {
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn vi(text: impl Into<String>) -> Self {
        Self {
            vi: true,
            ..Self::of(text)
        }
    }

    pub(super) fn marked(mut self, mark: Option<&'static str>) -> Self {
        self.mark = mark;
        self
    }
}

/// A way to another page; what it is about is read aloud behind its text.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) text: &'static str,
    pub(super) about: String,
    pub(super) address: String,
}

/// A form that is one button.
#[derive(Debug)]
pub(super) struct Button {
    pub(super) what: &'static str,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) text: &'static str,
    pub(super) about: String,
}

#[derive(Debug, Default)]
pub(super) struct Form {
    /// What it does: `do`.
    pub(super) what: &'static str,
    /// Told apart from others that do the same on one page, in the ids of fields.
    pub(super) id: String,
    pub(super) title: Option<String>,
    /// `get` for what only asks.
    pub(super) asks: bool,
    pub(super) groups: Vec<Group>,
    pub(super) hidden: Vec<(&'static str, String)>,
    /// What was typed before, in a form that only asks whether it is wanted.
    pub(super) carried: Vec<(String, String)>,
    pub(super) send: &'static str,
    /// Where one goes who doesn't want it after all.
    pub(super) cancel: Option<String>,
    /// Whether a line says why it is done.
    pub(super) note: Option<Field>,
}

/// Fields that belong together.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) legend: Option<&'static str>,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    pub(super) kind: FieldKind,
    pub(super) error: Option<String>,
    /// The language that is typed in.
    pub(super) lang: Option<&'static str>,
    pub(super) required: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FieldKind {
    Line,
    Date,
    Number,
    Email,
    Password,
    Area,
    Check,
    Choice(Vec<Choice>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
}

impl Choice {
    pub(super) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

impl Field {
    pub(super) fn new(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            hint: None,
            value: String::new(),
            kind: FieldKind::Line,
            error: None,
            lang: None,
            required: false,
        }
    }

    /// Typed in Vietnamese, and needed.
    pub(super) fn vi(name: &'static str, label: &'static str) -> Self {
        Self {
            lang: Some("vi"),
            required: true,
            ..Self::new(name, label)
        }
    }

    /// Typed in English.
    pub(super) fn en(name: &'static str, label: &'static str) -> Self {
        Self {
            lang: Some("en"),
            ..Self::new(name, label)
        }
    }

    pub(super) fn kind(mut self, kind: FieldKind) -> Self {
        self.kind = kind;
        self
    }

    pub(super) fn choice(self, choices: Vec<Choice>) -> Self {
        self.kind(FieldKind::Choice(choices))
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    // What the template asks of a field's kind.

    pub(super) fn input_type(&self) -> &'static str {
        match self.kind {
            FieldKind::Date => "date",
            FieldKind::Number => "number",
            FieldKind::Email => "email",
            FieldKind::Password => "password",
            _ => "text",
        }
    }

    pub(super) fn choices(&self) -> &[Choice] {
        match &self.kind {
            FieldKind::Choice(choices) => choices,
            _ => &[],
        }
    }

    pub(super) fn is_choice(&self) -> bool {
        matches!(self.kind, FieldKind::Choice(_))
    }

    pub(super) fn is_area(&self) -> bool {
        self.kind == FieldKind::Area
    }

    pub(super) fn is_check(&self) -> bool {
        self.kind == FieldKind::Check
    }

    /// The ids of what describes it.
    pub(super) fn described(&self, form: &Form) -> String {
        let id = |part: &str| format!("{}-{}-{part}", form.id, self.name);
        let hint = self.hint.as_ref().map(|_| id("hint"));
        let error = self.error.as_ref().map(|_| id("error"));
        let ids: Vec<String> = error.into_iter().chain(hint).collect();
        ids.join(" ")
    }
}

impl Form {
    /// Every field, the note's too.
    fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let fields = self.groups.iter_mut().flat_map(|group| &mut group.fields);
        fields.chain(&mut self.note)
    }

    /// With what stands in its fields.
    pub(super) fn filled(mut self, with: &Typed) -> Self {
        for field in self.fields_mut() {
            field.value = with.get(field.name).to_owned();
        }
        self
    }

    /// With what is wrong with one of them. A fault that is in none of them stands above the form.
    fn blamed(&mut self, invalid: &Invalid, texts: &'static Texts) -> bool {
        let why = in_words(&invalid.why, texts);
        match self.fields_mut().find(|field| field.name == invalid.field) {
            Some(field) => {
                field.error = Some(why);
                true
            }
            None => false,
        }
    }
}

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
