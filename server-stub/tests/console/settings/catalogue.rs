//! Categories and templates, and what phones are offered of them.

use super::*;
use crate::desk::Desk;

#[tokio::test]
async fn phones_are_offered_what_coordinators_make_of_the_catalogue() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let catalogue = async || {
        let bytes = hoa.bytes("/v1/catalogue").await;
        langnghe_places::Catalogue::parse(&bytes).unwrap()
    };
    let before = catalogue().await;
    let dogs = [
        ("vi", "Chó thả rông"),
        ("sentence_vi", "Chó thả rông ở đây. Đề nghị nhắc nhở."),
        ("level", "normal"),
    ];
    assert_saved(&send(&hoa, CATEGORIES, "category", &dogs).await, CATEGORIES);
    let question = [
        ("category", "cho_tha_rong"),
        ("vi", "Bao nhiêu con?"),
        ("en", "How many?"),
        ("kind", "number"),
    ];
    let asked = send(&hoa, CATEGORIES, "question", &question).await;
    let back = format!("{CATEGORIES}?edit=cho_tha_rong&said=saved");
    assert_eq!(asked.leads_to(), back);
    assert!(hoa.get(&back).await.says("Bao nhiêu con?"));
    let retired = [("category", "noise")];
    assert_saved(
        &send(&hoa, CATEGORIES, "retire", &retired).await,
        CATEGORIES,
    );

    let after = catalogue().await;
    assert!(
        after.version > before.version,
        "{} {}",
        after.version,
        before.version
    );
    let new = after.category("cho_tha_rong").unwrap();
    assert_eq!(new.questions[0].text.en, "How many?");
    assert!(after.category("noise").is_none());
    assert_eq!(
        desk.state.rules.current().offered.version,
        after.version,
        "what a sync says is what is served"
    );
    // A phone that was offline names what is no longer offered.
    let phone = desk.phone().await;
    let report = phone.file("noise", "Karaoke.", &[]).await;
    assert_eq!(placed(&desk, "hoa", report).await.0, "07264-vhxh");
    let report = phone.file("cho_tha_rong", "Ba con.", &[]).await;
    assert_eq!(placed(&desk, "hoa", report).await.0, "07264-vp");

    let silent = [&dogs[..], &[("dangerous", "on")]].concat();
    let wrong = send(&hoa, CATEGORIES, "category", &silent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("id=\"category-numbers-error\"") && wrong.says("Đề nghị nhắc nhở"));
}

#[tokio::test]
async fn a_category_can_ask_in_every_way_that_phones_know() {
    use langnghe_places::category::QuestionKind as K;

    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let edit = format!("{CATEGORIES}?edit=dyke");
    let kinds = [
        ("line", "một dòng chữ", K::Line),
        ("text", "chữ, nhiều dòng", K::Text),
        ("number", "số", K::Number),
        ("moment", "ngày và giờ", K::Moment),
        ("yes_no", "có hoặc không", K::YesNo),
        ("choice", "một trong các lựa chọn", K::Choice),
        ("choices", "một hoặc nhiều lựa chọn", K::Choices),
    ];
    let form = hoa.get(&edit).await;
    let offered = form.body.split_once("id=\"question-kind\"").unwrap().1;
    let offered = offered.split_once("</select>").unwrap().0;
    assert_eq!(offered.matches("<option").count(), kinds.len());
    for (name, words, _) in kinds {
        assert!(offered.contains(&format!("value=\"{name}\"")) && offered.contains(words));
        let question = [
            ("category", "dyke"),
            ("vi", words),
            ("kind", name),
            // Kept where there is something to choose from, and nowhere else.
            ("choices", "Trái | Left\nPhải"),
        ];
        let asked = send(&hoa, CATEGORIES, "question", &question).await;
        assert_eq!(asked.leads_to(), format!("{edit}&said=saved"), "{name}");
    }
    let offered = langnghe_places::Catalogue::parse(&hoa.bytes("/v1/catalogue").await).unwrap();
    let questions = &offered.category("dyke").unwrap().questions;
    let asked: Vec<_> = questions
        .iter()
        .map(|q| (q.kind, q.choices.len()))
        .collect();
    let expected = kinds.map(|(.., kind)| (kind, if kind.has_choices() { 2 } else { 0 }));
    assert_eq!(asked, expected);
    for (question, (name, words, _)) in questions.iter().zip(kinds) {
        let form = hoa.get(&format!("{edit}&question={}", question.code)).await;
        let chosen = format!("<option value=\"{name}\" selected>{words}</option>");
        assert!(form.says(&chosen), "{name}");
    }
}

#[tokio::test]
async fn a_template_asks_for_what_there_is_only() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let wrong = [
        ("name", "Chào"),
        ("category", ""),
        ("text", "Chào {name}, {unit} đây."),
    ];
    let page = send(&hoa, TEMPLATES, "template", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.says("“{name}” không phải chỗ điền nào có sẵn."),
        "{}",
        page.body
    );
    assert!(page.says("Chào {name}, {unit} đây."));
    let right = [
        ("name", "Chào"),
        ("category", "dyke"),
        ("text", "{unit} chào."),
    ];
    assert_saved(&send(&hoa, TEMPLATES, "template", &right).await, TEMPLATES);
    let rules = desk.state.rules.current();
    let offered = |category| {
        rules
            .templates
            .of_category(category)
            .iter()
            .any(|t| t.name == "Chào")
    };
    assert!(offered("dyke") && !offered("road"));
}
