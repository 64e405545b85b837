//! The parts of a page of settings: sections, tables, and forms with their fields.

use super::in_words;
use crate::{
    console::{settings::typed::Typed, texts::Texts},
    settings::Invalid,
};

/// What a room has to show.
#[derive(Debug, Default)]
pub(in super::super) struct Content {
    pub(in super::super) title: &'static str,
    pub(in super::super) lead: &'static str,
    pub(in super::super) sections: Vec<Section>,
}

/// A part of a page.
#[derive(Debug, Default)]
pub(in super::super) struct Section {
    /// For links that lead to it.
    pub(in super::super) id: &'static str,
    pub(in super::super) title: String,
    pub(in super::super) lead: Option<String>,
    pub(in super::super) table: Option<Table>,
    pub(in super::super) forms: Vec<Form>,
}

#[derive(Debug, Default)]
pub(in super::super) struct Table {
    pub(in super::super) head: Vec<&'static str>,
    pub(in super::super) rows: Vec<Row>,
    /// What stands there instead of no rows.
    pub(in super::super) empty: &'static str,
}

impl Table {
    /// What stands over a column; none over the last, where it is said what can be done.
    pub(super) fn head_of(&self, column: &usize) -> Option<&'static str> {
        self.head.get(*column).copied()
    }
}

#[derive(Debug, Default)]
pub(in super::super) struct Row {
    pub(in super::super) cells: Vec<Cell>,
    pub(in super::super) links: Vec<Link>,
    pub(in super::super) buttons: Vec<Button>,
}

#[derive(Debug, Default)]
pub(in super::super) struct Cell {
    pub(in super::super) text: String,
    /// Whether it is Vietnamese whatever the page's language.
    pub(in super::super) vi: bool,
    /// Stands out: "tạm tính", "ngừng".
    pub(in super::super) mark: Option<&'static str>,
}

impl Cell {
    pub(in super::super) fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(in super::super) fn vi(text: impl Into<String>) -> Self {
        Self {
            vi: true,
            ..Self::of(text)
        }
    }

    pub(in super::super) fn marked(mut self, mark: Option<&'static str>) -> Self {
        self.mark = mark;
        self
    }
}

/// A way to another page; what it is about is read aloud behind its text.
#[derive(Debug)]
pub(in super::super) struct Link {
    pub(in super::super) text: &'static str,
    pub(in super::super) about: String,
    pub(in super::super) address: String,
}

/// A form that is one button.
#[derive(Debug)]
pub(in super::super) struct Button {
    pub(in super::super) what: &'static str,
    pub(in super::super) hidden: Vec<(&'static str, String)>,
    pub(in super::super) text: &'static str,
    pub(in super::super) about: String,
}

#[derive(Debug, Default)]
pub(in super::super) struct Form {
    /// What it does: `do`.
    pub(in super::super) what: &'static str,
    /// Told apart from others that do the same on one page, in the ids of fields.
    pub(in super::super) id: String,
    pub(in super::super) title: Option<String>,
    /// `get` for what only asks.
    pub(in super::super) asks: bool,
    pub(in super::super) groups: Vec<Group>,
    pub(in super::super) hidden: Vec<(&'static str, String)>,
    /// What was typed before, in a form that only asks whether it is wanted.
    pub(in super::super) carried: Vec<(String, String)>,
    pub(in super::super) send: &'static str,
    /// Where one goes who doesn't want it after all.
    pub(in super::super) cancel: Option<String>,
    /// Whether a line says why it is done.
    pub(in super::super) note: Option<Field>,
}

/// Fields that belong together.
#[derive(Debug, Default)]
pub(in super::super) struct Group {
    pub(in super::super) legend: Option<&'static str>,
    pub(in super::super) fields: Vec<Field>,
}

#[derive(Debug)]
pub(in super::super) struct Field {
    pub(in super::super) name: &'static str,
    pub(in super::super) label: &'static str,
    pub(in super::super) hint: Option<String>,
    pub(in super::super) value: String,
    pub(in super::super) kind: FieldKind,
    pub(in super::super) error: Option<String>,
    /// The language that is typed in.
    pub(in super::super) lang: Option<&'static str>,
    pub(in super::super) required: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum FieldKind {
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
pub(in super::super) struct Choice {
    pub(in super::super) value: String,
    pub(in super::super) text: String,
}

impl Choice {
    pub(in super::super) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
        }
    }
}

impl Field {
    pub(in super::super) fn new(name: &'static str, label: &'static str) -> Self {
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
    pub(in super::super) fn vi(name: &'static str, label: &'static str) -> Self {
        Self {
            lang: Some("vi"),
            required: true,
            ..Self::new(name, label)
        }
    }

    /// Typed in English.
    pub(in super::super) fn en(name: &'static str, label: &'static str) -> Self {
        Self {
            lang: Some("en"),
            ..Self::new(name, label)
        }
    }

    pub(in super::super) fn kind(mut self, kind: FieldKind) -> Self {
        self.kind = kind;
        self
    }

    pub(in super::super) fn choice(self, choices: Vec<Choice>) -> Self {
        self.kind(FieldKind::Choice(choices))
    }

    pub(in super::super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(in super::super) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    // What the template asks of a field's kind.

    pub(in super::super) fn input_type(&self) -> &'static str {
        match self.kind {
            FieldKind::Date => "date",
            FieldKind::Number => "number",
            FieldKind::Email => "email",
            FieldKind::Password => "password",
            _ => "text",
        }
    }

    pub(in super::super) fn choices(&self) -> &[Choice] {
        match &self.kind {
            FieldKind::Choice(choices) => choices,
            _ => &[],
        }
    }

    pub(in super::super) fn is_choice(&self) -> bool {
        matches!(self.kind, FieldKind::Choice(_))
    }

    pub(in super::super) fn is_area(&self) -> bool {
        self.kind == FieldKind::Area
    }

    pub(in super::super) fn is_check(&self) -> bool {
        self.kind == FieldKind::Check
    }

    /// The ids of what describes it.
    pub(in super::super) fn described(&self, form: &Form) -> String {
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
    pub(in super::super) fn filled(mut self, with: &Typed) -> Self {
        for field in self.fields_mut() {
            field.value = with.get(field.name).to_owned();
        }
        self
    }

    /// With what is wrong with one of them. A fault that is in none of them stands above the form.
    pub(super) fn blamed(&mut self, invalid: &Invalid, texts: &'static Texts) -> bool {
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
