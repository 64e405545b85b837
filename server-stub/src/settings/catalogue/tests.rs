//! The catalogue under the hands of coordinators: what a phone then reads.

use langnghe_places::category::QuestionKind;
use proptest::prelude::*;

use super::*;

fn now() -> Timestamp {
    "2026-11-27T02:00:00Z".parse().unwrap()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an edit is made for one call"
)]
fn edited(settled: &Settled, edit: CatalogueEdit) -> Settled {
    settled.edited(&edit, now()).unwrap()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an edit is made for one call"
)]
fn invalid(edit: CatalogueEdit) -> Invalid {
    Settled::bundled().edited(&edit, now()).unwrap_err()
}

fn category(vi: &str) -> CategoryForm {
    CategoryForm {
        vi: vi.into(),
        sentence_vi: "Đề nghị kiểm tra.".into(),
        level: "normal".into(),
        ..CategoryForm::default()
    }
}

fn question(category: &str, vi: &str, kind: &str, choices: &str) -> QuestionForm {
    QuestionForm {
        category: category.into(),
        vi: vi.into(),
        kind: kind.into(),
        choices: choices.into(),
        ..QuestionForm::default()
    }
}

fn terms(category: &str, level: &str, amount: &str) -> TermsForm {
    let term = TermForm {
        amount: amount.into(),
        unit: "working_days".into(),
        basis_vi: "Quyết định 12/2027/QĐ-UBND".into(),
        basis_en: String::new(),
    };
    TermsForm {
        category: category.into(),
        level: level.into(),
        intake: term.clone(),
        resolution: term,
    }
}

#[test]
fn a_new_category_stands_before_something_else_and_has_a_code_of_its_own() {
    let mut settled = Settled::bundled();
    for _ in 0..2 {
        settled = edited(&settled, CatalogueEdit::Category(category("Chó thả rông")));
    }
    let codes: Vec<_> = settled
        .catalogue
        .categories
        .iter()
        .map(|c| c.code.as_str())
        .collect();
    assert!(
        codes.ends_with(&["cho_tha_rong", "cho_tha_rong_2", "other"]),
        "{codes:?}"
    );
    let name = &settled.catalogue.category("cho_tha_rong").unwrap().name;
    assert_eq!(name.en, "Chó thả rông");
}

#[test]
fn every_change_is_newer_to_a_phone_even_where_the_clock_stands() {
    let first = edited(&Settled::bundled(), CatalogueEdit::Category(category("A")));
    let second = edited(&first, CatalogueEdit::Category(category("B")));
    let versions = [&Settled::bundled(), &first, &second].map(|s| s.catalogue.version);
    assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
    assert_eq!(i64::from(versions[1]), now().as_second());
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let with_question =
        CatalogueEdit::Question(question("road", "Loại?", "choice", "Ổ gà | Pothole"));
    let settled = edited(&Settled::bundled(), with_question);
    for category in &settled.catalogue.categories {
        let untouched = CatalogueEdit::Category(CategoryForm::of_category(category));
        assert_eq!(edited(&settled, untouched), settled, "{}", category.code);
        for question in &category.questions {
            let untouched = QuestionForm::of_question(&category.code, question);
            assert_eq!(
                edited(&settled, CatalogueEdit::Question(untouched)),
                settled
            );
        }
    }
    for level in Level::ALL {
        let untouched = TermsForm::of_terms("", level, settled.catalogue.terms.of(level));
        assert_eq!(edited(&settled, CatalogueEdit::Terms(untouched)), settled);
    }
}

#[test]
fn a_retired_category_is_offered_to_nobody_and_still_known() {
    let retire = |is_retired| CatalogueEdit::Retire {
        category: "noise".into(),
        is_retired,
    };
    let settled = edited(&Settled::bundled(), retire(true));
    assert!(settled.offered().category("noise").is_none());
    assert!(settled.catalogue.category("noise").is_some());
    let again = edited(&settled, retire(false));
    assert!(again.offered().category("noise").is_some());

    let mut all = Settled::bundled();
    let codes: Vec<_> = all
        .catalogue
        .categories
        .iter()
        .map(|c| c.code.clone())
        .collect();
    for code in &codes[1..] {
        let edit = CatalogueEdit::Retire {
            category: code.clone(),
            is_retired: true,
        };
        all = edited(&all, edit);
    }
    let last = CatalogueEdit::Retire {
        category: codes[0].clone(),
        is_retired: true,
    };
    assert_eq!(
        all.edited(&last, now()),
        Err(Why::Needed.in_field("category"))
    );
}

