//! Texts that officers begin a reply with, as a document that coordinators edit.
//!
//! A template is Vietnamese, the language that citizens are answered in. Its placeholders stand in
//! braces; which there are is a closed list, so that none is sent to a citizen unfilled.

use langnghe_places::Catalogue;
use langnghe_wire::text::{characters, normalised};
use serde::{Deserialize, Serialize};

use super::invalid::{Invalid, Why, line};

/// Templates at most.
const MOST: usize = 200;
/// Characters of a template's name, and of its text: less than an answer may have.
const NAME: usize = 80;
const TEXT: usize = 3_000;

/// What a template may ask for.
pub const PLACEHOLDERS: [&str; 4] = ["reference", "category", "unit", "due"];

/// Every template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Templates {
    /// In the order in which they are offered.
    pub templates: Vec<Template>,
}

/// A text to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its number, never used twice.
    pub id: u32,
    /// What officers choose it by.
    pub name: String,
    /// Only for cases of this category; none for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The text, with its placeholders.
    pub text: String,
}

/// What stands in the place of the placeholders, in Vietnamese.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// The public reference.
    pub reference: &'a str,
    /// The category's name.
    pub category: &'a str,
    /// The unit's name.
    pub unit: &'a str,
    /// By when it is answered, as a date in words.
    pub due: &'a str,
}

impl Values<'_> {
    fn of(&self, placeholder: &str) -> Option<&str> {
        match placeholder {
            "reference" => Some(self.reference),
            "category" => Some(self.category),
            "unit" => Some(self.unit),
            "due" => Some(self.due),
            _ => None,
        }
    }
}

impl Template {
    /// The text with its values put in. What is put in is never searched again.
    #[must_use]
    pub fn filled(&self, values: &Values<'_>) -> String {
        pieces(&self.text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Broken(text) => text,
                Piece::Placeholder(name) => values.of(name).unwrap_or_default(),
            })
            .collect()
    }
}

/// A part of a template's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    /// The name between two braces, one of [`PLACEHOLDERS`].
    Placeholder(&'a str),
    /// Braces around something else, or a brace alone.
    Broken(&'a str),
}

/// The parts of a text; together they are the text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = vec![];
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(first_piece(rest));
        pieces.push(Piece::of(piece));
        rest = behind;
    }
    pieces
}

/// Where the first part ends: before a brace, behind the brace that closes one, or behind one that
/// nothing closes.
fn first_piece(text: &str) -> usize {
    match text.find(['{', '}']) {
        None => text.len(),
        Some(0) => text[1..]
            .find(['{', '}'])
            .filter(|n| text.starts_with('{') && text[1 + n..].starts_with('}'))
            .map_or(1, |n| n + 2),
        Some(brace) => brace,
    }
}

impl<'a> Piece<'a> {
    fn of(piece: &'a str) -> Self {
        let name = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        match name {
            Some(name) if PLACEHOLDERS.contains(&name) => Self::Placeholder(name),
            None if !piece.contains(['{', '}']) => Self::Text(piece),
            _ => Self::Broken(piece),
        }
    }
}

impl Templates {
    /// The templates that this build carries.
    ///
    /// # Panics
    /// Never: a test reads them.
    #[must_use]
    pub fn bundled() -> Self {
        serde_json::from_str(include_str!("../../data/templates.json"))
            .expect("the templates are compiled in, and a test reads them")
    }

    /// Those that are offered for a case of a category: its own first.
    #[must_use]
    pub fn of_category(&self, category: &str) -> Vec<&Template> {
        let own = self
            .templates
            .iter()
            .filter(|template| template.category.as_deref() == Some(category));
        let others = self
            .templates
            .iter()
            .filter(|template| template.category.is_none());
        own.chain(others).collect()
    }

    /// The template with a number.
    #[must_use]
    pub fn template(&self, id: u32) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// With one more, or with another one in the place of one.
    ///
    /// # Errors
    /// [`Invalid`], with the field that is wrong.
    pub fn with(&self, form: &TemplateForm, catalogue: &Catalogue) -> Result<Self, Invalid> {
        let newest = self.templates.iter().map(|known| known.id).max();
        let template = Template {
            id: form.id.unwrap_or(newest.unwrap_or(0) + 1),
            name: line("name", &form.name, NAME)?,
            category: category(&form.category, catalogue)?,
            text: text(&form.text)?,
        };
        let mut next = self.clone();
        match form.id {
            Some(id) => {
                let known = next.templates.iter_mut().find(|known| known.id == id);
                *known.ok_or(Why::Unknown.in_field("id"))? = template;
            }
            None if next.templates.len() >= MOST => {
                return Err(Why::TooMany(MOST).in_field("name"));
            }
            None => next.templates.push(template),
        }
        Ok(next)
    }

    /// Without a template.
    ///
    /// # Errors
    /// [`Why::Unknown`] if there is none with that number.
    pub fn without(&self, id: u32) -> Result<Self, Invalid> {
        let mut next = self.clone();
        next.templates.retain(|template| template.id != id);
        if next.templates.len() == self.templates.len() {
            return Err(Why::Unknown.in_field("id"));
        }
        Ok(next)
    }
}

/// A template as its form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateForm {
    /// The number of the template that it replaces.
    pub id: Option<u32>,
    /// What officers choose it by.
    pub name: String,
    /// A category's code, or nothing for all.
    pub category: String,
    /// The text.
    pub text: String,
}

