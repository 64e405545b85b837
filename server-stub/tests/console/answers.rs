//! A category's own questions at the desk: asked in the form for a call, read on the case's page, and
//! never public by themselves.

use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_server::settings::{
    Document,
    catalogue::{CatalogueEdit, QuestionForm, Settled},
};
use langnghe_wire::{Filing, GivenAnswer, ReportId};
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, HERE, PASSWORD, Page, case};

const INTAKE: &str = "/console/intake";

fn question(vi: &str, en: &str, kind: &str, choices: &str) -> QuestionForm {
    QuestionForm {
        category: "road".into(),
        vi: vi.into(),
        en: en.into(),
        kind: kind.into(),
        choices: choices.into(),
        ..QuestionForm::default()
    }
}

/// A desk at which roads are asked about in every way: a number that is required, a side, what it
/// hinders, when it began, whom to ask, yes or no, and whatever there is to say.
async fn desk() -> Desk {
    let desk = Desk::open().await;
    let mut settled = Settled::bundled();
    for form in [
        QuestionForm {
            required: Some("on".into()),
            ..question("Rộng mấy mét?", "How many metres wide?", "number", "")
        },
        question(
            "Bên nào?",
            "Which side?",
            "choice",
            "Trái | Left\nPhải | Right",
        ),
        question(
            "Cản trở ai?",
            "Whom does it hinder?",
            "choices",
            "Xe máy | Motorbikes\nXe buýt | Buses",
        ),
        question("Từ lúc nào?", "Since when?", "moment", ""),
        question("Ai biết rõ?", "Who knows more?", "line", ""),
        question("Có ngập không?", "Is it flooded?", "yes_no", ""),
        question("Đã thấy những gì?", "What was seen?", "text", ""),
    ] {
        let edit = CatalogueEdit::Question(form);
        settled = settled.edited(&edit, desk.now()).unwrap();
    }
    let rules = desk.state.rules.current();
    let rules = rules.with(Document::Catalogue(settled.into()), 1).unwrap();
    desk.state.rules.replace(rules);
    desk
}

fn typed<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("origin", "phone"),
        ("category", "road"),
        ("text", "Bác gọi: đường sụt."),
        ("commune", HERE),
    ];
    usual
        .into_iter()
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
        .chain(more.iter().copied())
        .collect()
}

async fn send(browser: &Browser, form: &Page, fields: &[(&str, &str)]) -> Page {
    let carried = ["csrf", "version", "do", "report"].map(|name| (name, form.hidden(name)));
    let fields: Vec<_> = carried.into_iter().chain(fields.iter().copied()).collect();
    browser.post_parts(INTAKE, &fields, &[]).await
}

const ANSWERS: [(&str, &str); 9] = [
    ("asked", "road"),
    ("answer-rong_may_met", "1,5"),
    ("answer-ben_nao", "trai"),
    ("answer-can_tro_ai", "xe_may"),
    ("answer-can_tro_ai", "xe_buyt"),
    ("answer-tu_luc_nao", "2026-11-22T17:30"),
    ("answer-ai_biet_ro", "Bà Trần Thị Tư, 0912 345 678"),
    ("answer-co_ngap_khong", "no"),
    ("answer-da_thay_nhung_gi", "Đất lún.\nNước đục."),
];

#[tokio::test]
async fn the_questions_stand_in_the_form_once_their_category_is_chosen() {
    let desk = desk().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    assert!(!form.says("Rộng mấy mét?") && form.hidden("asked").is_empty());
    for fields in [
        // Sent before they stood there, and asked for by the button, whatever else is missing.
        typed(&[]),
        typed(&[("show", "yes"), ("text", "")]),
    ] {
        let asked = send(&browser, &form, &fields).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert!(asked.says("Lĩnh vực này có câu hỏi riêng") && asked.says("Rộng mấy mét?"));
        assert_eq!(asked.hidden("asked"), "road");
        assert!(asked.says("type=\"datetime-local\"") && asked.says("inputmode=\"decimal\""));
        assert!(asked.says("<option value=\"no\">Không</option>"));
        assert!(asked.says("<textarea id=\"intake-answer-da_thay_nhung_gi\""));
        assert!(asked.says("<input id=\"intake-answer-ai_biet_ro\""));
        assert!(asked.says("type=\"checkbox\" name=\"answer-can_tro_ai\" value=\"xe_buyt\""));
        assert_eq!(asked.hidden("report"), form.hidden("report"));
    }
    let none = typed(&[("show", "yes"), ("category", "waste")]);
    let none = send(&browser, &form, &none).await;
    assert!(none.says("không có câu hỏi riêng") && !none.says("Rộng mấy mét?"));

    // For a script, the questions alone; what fits comes along.
    let carried = ["csrf", "version"].map(|name| (name, form.hidden(name)));
    let fields = [("category", "road"), ("answer-ben_nao", "phai")];
    let fields: Vec<_> = carried.into_iter().chain(fields).collect();
    let part = browser.post("/console/intake/questions", &fields).await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(
        part.body
            .starts_with("<input type=\"hidden\" name=\"asked\" value=\"road\">")
    );
    assert!(part.says("<option value=\"phai\" selected>") && !part.says("<html"));
}

