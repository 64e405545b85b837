//! What a catalogue must keep beyond its shape: codes that are unique, texts in both languages,
//! terms that end, numbers that exist.

use std::collections::BTreeSet;

use super::{Catalogue, CatalogueError, MAX_TERM_AMOUNT};
use crate::{
    category::{Category, Level, Question, Term, Terms},
    text::Text,
};

const MAX_CODE_BYTES: usize = 40;

type Checked = Result<(), CatalogueError>;

pub(super) fn catalogue(catalogue: &Catalogue) -> Checked {
    if catalogue.categories.is_empty() {
        return Err(CatalogueError::Empty);
    }
    for level in Level::ALL {
        both_terms("terms", catalogue.terms.of(level))?;
        text("level_names", catalogue.level_names.of(level))?;
    }
    codes(catalogue.categories.iter().map(|category| &category.code))?;
    codes(
        catalogue
            .emergency_services
            .iter()
            .map(|service| &service.number),
    )?;
    codes(catalogue.not_for.iter().map(|notice| &notice.code))?;
    for service in &catalogue.emergency_services {
        text(&service.number, &service.name)?;
    }
    for notice in &catalogue.not_for {
        text(&notice.code, &notice.text)?;
    }
    text("consent", &catalogue.consent.text)?;
    text("boundary_notice", &catalogue.boundary_notice)?;
    catalogue
        .categories
        .iter()
        .try_for_each(|one| category(catalogue, one))
}

fn category(catalogue: &Catalogue, category: &Category) -> Checked {
    text(&category.code, &category.name)?;
    text(&category.code, &category.ready_sentence)?;
    category
        .terms
        .values()
        .try_for_each(|terms| both_terms(&category.code, terms))?;

    let is_known = |number: &String| {
        catalogue
            .emergency_services
            .iter()
            .any(|service| service.number == *number)
    };
    let is_silent = category.dangerous && category.emergency_numbers.is_empty();
    if is_silent || !category.emergency_numbers.iter().all(is_known) {
        return Err(CatalogueError::EmergencyNumbers(category.code.clone()));
    }

    codes(category.questions.iter().map(|question| &question.code))?;
    category.questions.iter().try_for_each(question)
}

fn question(question: &Question) -> Checked {
    text(&question.code, &question.text)?;
    if question.kind.has_choices() && question.choices.is_empty() {
        return Err(CatalogueError::WithoutChoices(question.code.clone()));
    }
    codes(question.choices.iter().map(|choice| &choice.code))?;
    question
        .choices
        .iter()
        .try_for_each(|choice| text(&choice.code, &choice.text))
}

fn both_terms(of: &str, Terms { intake, resolution }: &Terms) -> Checked {
    term(of, intake)?;
    term(of, resolution)
}

fn term(of: &str, term: &Term) -> Checked {
    if !(1..=MAX_TERM_AMOUNT).contains(&term.amount) {
        return Err(CatalogueError::Term(of.to_owned()));
    }
    text(of, &term.basis)
}

fn text(of: &str, text: &Text) -> Checked {
    if text.is_incomplete() {
        Err(CatalogueError::EmptyText(of.to_owned()))
    } else {
        Ok(())
    }
}

fn codes<'a>(codes: impl Iterator<Item = &'a String>) -> Checked {
    let mut seen = BTreeSet::new();
    for code in codes {
        let is_code = (1..=MAX_CODE_BYTES).contains(&code.len())
            && code
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if !is_code {
            return Err(CatalogueError::Code(code.clone()));
        }
        if !seen.insert(code) {
            return Err(CatalogueError::Repeated(code.clone()));
        }
    }
    Ok(())
}