#[test]
fn a_question_is_asked_put_otherwise_and_dropped() {
    let add = question("road", "Hư hỏng gì?", "choice", "Ổ gà | Pothole\n\nSụt lún");
    let settled = edited(&Settled::bundled(), CatalogueEdit::Question(add.clone()));
    let asked = |settled: &Settled| {
        settled
            .offered()
            .category("road")
            .unwrap()
            .questions
            .clone()
    };
    let one = &asked(&settled)[0];
    assert_eq!(
        (one.code.as_str(), one.kind),
        ("hu_hong_gi", QuestionKind::Choice)
    );
    let choices: Vec<_> = one
        .choices
        .iter()
        .map(|c| (c.code.as_str(), c.text.en.as_str()))
        .collect();
    assert_eq!(choices, [("o_ga", "Pothole"), ("sut_lun", "Sụt lún")]);

    let again = QuestionForm {
        question: one.code.clone(),
        choices: "Sụt lún | Subsidence\nNgập".into(),
        ..add
    };
    let settled = edited(&settled, CatalogueEdit::Question(again));
    let one = &asked(&settled)[0];
    let codes: Vec<_> = one.choices.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(codes, ["sut_lun", "ngap"]);
    let dropped = CatalogueEdit::NoQuestion {
        category: "road".into(),
        question: one.code.clone(),
    };
    assert_eq!(asked(&edited(&settled, dropped)), []);
}

#[test]
fn a_category_has_terms_of_its_own_until_it_has_not() {
    let settled = edited(
        &Settled::bundled(),
        CatalogueEdit::Terms(terms("road", "normal", "3")),
    );
    let amount = |settled: &Settled, code: &str| {
        let catalogue = &settled.catalogue;
        let category = catalogue.category(code).unwrap();
        catalogue
            .terms_of(category, Level::Normal)
            .resolution
            .amount
    };
    assert_eq!(
        (amount(&settled, "road"), amount(&settled, "waste")),
        (3, 5)
    );
    let settled = edited(&settled, CatalogueEdit::Terms(terms("", "normal", "7")));
    assert_eq!(
        (amount(&settled, "road"), amount(&settled, "waste")),
        (3, 7)
    );
    let none = CatalogueEdit::NoTerms {
        category: "road".into(),
        level: Level::Normal,
    };
    assert_eq!(amount(&edited(&settled, none), "road"), 7);
}

#[test]
fn a_form_that_is_wrong_names_its_field() {
    let dangerous = CategoryForm {
        dangerous: Some("on".into()),
        ..category("A")
    };
    let unknown = CategoryForm {
        numbers: "112, 911".into(),
        ..category("A")
    };
    for form in [dangerous, unknown] {
        let edit = CatalogueEdit::Category(form);
        assert_eq!(invalid(edit), Why::EmergencyNumber.in_field("numbers"));
    }
    let absent = CategoryForm {
        code: "ufo".into(),
        ..category("A")
    };
    assert_eq!(
        invalid(CatalogueEdit::Category(absent)),
        Why::UnknownCategory.in_field("category")
    );
    assert_eq!(
        invalid(CatalogueEdit::Question(question(
            "road", "A?", "choice", " \n"
        ))),
        Why::NoChoice.in_field("choices")
    );
    assert_eq!(
        invalid(CatalogueEdit::Question(question(
            "road", "A?", "choice", "a\na"
        ))),
        Why::Taken.in_field("choices")
    );
    assert_eq!(
        invalid(CatalogueEdit::Question(question(
            "road", "A?", "unknown", ""
        ))),
        Why::Unknown.in_field("kind")
    );
    for amount in ["", "0", "1001", "-1", "2.5", "ba"] {
        assert_eq!(
            invalid(CatalogueEdit::Terms(terms("", "urgent", amount))),
            Why::NotANumber(1, 1000).in_field("intake_amount")
        );
    }
    let baseless = TermsForm {
        resolution: TermForm::default(),
        ..terms("", "urgent", "1")
    };
    assert_eq!(
        invalid(CatalogueEdit::Terms(baseless)),
        Why::NotANumber(1, 1000).in_field("resolution_amount")
    );
}

proptest! {
    /// Whatever is typed: what is taken is a catalogue that every phone reads.
    #[test]
    fn what_is_taken_can_be_read(
        vi in "\\PC{0,70}",
        sentence in "\\PC{0,40}",
        keywords in "\\PC{0,60}",
        choices in "[a-đ |\n]{0,60}",
        kind in prop::sample::select(vec!["text", "choice", "yes_no"]),
    ) {
        let form = CategoryForm { sentence_vi: sentence, keywords, ..category(&vi) };
        let added = Settled::bundled().edited(&CatalogueEdit::Category(form), now());
        let settled = added.unwrap_or_else(|_| Settled::bundled());
        let asked = CatalogueEdit::Question(question("road", &vi, kind, &choices));
        if let Ok(settled) = settled.edited(&asked, now()) {
            let json = serde_json::to_vec(&settled.offered()).unwrap();
            prop_assert_eq!(Catalogue::parse(&json).unwrap(), settled.offered());
        }
    }
}
