//! What a page tells in lists of terms (`dl`): what something is called, and what is said of it.

use html5gum::{Token, Tokenizer};

use super::page::{attribute, never};

/// A term of a list, and what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The list's class, such as `answers`.
    pub list: String,
    /// The term.
    pub name: String,
    /// What is said of it, in order.
    pub said: Vec<String>,
}

/// Where the text goes that comes next.
enum At {
    Elsewhere,
    Name,
    Said,
}

/// Every term of every list on a page, in order.
pub(super) fn of(html: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let (mut list, mut at) = (String::new(), At::Elsewhere);
    for token in Tokenizer::new(html).map(|token| token.unwrap_or_else(never)) {
        match token {
            Token::StartTag(tag) => match &**tag.name {
                b"dl" => list = attribute(&tag, "class").unwrap_or_default(),
                b"dt" => {
                    terms.push(Term {
                        list: list.clone(),
                        ..Term::default()
                    });
                    at = At::Name;
                }
                b"dd" => {
                    if let Some(term) = terms.last_mut() {
                        term.said.push(String::new());
                    }
                    at = At::Said;
                }
                _ => {}
            },
            Token::EndTag(tag) if matches!(&**tag.name, b"dt" | b"dd") => at = At::Elsewhere,
            Token::String(text) => {
                let term = terms.last_mut();
                let told = match at {
                    At::Elsewhere => None,
                    At::Name => term.map(|term| &mut term.name),
                    At::Said => term.and_then(|term| term.said.last_mut()),
                };
                if let Some(told) = told {
                    told.push_str(&String::from_utf8_lossy(&text));
                }
            }
            _ => {}
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_with_what_is_said_of_them_and_with_nothing_beside() {
        let terms = of(
            r#"before <dl class="answers"><dt>Đê &amp; kè?</dt> <dd lang="vi">Có</dd>
            <dd>Hai <b>bên</b></dd></dl> between <dl><dt>Trống</dt></dl> after"#,
        );
        let term = |list: &str, name: &str, said: &[&str]| Term {
            list: list.into(),
            name: name.into(),
            said: said.iter().map(|said| (*said).into()).collect(),
        };
        let expected = [
            term("answers", "Đê & kè?", &["Có", "Hai bên"]),
            term("", "Trống", &[]),
        ];
        assert_eq!(terms, expected);
    }
}
