//! Addresses: as people type them, as gateways take them, and as a screen may show them.

use std::fmt;

/// Where one notice goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// By e-mail.
    Email(lettre::Address),
    /// By SMS, to a number such as `+84912345678`.
    Phone(String),
}

impl Address {
    /// An e-mail address as somebody typed it, if it is one.
    #[must_use]
    pub fn email(typed: &str) -> Option<Self> {
        typed.trim().parse().ok().map(Self::Email)
    }

    /// A Vietnamese telephone number as somebody typed it, if it is one. No other country's: whoever
    /// types a number decides who is paid for the message.
    #[must_use]
    pub fn phone(typed: &str) -> Option<Self> {
        let digits: String = typed
            .chars()
            .filter(|sign| !matches!(sign, ' ' | '.' | '-' | '(' | ')' | '\u{a0}'))
            .collect();
        let rest = ["+84", "0084", "84", "0"]
            .into_iter()
            .find_map(|prefix| digits.strip_prefix(prefix))?;
        let is_a_number = matches!(rest.len(), 9 | 10)
            && !rest.starts_with('0')
            && rest.bytes().all(|digit| digit.is_ascii_digit());
        is_a_number.then(|| Self::Phone(format!("+84{rest}")))
    }
}

/// Enough to recognise one's own, and no more.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Email(email) => {
                let first = email.user().chars().next().unwrap_or('…');
                write!(f, "{first}…@{}", email.domain())
            }
            Self::Phone(number) => {
                let last = number.get(number.len().saturating_sub(2)..);
                write!(f, "…{}", last.unwrap_or_default())
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email(_) => "Email(…)",
            Self::Phone(_) => "Phone(…)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let lan = Address::Phone("+84912345678".into());
        for typed in [
            "0912345678",
            "0912 345 678",
            "0912.345.678",
            "+84 912 345 678",
            "84912345678",
            "(0912) 345-678",
        ] {
            assert_eq!(Address::phone(typed), Some(lan.clone()), "{typed}");
        }
        for typed in [
            "",
            "1",
            "113",
            "+1 900 555 0100",
            "0912",
            "09123456789012",
            "0912345abc",
            "00912345678",
        ] {
            assert_eq!(Address::phone(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        assert!(Address::email(" lan@bacninh.example ").is_some());
        for typed in [
            "",
            "lan",
            "lan@",
            "lan@a\r\nBcc: all@b.example",
            "a b@c.example",
        ] {
            assert_eq!(Address::email(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_screen_shows_little_and_a_log_nothing() {
        let email = Address::email("lan.nguyen@bacninh.example").unwrap();
        assert_eq!(email.to_string(), "l…@bacninh.example");
        assert_eq!(format!("{email:?}"), "Email(…)");
        let phone = Address::phone("0912345678").unwrap();
        assert_eq!(phone.to_string(), "…78");
        assert_eq!(format!("{phone:?}"), "Phone(…)");
    }
}
