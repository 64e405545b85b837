//! What stands around every page, and how a page becomes a response.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use langnghe_places::Communes;
use langnghe_wire::words::Language;

use super::{
    assets,
    failure::{Failure, Rendered},
    texts::{Texts, texts},
};
use crate::{
    case::placement::Rules,
    identity::{Role, Scope, User},
    settings::right::may_look,
};

/// What every page knows.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) texts: &'static Texts,
    pub(super) language: Language,
    pub(super) who: Option<Who>,
    /// What the forms of this page carry; empty where nobody is signed in.
    pub(super) csrf: String,
    /// Where the switch of languages leads back to: a path of the console. Empty on a page that
    /// nobody can come back to; it has no switch.
    pub(super) here: String,
}

/// Who is signed in, in words.
#[derive(Debug)]
pub(super) struct Who {
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) unit: String,
    /// Whether they may look at what coordinators settle.
    pub(super) settles: bool,
}

impl Frame {
    /// The frame of a page that anybody may see.
    pub(super) fn public(language: Language, here: impl Into<String>) -> Self {
        let here = here.into();
        Self {
            texts: texts(language),
            language,
            who: None,
            csrf: String::new(),
            here,
        }
    }

    pub(super) fn lang(&self) -> &'static str {
        code(self.language)
    }

    pub(super) fn other_lang(&self) -> &'static str {
        code(match self.language {
            Language::Vietnamese => Language::English,
            Language::English => Language::Vietnamese,
        })
    }

    pub(super) fn style(&self) -> &'static str {
        &assets::STYLE.address
    }

    pub(super) fn icons(&self) -> &'static str {
        &assets::ICONS.address
    }

    pub(super) fn case_scripts(&self) -> [&'static str; 2] {
        [&assets::CASE_SCRIPT.address, &assets::UNSENT_SCRIPT.address]
    }

    pub(super) fn mark(&self) -> &'static str {
        &assets::MARK.address
    }
}

/// The language's code, as HTML and the cookie write it.
pub(super) fn code(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    }
}

impl Who {
    pub(super) fn new(user: &User, language: Language, rules: &Rules) -> Self {
        let roles = &texts(language).roles;
        let role = match user.role {
            Role::Officer => &roles.officer,
            Role::Leader => &roles.leader,
            Role::Coordinator => &roles.coordinator,
            Role::Admin => &roles.admin,
        };
        let unit = match &user.scope {
            Scope::Province => roles.every_unit.to_owned(),
            Scope::Commune(code) => commune_name(code, rules.communes),
            Scope::Unit(code) => rules.unit(code).map_or_else(
                || code.clone(),
                |unit| unit.name.in_language(language).to_owned(),
            ),
        };
        Self {
            name: user.name.clone(),
            role,
            unit,
            settles: may_look(user),
        }
    }
}

/// A commune's name, or its code should it ever leave the list.
pub(super) fn commune_name(code: &str, communes: &Communes) -> String {
    communes
        .by_code(code)
        .map_or_else(|| code.to_owned(), |commune| commune.name.clone())
}

/// Renders a page.
pub(super) fn render(status: StatusCode, page: &impl Template) -> Result<Response, Failure> {
    let html = page.render().map_err(Failure::internal)?;
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(Rendered);
    Ok(response)
}
