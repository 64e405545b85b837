//! Over the real names.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::fold;

/// The first matches, one a line, as a person would see them.
fn found(query: &str) -> String {
    let mut lines = String::new();
    for Match {
        commune,
        matched,
        fit,
    } in Communes::bundled().search(query).into_iter().take(5)
    {
        let by = match matched {
            MatchedName::Current => String::new(),
            MatchedName::Former(former) => format!(" ({}, {})", former.name, former.district),
        };
        writeln!(lines, "{fit:?} {}{by}", commune.name).unwrap();
    }
    lines
}

#[test]
fn every_commune_is_found_by_its_name_with_and_without_accents() {
    let communes = Communes::bundled();
    for commune in communes.all() {
        let plain = fold(&commune.name);
        for query in [
            commune.name.as_str(),
            commune.short_name(),
            &plain,
            &plain.to_uppercase(),
        ] {
            let first = communes.search(query)[0];
            assert_eq!(first.fit, Fit::Exact, "{query}");
            assert_eq!(first.commune.code, commune.code, "{query}");
            assert_eq!(first.matched, MatchedName::Current, "{query}");
        }
    }
}

#[test]
fn every_former_commune_leads_to_the_commune_of_today() {
    let communes = Communes::bundled();
    for former in communes.former_names() {
        let query = fold(&format!("{}, {}", former.name, former.district));
        let matches = communes.search(&query);
        assert!(
            matches
                .iter()
                .any(|found| found.commune.code == former.code),
            "{query}"
        );
    }
}

#[test]
fn people_find_what_they_know() {
    let answers: String = [
        "tam tien",
        "Đông Lỗ",
        "dong tien",
        "yen the",
        "TT Chũ",
        "p. phuong son",
        "phuc hòa",
        "thi tran p",
        "hiep hoa dong lo",
        "xyz",
        "  ",
    ]
    .into_iter()
    .map(|query| format!("{query:?}\n{}\n", found(query)))
    .collect();
    insta::assert_snapshot!(answers, @r#"
    "tam tien"
    Exact Xã Tam Tiến

    "Đông Lỗ"
    Exact Xã Hiệp Hoà (Xã Đông Lỗ, Huyện Hiệp Hòa)
    Words Xã Dương Hưu (Xã Long Sơn, Huyện Sơn Động)

    "dong tien"
    Exact Xã Xuân Lương (Xã Đồng Tiến, Huyện Yên Thế)
    Exact Xã Hoàng Vân (Xã Đồng Tiến, Huyện Hiệp Hòa)
    Exact Xã Yên Phong (Xã Đông Tiến, Huyện Yên Phong)
    Words Xã Đại Đồng (Xã Đại Đồng, Huyện Tiên Du)

    "yen the"
    Exact Xã Yên Thế
    Words Xã Bố Hạ (Thị trấn Bố Hạ, Huyện Yên Thế)
    Words Xã Tam Tiến (Xã An Thượng, Huyện Yên Thế)
    Words Xã Xuân Lương (Xã Canh Nậu, Huyện Yên Thế)
    Words Xã Đồng Kỳ (Xã Đồng Hưu, Huyện Yên Thế)

    "TT Chũ"
    Exact Phường Chũ
    Prefix Xã Lục Nam (Xã Chu Điện, Huyện Lục Nam)
    Words Phường Phượng Sơn (Phường Phượng Sơn, Thị xã Chũ)
    Words Xã Kiên Lao (Xã Kiên Lao, Thị xã Chũ)
    Words Xã Phúc Hoà (Xã Liên Chung, Huyện Tân Yên)

    "p. phuong son"
    Exact Phường Phượng Sơn
    Exact Xã Lục Nam (Thị trấn Phương Sơn, Huyện Lục Nam)
    Words Phường Nam Sơn
    Words Phường Song Liễu
    Words Phường Tam Sơn

    "phuc hòa"
    Exact Xã Phúc Hoà

    "thi tran p"
    Prefix Phường Phù Khê
    Prefix Phường Phương Liễu
    Prefix Phường Phượng Sơn
    Prefix Xã Phật Tích
    Prefix Xã Phù Lãng

    "hiep hoa dong lo"
    Words Xã Hiệp Hoà (Xã Đông Lỗ, Huyện Hiệp Hòa)

    "xyz"

    "  "
    "#);
}

#[test]
fn a_province_alone_is_no_name() {
    let matches = Communes::bundled().search("tinh bac giang");
    assert!(matches.len() < 40, "{}", matches.len());
}

proptest! {
    #[test]
    fn any_query_is_answered_with_each_commune_once_and_the_best_first(query in "\\PC{0,200}") {
        let matches = Communes::bundled().search(&query);
        prop_assert!(matches.is_sorted_by_key(|found| found.fit));
        let codes: BTreeSet<_> =
            matches.iter().map(|found| &found.commune.code).collect();
        prop_assert_eq!(codes.len(), matches.len());
    }
}