#[tokio::test]
async fn what_the_caller_answers_is_read_on_the_case_and_never_public_by_itself() {
    let desk = desk().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    let answer = send(&browser, &form, &typed(&ANSWERS)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let report: ReportId = form.hidden("report").parse().unwrap();
    let page = browser.get(&case(report)).await;
    for said in [
        "<dt>Rộng mấy mét?</dt>\n<dd class=\"words\" lang=\"vi\">1,5</dd>",
        "<dt>Bên nào?</dt>\n<dd class=\"words\" lang=\"vi\">Trái</dd>",
        "lang=\"vi\">Xe máy</dd>\n<dd class=\"words\" lang=\"vi\">Xe buýt</dd>",
        "17:30, 22/11/2026",
        "Bà Trần Thị Tư, 0912 345 678",
        "Không</dd>",
        "Đất lún.\nNước đục.</dd>",
        "kèm 7 câu trả lời cho câu hỏi của lĩnh vực",
    ] {
        assert!(page.says(said), "{said}\n{}", page.body);
    }

    let public = browser.get(&format!("{}/public", case(report))).await;
    assert!(public.says("Tên người: <mark lang=\"vi\">Trần Thị Tư</mark>"));
    assert!(public.says("<mark>0912 345 678<span class=\"unseen\"> (Số điện thoại)</span></mark>"));
    let fields = [
        ("csrf", public.hidden("csrf")),
        ("version", public.hidden("version")),
        ("do", "text_out"),
        ("text", "Đường sụt."),
    ];
    let out = browser
        .post(&format!("{}/public", case(report)), &fields)
        .await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    let public = browser.get(&format!("{}/public", case(report))).await;
    let seen = public.body.split_once("id=\"seen\"").unwrap().1;
    assert!(seen.contains("Đường sụt.") && !seen.contains("0912") && !seen.contains("Rộng"));
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_at_it_and_everything_typed_stays() {
    let desk = desk().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    let long = "ơ".repeat(501);
    for (name, value, says) in [
        ("answer-rong_may_met", "", "Hãy hỏi và ghi câu trả lời này."),
        ("answer-rong_may_met", "rộng lắm", "Hãy ghi một con số"),
        ("answer-ben_nao", "giữa", "chưa đúng dạng"),
        ("answer-can_tro_ai", "xe_tang", "chưa đúng dạng"),
        ("answer-tu_luc_nao", "2026-11-22", "Hãy ghi cả ngày và giờ."),
        ("answer-tu_luc_nao", "hôm qua", "Hãy ghi cả ngày và giờ."),
        ("answer-ai_biet_ro", long.as_str(), "dài quá 500 ký tự"),
    ] {
        let mut fields: Vec<_> = ANSWERS.into_iter().filter(|(n, _)| *n != name).collect();
        fields.push((name, value));
        let again = send(&browser, &form, &typed(&fields)).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        let id = format!("id=\"intake-{name}-problem\">");
        let problem = again.body.split_once(&id).unwrap().1;
        assert!(
            problem.starts_with(says) || problem.contains(says),
            "{value}"
        );
        assert!(again.says("Bác gọi: đường sụt.") && again.says("autofocus"));
        let kept = [
            "value=\"1,5\"",
            "value=\"trai\" selected",
            "value=\"xe_buyt\" checked",
        ];
        let kept = kept.iter().filter(|kept| again.says(kept)).count();
        assert!(kept >= 2, "{value}: {kept}");
    }
    // Who can't be asked needn't have answered.
    let letter = typed(&[("origin", "paper"), ("asked", "road")]);
    let taken = send(&browser, &form, &letter).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
}

#[tokio::test]
async fn answers_outlive_the_end_of_a_session() {
    let desk = desk().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    desk.pass(IDLE_LIFETIME);
    let signed_out = send(&browser, &form, &typed(&ANSWERS)).await;
    let kept = signed_out.hidden("kept").replace("&#34;", "\"");
    let form = [
        ("name", "lan"),
        ("password", PASSWORD),
        ("to", signed_out.hidden("to")),
        ("kept", &kept),
    ];
    let page = browser.post("/console/sign-in", &form).await;
    assert!(
        page.says("chưa được gửi") && page.says("value=\"1,5\""),
        "{}",
        page.body
    );
    assert!(page.says("value=\"xe_may\" checked") && page.says("value=\"xe_buyt\" checked"));
    let answer = send(&browser, &page, &typed(&ANSWERS)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn a_phone_s_answers_are_read_as_asked_in_the_reader_s_language_and_as_given_if_unknown() {
    let desk = desk().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let given = |question: &str, value: &str| GivenAnswer {
        question: question.into(),
        values: vec![value.into()],
    };
    let filing = Filing {
        answers: vec![
            given("ben_nao", "phai"),
            given("rong_may_met", "không rõ"),
            given("da_bo", "cái gì đó <b>"),
        ],
        ..phone.filing_in(HERE, "road", "Sụt.", &[])
    };
    let report = phone.file_this(filing).await;
    let page = browser.get(&case(report)).await;
    assert!(page.says("Phải</dd>") && page.says("không rõ</dd>"));
    assert!(page.says("Câu hỏi “da_bo” (không còn trong danh mục)"));
    assert!(page.says("cái gì đó &#60;b&#62;</dd>"), "{}", page.body);
    browser
        .cookies
        .lock()
        .unwrap()
        .insert("__Host-langnghe-language".into(), "en".into());
    let english = browser.get(&case(report)).await;
    assert!(english.says("<dt>Which side?</dt>"), "{}", english.body);
    assert!(english.says("lang=\"en\">Right</dd>"));
}
