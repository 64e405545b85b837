//! What a browser without scripts sees in a page: its links and its forms.

use std::convert::Infallible;

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use super::terms::{self, Term};

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Where its links lead, in order.
    pub links: Vec<String>,
    /// Its forms, in order.
    pub forms: Vec<Form>,
    /// Its text, with the markup left out.
    pub text: String,
    /// What its lists of terms tell.
    pub terms: Vec<Term>,
}

/// A form, filled in as the page has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Its fields' names and values.
    pub fields: Vec<(String, String)>,
    /// Names of which one of several values can be chosen, and none is yet.
    pub choices: Vec<String>,
    /// Names and values of its buttons, of which the one that is pressed is sent.
    pub buttons: Vec<(String, String)>,
    /// Its text, such as what its buttons say.
    pub text: String,
}

impl Form {
    /// Whether it has a field of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.value(name).is_some() || self.choices.iter().any(|known| known == name)
    }

    /// The value of a field.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Fills a field in.
    pub fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
    }
}

impl Page {
    /// Reads a page.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let mut page = Self {
            terms: terms::of(html),
            ..Self::default()
        };
        let mut form: Option<Form> = None;
        for token in Tokenizer::new(html).map(|token| token.unwrap_or_else(never)) {
            match token {
                Token::StartTag(tag) => match &**tag.name {
                    b"a" => page.links.extend(attribute(&tag, "href")),
                    b"form" => {
                        let action = attribute(&tag, "action").unwrap_or_default();
                        form = Some(Form {
                            action,
                            ..Form::default()
                        });
                    }
                    b"input" | b"textarea" => {
                        if let (Some(form), Some(name)) = (&mut form, attribute(&tag, "name")) {
                            let value = attribute(&tag, "value").unwrap_or_default();
                            let kind = attribute(&tag, "type").unwrap_or_default();
                            let is_choice = matches!(kind.as_str(), "radio" | "checkbox");
                            if is_choice && attribute(&tag, "checked").is_none() {
                                form.choices.push(name);
                            } else {
                                form.fields.push((name, value));
                            }
                        }
                    }
                    b"button" => {
                        if let (Some(form), Some(name)) = (&mut form, attribute(&tag, "name")) {
                            let value = attribute(&tag, "value").unwrap_or_default();
                            form.buttons.push((name, value));
                        }
                    }
                    b"select" => {
                        if let (Some(form), Some(name)) = (&mut form, attribute(&tag, "name")) {
                            form.choices.push(name);
                        }
                    }
                    _ => {}
                },
                Token::EndTag(tag) if &**tag.name == b"form" => page.forms.extend(form.take()),
                Token::String(text) => {
                    let text = String::from_utf8_lossy(&text);
                    page.text.push_str(&text);
                    if let Some(form) = &mut form {
                        form.text.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        page
    }
}

pub(super) fn never<T>(never: Infallible) -> T {
    match never {}
}

pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag
        .attributes
        .get(&HtmlString::from(name.as_bytes().to_vec()))?;
    Some(String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_forms_are_read_with_what_is_hidden_in_them() {
        let page = Page::parse(
            r#"<p>Đê &amp; kè <a href="/a?x=1&amp;y=2">one</a>
            <form method=post action="/b"><input type=hidden name="csrf" value="s&quot;t">
            <textarea name="text">old</textarea><input name=do value=reply></form>
            <form action="/c"></form>"#,
        );
        assert_eq!(page.links, ["/a?x=1&y=2"]);
        assert!(page.text.contains("Đê & kè one"));
        assert_eq!(page.forms.len(), 2);
        let mut form = page.forms[0].clone();
        assert_eq!(
            (form.action.as_str(), form.value("csrf")),
            ("/b", Some("s\"t"))
        );
        assert_eq!(form.value("do"), Some("reply"));
        form.set("text", "mới");
        assert_eq!(form.fields.len(), 3);
        assert!(!page.forms[1].has("text"));
    }

    #[test]
    fn of_what_can_be_chosen_only_what_is_chosen_is_sent() {
        let page = Page::parse(
            r#"<form action="/a"><input type=radio name=public value=no checked>
            <input type=radio name=public value=yes><input type=radio name=remedy value=lasting>
            <select name=unit><option value=""></select></form>"#,
        );
        let form = &page.forms[0];
        assert_eq!(form.fields, [("public".to_owned(), "no".to_owned())]);
        assert!(form.has("remedy") && form.has("unit") && !form.has("level"));
    }
}
