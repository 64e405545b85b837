//! A session that ended while somebody wrote: what was typed is never lost.

use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_wire::{Body, change::What};
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, PASSWORD, Page, case};

pub(crate) const WORDS: &str = "Đã hỏi nhà thầu:\r\n\"sáng mai\" <đến>.";

/// What is shown of it in a text area.
pub(crate) const SHOWN: &str = "Đã hỏi nhà thầu:\n&#34;sáng mai&#34; &#60;đến&#62;.</textarea>";

/// Signs in on a page that keeps a form.
pub(crate) async fn sign_in_on(browser: &Browser, page: &Page, name: &str, password: &str) -> Page {
    let kept = unescaped(page.hidden("kept"));
    let form = [
        ("name", name),
        ("password", password),
        ("to", page.hidden("to")),
        ("kept", &kept),
    ];
    browser.post("/console/sign-in", &form).await
}

fn unescaped(value: &str) -> String {
    value
        .replace("&#34;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

#[tokio::test]
async fn a_reply_whose_session_ended_is_there_after_signing_in_and_not_sent_by_itself() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let seen = browser.get(&case(report)).await;
    desk.pass(IDLE_LIFETIME);

    let page = browser.act_on(&seen, report, "reply", WORDS).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.says("lời đã viết vẫn còn") && page.says("Đăng nhập"));
    assert!(
        !page.says("/console/language"),
        "whoever presses it would lose the words"
    );
    let page = sign_in_on(&browser, &page, "lan", "wrong").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.says("không đúng"), "and the words are still there:");
    assert!(!page.says("/console/language"));
    let page = sign_in_on(&browser, &page, "lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(
        page.says("chưa được gửi") && page.says(SHOWN),
        "{}",
        page.body
    );

    let replied = |told: &[What]| told.iter().any(|what| matches!(what, What::Reply { .. }));
    assert!(!replied(&phone.told(report).await));
    let answer = browser.act_on(&page, report, "reply", WORDS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(replied(&phone.told(report).await));
}

#[tokio::test]
async fn a_result_with_photographs_keeps_its_words_and_says_that_they_are_gone() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    browser.act(report, "accept", "").await;
    let seen = browser.get(&case(report)).await;
    desk.pass(IDLE_LIFETIME);
    let fields = [
        ("csrf", seen.hidden("csrf")),
        ("version", seen.hidden("version")),
        ("do", "resolve"),
        ("text", WORDS),
    ];
    // More than a megabyte that nobody reads: the answer comes through all the same.
    let photograph = [[0xff, 0xd8].as_slice(), &[0; 3 * 1024 * 1024]].concat();
    let page = browser
        .post_parts(&case(report), &fields, &[&photograph])
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.says("Ảnh đã chọn thì không giữ được."));
    let page = sign_in_on(&browser, &page, "lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says(SHOWN) && page.says("Ảnh đã chọn thì không giữ được."));
}

#[tokio::test]
async fn what_happened_meanwhile_is_shown_before_the_form_is_sent_again() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let seen = browser.get(&case(report)).await;
    desk.pass(IDLE_LIFETIME);
    let text = "Nước đã vào nhà.".into();
    phone.operate(report, Body::AddText { text }).await;
    let page = browser.act_on(&seen, report, "reply", WORDS).await;
    let page = sign_in_on(&browser, &page, "lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("Nước đã vào nhà.") && page.says(SHOWN));
}

#[tokio::test]
async fn somebody_of_another_unit_who_signs_in_there_sees_nothing_of_the_case() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    desk.add_user("tuan", Some(ELSEWHERE)).await;
    let browser = desk.signed_in("lan").await;
    let seen = browser.get(&case(report)).await;
    desk.pass(IDLE_LIFETIME);
    let page = browser.act_on(&seen, report, "reply", WORDS).await;
    let page = sign_in_on(&browser, &page, "tuan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(!page.says("Đã hỏi nhà thầu"));
}

