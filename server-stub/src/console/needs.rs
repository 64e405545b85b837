//! What is wrong with a form of a case, in words, and at which of its fields.

use langnghe_wire::{Code, limits, text};

use super::{
    form::{self, Unfit},
    session::Desk,
    steps::{Problem, Wrong},
    texts::{NeedsTexts, fill},
    typed::Typed,
};
use crate::case::Lack;

/// The words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(&'static NeedsTexts);

impl Words {
    pub(super) fn of(desk: &Desk) -> Self {
        Self(&desk.texts().needs)
    }

    /// A field that can't be read as anything.
    pub(super) fn wrong(self, wrong: Wrong) -> Problem {
        let Self(t) = self;
        let (field, text) = match wrong {
            Wrong::Unit => ("unit", t.unit),
            Wrong::User => ("user", t.user),
            Wrong::Level => ("level", t.level),
            Wrong::Remedy => ("remedy", t.remedy),
            Wrong::Into => ("into", t.into),
            Wrong::Unknown => ("text", t.empty),
        };
        Problem::at(field, text)
    }

    /// Something that has to be said and isn't.
    pub(super) fn lack(self, lack: Lack) -> Problem {
        let Self(t) = self;
        let (field, text) = match lack {
            Lack::Belongs => ("belongs", t.belongs),
            Lack::OtherUnit => ("unit", t.other_unit),
            Lack::UnitNotConcerned => ("unit", t.unit_not_concerned),
            Lack::Cause => ("cause", t.cause),
            Lack::Proof => ("without_photograph", t.proof),
        };
        Problem::at(field, text)
    }

    /// A limit of the protocol that is broken.
    pub(super) fn content(self, code: Code, typed: &Typed) -> Problem {
        let Self(t) = self;
        match code {
            Code::TextTooLong => {
                let limit = [("limit", &limits::TEXT_CHARACTERS as _)];
                Problem::at(longest(typed), fill(&t.too_long, &limit))
            }
            _ => Problem::at("text", t.empty),
        }
    }

    /// More than any form may have.
    pub(super) fn too_large(self, typed: &Typed) -> Problem {
        let Self(t) = self;
        let limit = [("limit", &limits::TEXT_CHARACTERS as _)];
        Problem::at(longest(typed), fill(&t.too_large, &limit))
    }

    /// Photographs that can't be taken.
    pub(super) fn unfit(self, unfit: Unfit) -> Problem {
        let Self(t) = self;
        let text = match unfit {
            Unfit::TooMany => fill(
                &t.photographs_many,
                &[("limit", &limits::RESULT_PHOTOGRAPHS)],
            ),
            Unfit::TooLarge(n) => fill(
                &t.photograph_large,
                &[("n", &n), ("megabytes", &form::PICTURE_MEGABYTES)],
            ),
            Unfit::Unreadable(n) => fill(&t.photograph_unreadable, &[("n", &n)]),
        };
        Problem::at("photographs", text)
    }
}

/// The field in which most stands.
fn longest(typed: &Typed) -> &'static str {
    typed
        .iter()
        .max_by_key(|(_, value)| text::characters(value))
        .map_or("text", |(name, _)| name)
}

impl Problem {
    fn at(field: &'static str, text: impl Into<String>) -> Self {
        Self {
            field,
            text: text.into(),
        }
    }
}
