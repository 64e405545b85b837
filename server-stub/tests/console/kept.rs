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
