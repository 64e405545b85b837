//! Why an edit isn't taken: which field of the form, and what is wrong with it. The page puts it
//! into words beside the field, and keeps what was typed.

use langnghe_wire::{
    text::{characters, normalised},
    words::Words,
};

/// An edit that isn't taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct Invalid {
    /// The field's name, as the form has it.
    pub field: &'static str,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Nothing was typed.
    #[error("it is empty")]
    Empty,
    /// More characters than fit.
    #[error("it has more than {0} characters")]
    TooLong(usize),
    /// Fewer characters than there have to be.
    #[error("it has fewer than {0} characters")]
    TooShort(usize),
    /// Not lower-case letters and digits.
    #[error("it is no code")]
    NotACode,
    /// There is one already.
    #[error("there is one already")]
    Taken,
    /// No such unit.
    #[error("there is no such unit")]
    UnknownUnit,
    /// No such category.
    #[error("there is no such category")]
    UnknownCategory,
    /// No such commune.
    #[error("there is no such commune")]
    UnknownCommune,
    /// What was to be changed isn't there.
    #[error("it isn't there")]
    Unknown,
    /// Reports would go nowhere without it.
    #[error("reports would go nowhere without it")]
    Needed,
    /// As many as there may be.
    #[error("there are {0} already")]
    TooMany(usize),
    /// Not a day of the calendar.
    #[error("it is no date")]
    NotADate,
    /// A day that is worked in place of another lies on a weekend that is free.
    #[error("it is a working day anyway")]
    WorkedAnyway,
    /// A day is worked in place of one that is off.
    #[error("that day isn't off")]
    NotOff,
    /// Some day is worked in place of it.
    #[error("a day is worked in place of it")]
    WorkedFor,
    /// Not a whole number within bounds.
    #[error("it is no number from {0} to {1}")]
    NotANumber(u16, u16),
    /// A placeholder that isn't known, or a brace without its other half.
    #[error("{0} is no placeholder")]
    Placeholder(String),
    /// A dangerous category without an emergency number, or with one that isn't known.
    #[error("it needs an emergency number that is known")]
    EmergencyNumber,
    /// A question with choices needs some.
    #[error("it offers no choice")]
    NoChoice,
    /// Not an address for e-mail.
    #[error("it is no address for e-mail")]
    NotAnAddress,
    /// The whole would contradict itself; a check of last resort.
    #[error("the whole would contradict itself: {0}")]
    Contradiction(String),
}

impl Why {
    /// In a field.
    #[must_use]
    pub fn in_field(self, field: &'static str) -> Invalid {
        Invalid { field, why: self }
    }
}

/// A line as it was typed, put right: one line, NFC, single spaces. May be empty.
pub(super) fn optional_line(
    field: &'static str,
    typed: &str,
    most: usize,
) -> Result<String, Invalid> {
    let line = normalised(typed)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if characters(&line) > most {
        return Err(Why::TooLong(most).in_field(field));
    }
    Ok(line)
}

/// A line that says something.
pub(super) fn line(field: &'static str, typed: &str, most: usize) -> Result<String, Invalid> {
    let line = optional_line(field, typed, most)?;
    if line.is_empty() {
        return Err(Why::Empty.in_field(field));
    }
    Ok(line)
}

/// Both languages of a text. Where there is no English, Vietnamese stands in for it: better a
/// name that some can't read than a form that nobody finishes.
pub(super) fn both(
    (field_vi, vi): (&'static str, &str),
    (field_en, en): (&'static str, &str),
    most: usize,
) -> Result<Words, Invalid> {
    let vi = line(field_vi, vi, most)?;
    let en = optional_line(field_en, en, most)?;
    let en = if en.is_empty() { vi.clone() } else { en };
    Ok(Words { vi, en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_put_right_and_bounded() {
        assert_eq!(
            line("name", "  Phòng \n Kinh  tế ", 20).unwrap(),
            "Phòng Kinh tế"
        );
        assert_eq!(line("name", " \n", 20), Err(Why::Empty.in_field("name")));
        assert_eq!(
            line("name", "ngày", 3),
            Err(Why::TooLong(3).in_field("name"))
        );
        assert_eq!(line("name", "ngày", 4).unwrap(), "ngày");
    }

    #[test]
    fn vietnamese_stands_in_for_english_and_not_the_other_way_round() {
        let words = both(("vi", "Đê"), ("en", " "), 9).unwrap();
        assert_eq!(words, Words::both("Đê", "Đê"));
        let none = both(("vi", ""), ("en", "Dyke"), 9);
        assert_eq!(none, Err(Why::Empty.in_field("vi")));
    }
}
