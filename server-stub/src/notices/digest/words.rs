//! What a digest says: counts and references, in Vietnamese and then in English.

use std::fmt::Write as _;

use jiff::civil::Date;
use langnghe_wire::words::Language;
use reqwest::Url;

use super::{Digest, Part};
use crate::{
    console::texts::{DigestTexts, Message as Text, fill, texts},
    notices::{Address, Message},
};

pub(super) fn to_officer(
    (key, to): (&str, Address),
    day: Date,
    digest: &Digest,
    public: Option<&Url>,
) -> Message {
    let vietnamese = &texts(Language::Vietnamese).digest;
    let english = &texts(Language::English).digest;
    // Day and month in digits would be read both ways in English.
    let [here, there] = ["%d/%m/%Y", "%-d %b %Y"].map(|format| day.strftime(format).to_string());
    let said = [(vietnamese, here.as_str()), (english, there.as_str())]
        .map(|(texts, day)| told(texts, day, digest, public));
    Message {
        key: key.to_owned(),
        to,
        subject: fill(&vietnamese.subject, &[("day", &here)]),
        text: said.join("\n—\n\n"),
    }
}

fn told(texts: &DigestTexts, day: &str, digest: &Digest, public: Option<&Url>) -> String {
    let mut text = fill(&texts.subject, &[("day", &day)]);
    text.push('\n');
    for (title, part) in [
        (&texts.overdue, &digest.overdue),
        (&texts.today, &digest.today),
        (&texts.leader, &digest.leader),
        (&texts.fresh, &digest.fresh),
    ] {
        tell(&mut text, title, part, texts);
    }
    if let Some(link) = public.and_then(|url| url.join("/console/cases").ok()) {
        let link = fill(&texts.link, &[("url", &link.as_str())]);
        let _ = write!(text, "\n{link}\n");
    }
    let _ = write!(text, "\n{}\n", texts.why);
    text
}

fn tell(text: &mut String, title: &Text, part: &Part, texts: &DigestTexts) {
    if part.count.n == 0 {
        return;
    }
    let more = if part.count.or_more { "+" } else { "" };
    let count = format!("{}{more}", part.count.n);
    let _ = write!(text, "\n{}\n", fill(title, &[("count", &count)]));
    for reference in &part.references {
        let _ = writeln!(text, "  {reference}");
    }
    if part.count.or_more || part.count.n > part.references.len() as u64 {
        let _ = writeln!(text, "  {}", texts.more);
    }
}

#[cfg(test)]
mod tests {
    use langnghe_wire::Reference;

    use super::*;
    use crate::store::Count;

    #[test]
    fn a_digest_counts_and_names_references_and_nothing_else() {
        let digest = Digest {
            overdue: Part {
                count: Count {
                    n: 99,
                    or_more: true,
                },
                references: vec![Reference::from_random(1), Reference::from_random(2)],
            },
            fresh: Part {
                count: Count::exactly(1),
                references: vec![Reference::from_random(3)],
            },
            ..Digest::default()
        };
        let to = Address::email("minh@bacninh.example").unwrap();
        let day = "2026-11-24".parse().unwrap();
        let url: Url = "https://phan-anh.bacninh.example".parse().unwrap();
        let with = to_officer(("key", to.clone()), day, &digest, Some(&url));
        let without = to_officer(("key", to), day, &digest, None);
        assert!(!without.text.contains("http"), "{}", without.text);
        insta::assert_snapshot!(format!("{}\n\n{}", with.subject, with.text));
    }
}