impl TemplateForm {
    /// The form of a template that is there.
    #[must_use]
    pub fn of_template(template: &Template) -> Self {
        Self {
            id: Some(template.id),
            name: template.name.clone(),
            category: template.category.clone().unwrap_or_default(),
            text: template.text.clone(),
        }
    }
}

fn category(typed: &str, catalogue: &Catalogue) -> Result<Option<String>, Invalid> {
    match typed.trim() {
        "" => Ok(None),
        code if catalogue.category(code).is_some() => Ok(Some(code.to_owned())),
        _ => Err(Why::UnknownCategory.in_field("category")),
    }
}

fn text(typed: &str) -> Result<String, Invalid> {
    let text = normalised(typed);
    if text.is_empty() {
        return Err(Why::Empty.in_field("text"));
    }
    if characters(&text) > TEXT {
        return Err(Why::TooLong(TEXT).in_field("text"));
    }
    let broken = pieces(&text).into_iter().find_map(|piece| match piece {
        Piece::Broken(text) => Some(text.to_owned()),
        _ => None,
    });
    match broken {
        Some(broken) => Err(Why::Placeholder(broken).in_field("text")),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALUES: Values<'_> = Values {
        reference: "BN-7K3M",
        category: "Đê điều {due}",
        unit: "Phòng Kinh tế",
        due: "17:00 ngày 25/11",
    };

    fn form(text: &str) -> TemplateForm {
        TemplateForm {
            name: "Đã tiếp nhận".into(),
            text: text.into(),
            ..TemplateForm::default()
        }
    }

    fn with(templates: &Templates, form: &TemplateForm) -> Result<Templates, Invalid> {
        templates.with(form, Catalogue::bundled())
    }

    #[test]
    fn what_is_bundled_could_have_been_typed() {
        let mut templates = Templates { templates: vec![] };
        for template in Templates::bundled().templates {
            let form = TemplateForm {
                id: None,
                ..TemplateForm::of_template(&template)
            };
            templates = with(&templates, &form).unwrap();
        }
        assert_eq!(templates, Templates::bundled());
    }

    #[test]
    fn values_are_put_in_once() {
        let template = Template {
            id: 1,
            name: "x".into(),
            category: None,
            text: "{reference}: {category}, {unit}, trước {due}.".into(),
        };
        assert_eq!(
            template.filled(&VALUES),
            "BN-7K3M: Đê điều {due}, Phòng Kinh tế, trước 17:00 ngày 25/11."
        );
    }

    #[test]
    fn no_placeholder_is_sent_unfilled() {
        let templates = Templates::bundled();
        for (text, broken) in [
            ("Xin chào {name}.", "{name}"),
            ("{", "{"),
            ("a } b", "}"),
            ("{reference", "{"),
            ("{{unit}", "{"),
            ("{unit}}", "}"),
            ("{}", "{}"),
            ("{ unit }", "{ unit }"),
        ] {
            let why = Why::Placeholder(broken.into()).in_field("text");
            assert_eq!(with(&templates, &form(text)), Err(why), "{text}");
        }
    }

    #[test]
    fn a_categorys_own_come_first_and_anothers_not_at_all() {
        let empty = Templates { templates: vec![] };
        let for_all = with(&empty, &form("a")).unwrap();
        let dyke = TemplateForm {
            category: "dyke".into(),
            ..form("b")
        };
        let both = with(&for_all, &dyke).unwrap();
        let texts = |category| -> Vec<String> {
            let offered = both.of_category(category).into_iter();
            offered.map(|t| t.text.clone()).collect()
        };
        assert_eq!(texts("dyke"), ["b", "a"]);
        assert_eq!(texts("road"), ["a"]);

        let changed = TemplateForm {
            id: Some(1),
            ..form("c")
        };
        let next = with(&both, &changed).unwrap();
        assert_eq!(next.template(1).unwrap().text, "c");
        assert_eq!(next.without(1).unwrap().templates.len(), 1);
        assert_eq!(next.without(3), Err(Why::Unknown.in_field("id")));
        let absent = TemplateForm {
            id: Some(3),
            ..form("c")
        };
        assert_eq!(with(&next, &absent), Err(Why::Unknown.in_field("id")));
        let ufo = TemplateForm {
            category: "ufo".into(),
            ..form("c")
        };
        assert_eq!(
            with(&next, &ufo),
            Err(Why::UnknownCategory.in_field("category"))
        );
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "([{}]|unit|due|[a-đ ]|\\{unit\\}){0,12}") {
            let written: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Broken(text) => text.to_owned(),
                    Piece::Placeholder(name) => format!("{{{name}}}"),
                })
                .collect();
            prop_assert_eq!(written, text);
        }

        #[test]
        fn what_is_taken_is_filled_whole(text in "([{}]|unit|due|[a-đ ]|\\{unit\\}|\\{due\\}){1,12}") {
            let empty = Templates { templates: vec![] };
            if let Ok(templates) = with(&empty, &form(&text)) {
                let plain = Values { category: "c", ..VALUES };
                let filled = templates.templates[0].filled(&plain);
                prop_assert!(!filled.contains(['{', '}']), "{filled}");
            }
        }
    }
}
