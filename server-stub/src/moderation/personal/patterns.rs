//! The patterns, the surest first.

use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Regex};

use super::{
    Kind,
    context::{addresses_somebody, is_a_number, is_no_amount, stands_alone},
};

/// One way in which a text tells something.
pub(super) struct Pattern {
    pub(super) kind: Kind,
    /// Its first group, if it has one, is what is marked.
    pub(super) regex: Regex,
    /// Whether a match is what it looks like, by what stands around it.
    pub(super) holds: fn(&Found<'_>) -> bool,
}

/// Where a pattern matched.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub(super) text: &'t str,
    /// All that matched, with the words that say what it is.
    pub(super) whole: Range<usize>,
    /// What it is about.
    pub(super) at: Range<usize>,
}

impl<'t> Found<'t> {
    pub(super) fn of(text: &'t str, captures: &Captures<'t>) -> Self {
        let whole = captures.get_match().range();
        let at = captures.get(1).map_or(whole.clone(), |group| group.range());
        Self { text, whole, at }
    }
}

/// Between the digits of a number that somebody wrote in groups.
const GAP: &str = r"[ .\-\u{a0}]?";

/// Banks, as people name them beside a number.
const BANKS: &str = "ngân hàng|vietcombank|vcb|vietinbank|bidv|agribank|techcombank|tcb|mb ?bank|\
                     acb|tpbank|vpbank|sacombank|vib|shb|hdbank|ocb|msb|seabank|lpbank|momo";

/// How a person is addressed or introduced, and what may stand between that and the name.
const TITLES: &str =
    "ông|bà|anh|chị|cô|chú|bác|cụ|thầy|em|cháu|họ tên|họ và tên|tên là|tên tôi là|tôi là|tôi tên";
const OFFICES: &str = "chủ nhà|chủ hộ|chủ tịch|bí thư|trưởng thôn|tổ trưởng|giám đốc|bác sĩ|\
                       giáo|sĩ|hàng xóm|gái|trai|vợ|chồng|là|tên|tên là";

pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    vec![
        pattern(
            Kind::Email,
            r"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+",
            |_| true,
        ),
        // 99A-123.45, 99-B1 234.56, 29LD-123.45; without a hyphen only in capitals.
        pattern(
            Kind::Plate,
            r"[1-9][0-9]-?[A-ZĐ][A-Z0-9]?[\- .]?[0-9]{3}[. ]?[0-9]{2}",
            |found| stands_alone(found) && is_a_number(found),
        ),
        pattern(
            Kind::Plate,
            r"(?i)[1-9][0-9]-?[a-zđ][a-z0-9]?-(?:[0-9]{3}[. ]?[0-9]{2}|[0-9]{4})",
            stands_alone,
        ),
        pattern(
            Kind::Plate,
            r"(?i)(?:biển số|biển kiểm soát|bks|biển)[^0-9\n]{0,12}([1-9][0-9][ \-]?[a-zđ][a-z0-9]?[ \-.]{0,2}[0-9]{2,3}[. ]?[0-9]{2})",
            stands_alone,
        ),
        pattern(
            Kind::Account,
            &format!(
                r"(?i)(?:^|[^\p{{L}}])(?:stk|số tài khoản|số tk|tài khoản|tk)[^0-9\n]{{0,30}}([0-9](?:{GAP}[0-9]){{5,18}})"
            ),
            |found| is_a_number(found) && is_no_amount(found),
        ),
        pattern(
            Kind::Account,
            &format!(
                r"(?i)([0-9](?:{GAP}[0-9]){{7,18}})[\s,:(\-–]*(?:tại |ở )?(?:{BANKS})(?:[^\p{{L}}]|$)"
            ),
            |found| is_a_number(found) && is_no_amount(found),
        ),
        pattern(
            Kind::Identity,
            &format!(
                r"(?i)(?:cccd|cmnd|cmtnd|căn cước|chứng minh|định danh)[^0-9\n]{{0,30}}([0-9](?:{GAP}[0-9]){{8,11}})"
            ),
            is_a_number,
        ),
        pattern(
            Kind::Identity,
            r"(?i)(?:hộ chiếu|passport)[^0-9\n]{0,12}?([a-z][0-9]{7,8})",
            stands_alone,
        ),
        pattern(
            Kind::Identity,
            &format!(r"0[0-9]{{2}}{GAP}[0-3](?:{GAP}[0-9]){{8}}"),
            is_a_number,
        ),
        // Mobile: 0 or the country's code, then nine digits.
        pattern(
            Kind::Phone,
            &format!(
                r"(?:\(?(?:\+|00){GAP}84\)?{GAP}(?:\(0\))?{GAP}|84 ?|\(?0{GAP})[35789](?:\)?{GAP}[0-9]){{8}}"
            ),
            is_a_number,
        ),
        // A line in a house: 0, an area of three digits that begins with 2, and seven digits.
        pattern(
            Kind::Phone,
            &format!(r"(?:\(?(?:\+|00){GAP}84\)?{GAP}|\(?0{GAP})2(?:[ .\-)]{{0,2}}[0-9]){{9}}"),
            is_a_number,
        ),
        // The old card's nine digits, in one piece.
        pattern(Kind::Identity, r"[0-9]{9}", |found| {
            stands_alone(found) && is_a_number(found) && is_no_amount(found)
        }),
        pattern(
            Kind::House,
            r"(?i)(?:số nhà|nhà số|sn)[\s:.]*[0-9]+[a-zđ]?(?:[/\-][0-9]+[a-zđ]?)*",
            stands_alone,
        ),
        pattern(
            Kind::House,
            r"(?i)(số [0-9]+[a-zđ]?(?:/[0-9]+[a-zđ]?)*) (?:ngõ|ngách|hẻm|đường|phố)\s",
            stands_alone,
        ),
        pattern(
            Kind::Name,
            &format!(
                r"(?:{titles})[\s:]+(?:(?i:{OFFICES})\s+){{0,2}}(\p{{Lu}}[\p{{L}}\p{{M}}]*(?:[ ]\p{{Lu}}[\p{{L}}\p{{M}}]*){{0,5}})",
                titles = format_args!("(?i:{TITLES})"),
            ),
            addresses_somebody,
        ),
    ]
});

fn pattern(kind: Kind, regex: &str, holds: fn(&Found<'_>) -> bool) -> Pattern {
    let regex = made(regex);
    Pattern { kind, regex, holds }
}

#[allow(clippy::unwrap_used, reason = "constants: the tests make each of them")]
pub(super) fn made(regex: &str) -> Regex {
    Regex::new(regex).unwrap()
}
