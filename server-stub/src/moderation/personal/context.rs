//! What stands around a match, and whether it is then what it looks like.

use std::sync::LazyLock;

use regex::Regex;

use super::patterns::{Found, made};

/// What makes the number before it an amount.
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    made(
        r"(?i)^[\s.,]*(?:đồng|đ|₫|vnđ|vnd|nghìn|ngàn|triệu|tr|tỷ|tỉ|usd|m|m2|m²|m3|m³|mét|ha|kg|tấn|km|kw|kwh|lít|%)(?:[^\p{L}\p{N}]|$)",
    )
});

/// 3.9.2026, 03-09-2026: groups of a day, a month and a year.
static DATE: LazyLock<Regex> =
    LazyLock::new(|| made(r"^[0-9]{1,2}[ .\-][0-9]{1,2}[ .\-](?:19|20)[0-9]{2}(?:[^0-9]|$)"));

/// Words after which a title is part of a name that isn't a person's: *phố Bà Triệu*, *nước Anh*.
static OF_A_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    made(
        r"(?i)(?:^|[^\p{L}])(?:đường|phố|ngõ|cầu|chợ|đền|chùa|đình|miếu|hồ|núi|trường|thôn|xóm|làng|xã|phường|công ty|quán|khách sạn|tiếng|nước)\s+$",
    )
});

impl Found<'_> {
    fn before(&self) -> &str {
        &self.text[..self.at.start]
    }

    fn after(&self) -> &str {
        &self.text[self.at.end..]
    }
}

/// Not a part of a longer word or number.
pub(super) fn stands_alone(found: &Found<'_>) -> bool {
    let before = found.before().chars().next_back();
    let after = found.after().chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Not a part of a longer number, and no date.
pub(super) fn is_a_number(found: &Found<'_>) -> bool {
    !touches_a_number(found.before().chars().rev())
        && !touches_a_number(found.after().chars())
        && !DATE.is_match(&found.text[found.at.start..])
}

/// Whether a number goes on with a digit, or with a point and a digit.
fn touches_a_number(mut away: impl Iterator<Item = char>) -> bool {
    match away.next() {
        Some('.' | ',') => away.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_digit(),
        None => false,
    }
}

/// Nothing that is counted in đồng, metres or kilograms. No amount begins with 0.
pub(super) fn is_no_amount(found: &Found<'_>) -> bool {
    found.text[found.at.start..].starts_with('0') || !UNIT.is_match(found.after())
}

/// Whether the title addresses a person. In *Đông Anh*, *Nguyễn Thị Anh* and *phố Bà Triệu* it
/// doesn't.
pub(super) fn addresses_somebody(found: &Found<'_>) -> bool {
    let before = &found.text[..found.whole.start];
    if before
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
        || OF_A_PLACE.is_match(before)
    {
        return false;
    }
    let mut letters = found.text[found.whole.start..].chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_shouted = is_capital && letters.next().is_some_and(char::is_uppercase);
    let is_in_a_name = before.ends_with(' ')
        && before
            .trim_end_matches(' ')
            .rsplit(' ')
            .next()
            .is_some_and(|word| {
                word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)
            });
    !is_capital || is_shouted || !is_in_a_name
}
