//! The text as the person wrote it, with what tells who somebody is marked.

use crate::{
    console::page::Frame,
    moderation::personal::{Kind, Span, personal},
};

/// What stands in a public wording where something was marked.
const LEFT_OUT: &str = "[…]";

/// A part of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) text: String,
    /// What it tells about somebody, in words; nothing if it doesn't.
    pub(super) tells: Option<&'static str>,
}

/// Something that was found, for the list beside the text.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// The text in parts, and what was found in it.
pub(super) fn marked(text: &str, frame: &Frame) -> (Vec<Segment>, Vec<Mark>) {
    let mut segments = vec![];
    let mut marks = vec![];
    let mut end = 0;
    for Span { at, kind } in personal(text) {
        let kind = name(kind, frame);
        if end < at.start {
            segments.push(Segment {
                text: text[end..at.start].to_owned(),
                tells: None,
            });
        }
        end = at.end;
        let text = text[at].to_owned();
        marks.push(Mark {
            kind,
            text: text.clone(),
        });
        segments.push(Segment {
            text,
            tells: Some(kind),
        });
    }
    if end < text.len() {
        segments.push(Segment {
            text: text[end..].to_owned(),
            tells: None,
        });
    }
    (segments, marks)
}

/// A first wording for the public: the text without what was marked. The officer goes on from it.
pub(super) fn without_marked(text: &str) -> String {
    let mut wording = String::with_capacity(text.len());
    let mut end = 0;
    for Span { at, .. } in personal(text) {
        wording.push_str(&text[end..at.start]);
        wording.push_str(LEFT_OUT);
        end = at.end;
    }
    wording.push_str(&text[end..]);
    wording
}

fn name(kind: Kind, frame: &Frame) -> &'static str {
    let t = &frame.texts.public;
    match kind {
        Kind::Email => t.email,
        Kind::Plate => t.plate,
        Kind::Account => t.account,
        Kind::Identity => t.identity,
        Kind::Phone => t.phone,
        Kind::House => t.house,
        Kind::Name => t.person,
    }
}

#[cfg(test)]
mod tests {
    use langnghe_wire::words::Language;

    use super::*;

    const SAID: &str = "Nhà ông Nguyễn Văn Đông xả thải, gọi 0912 345 678.";

    #[test]
    fn segments_are_the_text_and_say_what_they_tell() {
        let frame = Frame::public(Language::English, "/");
        let (segments, marks) = marked(SAID, &frame);
        let whole: String = segments.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(whole, SAID);
        let tells: Vec<_> = segments.iter().filter_map(|s| s.tells).collect();
        let t = &frame.texts.public;
        assert_eq!(tells, [t.person, t.phone]);
        let found: Vec<_> = marks.iter().map(|mark| mark.text.as_str()).collect();
        assert_eq!(found, ["Nguyễn Văn Đông", "0912 345 678"]);
    }

    #[test]
    fn the_first_wording_leaves_out_what_was_marked() {
        assert_eq!(without_marked(SAID), "Nhà ông […] xả thải, gọi […].");
        assert_eq!(without_marked("Ổ gà."), "Ổ gà.");
        assert_eq!(without_marked(""), "");
    }
}