#[tokio::test]
async fn what_stands_in_the_hidden_field_is_only_shown_whoever_wrote_it() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.browser();
    for strange in [
        "",
        "{",
        r#"{"report":"x","version":1,"what":"reply","typed":{},"photographs":false}"#,
        &format!(
            r#"{{"report":"{report}","version":1,"what":"withdraw","typed":{{}},"photographs":false}}"#
        ),
    ] {
        let form = [("name", "lan"), ("password", PASSWORD), ("kept", strange)];
        let page = browser.post("/console/sign-in", &form).await;
        assert_eq!(page.leads_to(), "/console/cases", "{strange}");
    }
    // Longer than a form may be, and nobody is signed in: nothing is read for nobody.
    let long = "x".repeat(200_000);
    let browser = desk.browser();
    let fields = [
        ("csrf", ""),
        ("version", "1"),
        ("do", "reply"),
        ("text", &long),
    ];
    let page = browser.post(&case(report), &fields).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// Signs in anew, as in another window: the pages that are open carry the former session's secret.
async fn sign_in_elsewhere(browser: &Browser) {
    let page = browser.sign_in("lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_reply_from_a_page_of_the_session_before_is_there_to_be_sent_again() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let seen = browser.get(&case(report)).await;
    sign_in_elsewhere(&browser).await;
    let page = browser.act_on(&seen, report, "reply", WORDS).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.says("chưa được gửi") && page.says(SHOWN),
        "{}",
        page.body
    );
    let replied = |told: &[What]| told.iter().any(|what| matches!(what, What::Reply { .. }));
    assert!(!replied(&phone.told(report).await), "nothing is proved yet");
    let answer = browser.act_on(&page, report, "reply", WORDS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(replied(&phone.told(report).await));

    // With photographs: nobody looks at them before it is proved whose form it is.
    browser.act(report, "accept", "").await;
    let seen = browser.get(&case(report)).await;
    sign_in_elsewhere(&browser).await;
    let fields = [
        ("csrf", seen.hidden("csrf")),
        ("version", seen.hidden("version")),
        ("do", "resolve"),
        ("text", WORDS),
    ];
    let page = browser
        .post_parts(&case(report), &fields, &[b"no photograph"])
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.says(SHOWN) && page.says("Ảnh đã chọn thì không giữ được."));
}

#[tokio::test]
async fn photographs_before_the_proof_make_it_somebody_elses_form() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    let form = format!(
        "--b\r\ncontent-disposition: form-data; name=\"photographs\"; filename=\"a.jpg\"\r\n\r\nx\r\n\
         --b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
         --b\r\ncontent-disposition: form-data; name=\"version\"\r\n\r\n{}\r\n\
         --b\r\ncontent-disposition: form-data; name=\"do\"\r\n\r\nreply\r\n\
         --b\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nĐã cử người.\r\n--b--\r\n",
        page.hidden("csrf"),
        page.hidden("version"),
    );
    let kind = "multipart/form-data; boundary=b";
    let answer = browser.post_body(&case(report), kind, form).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!browser.get(&case(report)).await.says("Đã cử người."));
}

#[tokio::test]
async fn what_was_typed_about_a_case_that_is_gone_is_given_back() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    desk.add_user("minh", Some("07264-kt")).await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let minh = desk.signed_in("minh").await;
    let seen = minh.get(&case(report)).await;
    let away = [("unit", "07264-vp"), ("text", "Thuộc văn phòng.")];
    let lan = desk.signed_in("lan").await;
    let forwarded = lan.act_with(report, "forward", &away).await;
    assert_eq!(
        forwarded.status,
        StatusCode::SEE_OTHER,
        "{}",
        forwarded.body
    );

    let page = minh.act_on(&seen, report, "reply", WORDS).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.body);
    assert!(page.says("vụ việc thuộc đơn vị khác"));
    assert!(
        page.says("Đã hỏi nhà thầu:\n&#34;sáng mai&#34; &#60;đến&#62;.</p>"),
        "{}",
        page.body
    );
    assert!(
        !page.says("Thuộc văn phòng."),
        "what others did stays theirs"
    );
    assert!(
        !page.says("/console/language"),
        "whoever presses it would lose the words"
    );
}

#[tokio::test]
async fn what_was_pressed_in_the_list_leads_to_its_case_after_signing_in() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    desk.pass(IDLE_LIFETIME);
    let press = format!("{}/press", case(report));
    let asked = browser
        .post(&press, &[("csrf", "x"), ("do", "accept")])
        .await;
    let to = format!("to={}", case(report));
    assert!(asked.leads_to().ends_with(&to), "{}", asked.leads_to());
}
