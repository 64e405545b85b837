//! What notices say. In Vietnamese; a mail says it in English below.

use langnghe_wire::{Reference, words::Language};

use super::{Address, Message, What};
use crate::console::texts::{self, Message as Text, NoticeTexts, fill};

/// What the person who reported is told.
pub(super) fn to_reporter(key: &str, to: Address, reference: &Reference, what: What) -> Message {
    let [vietnamese, english] =
        [Language::Vietnamese, Language::English].map(|language| &texts::texts(language).notices);
    let (subject, _) = texts_of(vietnamese, what);
    let told = |texts: &NoticeTexts| {
        let (_, text) = texts_of(texts, what);
        fill(text, &[("reference", reference)])
    };
    let text = match to {
        Address::Phone(_) => told(vietnamese),
        Address::Email(_) => {
            let said =
                [vietnamese, english].map(|texts| format!("{}\n\n{}\n", told(texts), texts.why));
            said.join("\n—\n\n")
        }
    };
    Message {
        key: key.to_owned(),
        to,
        subject: fill(subject, &[("reference", reference)]),
        text,
    }
}

/// What somebody is told who tries whether notices arrive.
pub(super) fn trial(key: &str, to: Address) -> Message {
    let [vietnamese, english] =
        [Language::Vietnamese, Language::English].map(|language| &texts::texts(language).notices);
    let text = match to {
        Address::Phone(_) => vietnamese.trial.to_owned(),
        Address::Email(_) => format!("{}\n\n—\n\n{}\n", vietnamese.trial, english.trial),
    };
    Message {
        key: key.to_owned(),
        to,
        subject: vietnamese.trial_subject.to_owned(),
        text,
    }
}

/// Subject and text.
fn texts_of(texts: &NoticeTexts, what: What) -> (&Text, &Text) {
    match what {
        What::Answered => (&texts.answered_subject, &texts.answered),
        What::Refused => (&texts.refused_subject, &texts.refused),
        What::Resolved => (&texts.resolved_subject, &texts.resolved),
        What::Question => (&texts.question_subject, &texts.question),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notices::sms::{PART, without_accents};

    #[test]
    fn a_notice_says_the_reference_and_how_it_stands() {
        let reference = Reference::from_random(u64::MAX);
        let said = What::ALL.map(|what| {
            let to =
                |address: Option<Address>| to_reporter("key", address.unwrap(), &reference, what);
            let mail = to(Address::email("lan@bacninh.example"));
            let sms = to(Address::phone("0912345678"));
            for text in [&mail.subject, &mail.text, &sms.text] {
                assert!(text.contains(reference.as_str()), "{text}");
            }
            assert!(sms.text.chars().count() <= PART, "{}", sms.text);
            format!(
                "{}\n\n{}\n{}",
                mail.subject,
                mail.text,
                without_accents(&sms.text)
            )
        });
        insta::assert_snapshot!(said.join("\n======\n"));
    }
}
