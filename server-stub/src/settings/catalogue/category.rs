//! Categories.

use langnghe_places::{Catalogue, Category, Level};
use serde::{Deserialize, Serialize};

use super::{code_of, text};
use crate::settings::invalid::{Invalid, Why, both, optional_line};

/// Categories at most: a person looks through them with a thumb.
const MOST: usize = 60;
const NAME: usize = 60;
const SENTENCE: usize = 300;
const KEYWORD: usize = 40;
const KEYWORDS: usize = 60;

/// A category as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CategoryForm {
    /// Its code; empty for a new one, whose code is made of its name.
    pub code: String,
    /// What people read.
    pub vi: String,
    /// In English.
    pub en: String,
    /// The text of a report whose writer adds only a photograph.
    pub sentence_vi: String,
    /// In English.
    pub sentence_en: String,
    /// `urgent`, `normal` or `complex`.
    pub level: String,
    /// There if this may be a call first and a report second.
    pub dangerous: Option<String>,
    /// The numbers to call, the first first, with spaces or commas between them.
    pub numbers: String,
    /// Further words by which people look for it, one a line or with commas between them.
    pub keywords: String,
}

impl CategoryForm {
    /// The form of a category that is there.
    #[must_use]
    pub fn of_category(category: &Category) -> Self {
        Self {
            code: category.code.clone(),
            vi: category.name.vi.clone(),
            en: category.name.en.clone(),
            sentence_vi: category.ready_sentence.vi.clone(),
            sentence_en: category.ready_sentence.en.clone(),
            level: level_name(category.level).to_owned(),
            dangerous: category.dangerous.then(|| "on".to_owned()),
            numbers: category.emergency_numbers.join(", "),
            keywords: category.keywords.join(", "),
        }
    }
}

/// A level's name in forms and documents.
pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Urgent => "urgent",
        Level::Normal => "normal",
        Level::Complex => "complex",
    }
}

/// The level with a name.
pub(crate) fn level_of(name: &str) -> Option<Level> {
    Level::ALL
        .into_iter()
        .find(|level| level_name(*level) == name)
}

pub(super) fn put(catalogue: &mut Catalogue, form: &CategoryForm) -> Result<(), Invalid> {
    let name = text(both(("vi", &form.vi), ("en", &form.en), NAME)?);
    let ready_sentence = text(both(
        ("sentence_vi", &form.sentence_vi),
        ("sentence_en", &form.sentence_en),
        SENTENCE,
    )?);
    let level = level_of(&form.level).ok_or(Why::Unknown.in_field("level"))?;
    let numbers = numbers(catalogue, form)?;
    let keywords = keywords(&form.keywords)?;
    let described = |category: Category| Category {
        name: name.clone(),
        ready_sentence: ready_sentence.clone(),
        dangerous: form.dangerous.is_some(),
        emergency_numbers: numbers.clone(),
        level,
        keywords: keywords.clone(),
        ..category
    };
    if form.code.is_empty() {
        if catalogue.categories.len() >= MOST {
            return Err(Why::TooMany(MOST).in_field("vi"));
        }
        let code = code_of(&name.vi, |code| catalogue.category(code).is_some());
        let new = described(Category {
            code,
            name: name.clone(),
            ready_sentence: ready_sentence.clone(),
            questions: vec![],
            dangerous: false,
            emergency_numbers: vec![],
            level,
            terms: Default::default(),
            keywords: vec![],
        });
        // "Something else" stays the last.
        let place = catalogue.categories.iter().position(|c| c.code == "other");
        let end = catalogue.categories.len();
        catalogue.categories.insert(place.unwrap_or(end), new);
        return Ok(());
    }
    let known = category_mut(catalogue, &form.code)?;
    *known = described(known.clone());
    Ok(())
}

pub(super) fn sooner(catalogue: &mut Catalogue, code: &str) -> Result<(), Invalid> {
    let place = catalogue.categories.iter().position(|c| c.code == code);
    let place = place.ok_or(Why::UnknownCategory.in_field("category"))?;
    if place > 0 {
        catalogue.categories.swap(place - 1, place);
    }
    Ok(())
}

pub(super) fn category_mut<'a>(
    catalogue: &'a mut Catalogue,
    code: &str,
) -> Result<&'a mut Category, Invalid> {
    catalogue
        .categories
        .iter_mut()
        .find(|category| category.code == code)
        .ok_or(Why::UnknownCategory.in_field("category"))
}

fn numbers(catalogue: &Catalogue, form: &CategoryForm) -> Result<Vec<String>, Invalid> {
    let numbers: Vec<String> = form
        .numbers
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|number| !number.is_empty())
        .map(str::to_owned)
        .collect();
    let is_known = |number: &String| {
        catalogue
            .emergency_services
            .iter()
            .any(|service| service.number == *number)
    };
    let is_silent = form.dangerous.is_some() && numbers.is_empty();
    if is_silent || !numbers.iter().all(is_known) {
        return Err(Why::EmergencyNumber.in_field("numbers"));
    }
    Ok(numbers)
}

fn keywords(typed: &str) -> Result<Vec<String>, Invalid> {
    let mut keywords: Vec<String> = vec![];
    for keyword in typed.split([',', '\n', ';']) {
        let keyword = optional_line("keywords", keyword, KEYWORD)?;
        if !keyword.is_empty() && !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    if keywords.len() > KEYWORDS {
        return Err(Why::TooMany(KEYWORDS).in_field("keywords"));
    }
    Ok(keywords)
}
