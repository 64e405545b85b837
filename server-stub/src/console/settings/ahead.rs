//! Before something is saved by which dates move that people were promised: how many, and whether
//! that is wanted. The page carries what was typed, so that nothing is kept anywhere meanwhile.

use super::{
    page::{Content, Form, Section},
    typed::{SURE, Typed},
};
use crate::{
    case::placement::Rules,
    console::{
        failure::Failure,
        texts::{Texts, fill},
    },
    settings::{Ahead, Document, Kind, OpenToo, foresee},
    state::App,
};

/// Whether dates of open cases may move when such a document is settled.
pub(super) fn may_move(kind: Kind, open_too: Option<&OpenToo>) -> bool {
    kind == Kind::Calendar || open_too.is_some()
}

/// How many open cases would get other dates if a document were settled; none if it can't be, which
/// settling it says.
pub(super) async fn of(
    state: &App,
    rules: &Rules,
    document: Document,
    open_too: Option<OpenToo>,
) -> Result<Option<Ahead>, Failure> {
    let kind = document.kind();
    if document == rules.document(kind) {
        return Ok(None);
    }
    let Ok(next) = rules.with(document, rules.version(kind) + 1) else {
        return Ok(None);
    };
    let ahead = foresee(state, next, open_too).await?;
    Ok(Some(ahead).filter(|ahead| ahead.cases > 0))
}

/// The question in the place of the page's tables and forms.
pub(super) fn asked(
    content: &Content,
    ahead: Ahead,
    (what, typed): (&str, &Typed),
    cancel: String,
    texts: &'static Texts,
) -> Content {
    let t = &texts.settings;
    let text = match ahead.or_more {
        true => &t.ahead_or_more,
        false => &t.ahead,
    };
    let mut carried = typed.carried();
    carried.push(("do".to_owned(), what.to_owned()));
    let form = Form {
        id: SURE.to_owned(),
        hidden: vec![(SURE, "yes".to_owned())],
        carried,
        send: t.ahead_send,
        cancel: Some(cancel),
        ..Form::default()
    };
    Content {
        title: content.title,
        lead: content.lead,
        sections: vec![Section {
            id: "ahead",
            title: fill(text, &[("n", &ahead.cases)]),
            lead: Some(t.ahead_lead.to_owned()),
            forms: vec![form],
            ..Section::default()
        }],
    }
}
