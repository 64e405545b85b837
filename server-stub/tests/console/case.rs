//! The page of a case.

use langnghe_wire::Body;
use reqwest::StatusCode;

use crate::desk::{Desk, HERE, case, photograph};

#[tokio::test]
async fn a_case_says_what_was_reported_where_and_by_when() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let pictures = [photograph(0), photograph(1)];
    let report = phone.file("dyke", "Sạt mái đê.", &pictures).await;
    let browser = desk.signed_in("lan").await;

    let page = browser.get(&case(report)).await;
    for text in [
        "Sạt mái đê.",
        "Đã đến 0 trong 2 ảnh",
        "Ảnh 1 chưa đến",
        "Hạn tiếp nhận",
        "Hạn xử lý",
        "Căn cứ: ",
        "href=\"geo:",
        "sai số khoảng 12 m",
        "Bản đồ Xã Tam Tiến",
        "gửi phản ánh",
    ] {
        assert!(page.says(text), "the page lacks {text}");
    }
    phone.deliver(&pictures[1]).await;
    let page = browser.get(&case(report)).await;
    assert!(page.says("Đã đến 1 trong 2 ảnh"));
    assert!(
        page.says("alt=\"Ảnh 2 trong 2, người dân gửi\""),
        "the one that is here is large"
    );
    assert!(page.says("Ảnh 1 chưa đến"));
    assert!(page.says("Một ảnh đến nơi"));
}

#[tokio::test]
async fn a_case_says_where_exactly_in_the_persons_words_and_only_on_its_page() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let mut filing = phone.filing_in(HERE, "dyke", "Sạt mái đê.", &[]);
    filing.place.detail = Some("Thôn Đông, cạnh nhà ông <b>Bảy</b>".into());
    let report = phone.file_this(filing).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    assert!(page.says("Thôn Đông, cạnh nhà ông &#60;b&#62;Bảy"));
    assert!(!page.says("<b>Bảy"));
    assert!(!browser.get("/console/cases").await.says("Thôn Đông"));
}

#[tokio::test]
async fn who_reported_is_on_no_page() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let contact = Body::Contact {
        name: Some("Nguyễn Thị Mận".into()),
        phone: Some("0912345678".into()),
        email: Some("man@example.vn".into()),
    };
    phone.operate(report, contact).await;
    let browser = desk.signed_in("lan").await;
    for path in [case(report), "/console/cases".to_owned()] {
        let page = browser.get(&path).await;
        for secret in ["Mận", "0912345678", "man@example.vn"] {
            assert!(!page.says(secret), "{path} gives {secret} away");
        }
    }
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&</textarea>";
    let report = phone.file("road", attack, &[]).await;
    phone
        .operate(
            report,
            Body::AddText {
                text: attack.into(),
            },
        )
        .await;
    let browser = desk.signed_in("lan").await;
    browser.act(report, "reply", attack).await;
    browser.act(report, "note", attack).await;
    browser.act(report, "refuse", attack).await;

    let seen = browser.get(&case(report)).await;
    let conflict = browser.act_on(&seen, report, "accept", attack).await;
    let list = browser.get("/console/cases?show=all").await;
    let too_long = browser
        .act(report, "note", &format!("{attack}{}", "x".repeat(4_000)))
        .await;
    let sign_in = desk.browser().sign_in(attack, "wrong password").await;
    for page in [seen, conflict, list, too_long, sign_in] {
        assert!(page.says("&#60;script&#62;"), "it is shown");
        let ours = "<script src=\"/console/assets/";
        let scripts = page.body.matches("<script").count();
        assert_eq!(scripts, page.body.matches(ours).count(), "it isn't markup");
        assert!(!page.says("<img src=x"), "it isn't markup");
        assert!(!page.says("\"'&</textarea>"));
    }
}

#[tokio::test]
async fn pages_speak_the_language_that_was_asked_for() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    assert!(browser.get(&case(report)).await.says("<html lang=\"vi\">"));
    let path = case(report);
    let asked = [("language", "en"), ("back", path.as_str())];
    let answer = browser.post("/console/language", &asked).await;
    assert_eq!(answer.leads_to(), case(report));
    let page = browser.get(&case(report)).await;
    for text in [
        "<html lang=\"en\">",
        "Waiting to be accepted",
        "Accept by",
        "Sign out",
    ] {
        assert!(page.says(text), "the page lacks {text}");
    }
    let missing = browser.get("/console/nowhere").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.says("Page not found"));
    let answer = browser
        .post("/console/language", &[("language", "en"), ("back", "//x")])
        .await;
    assert_eq!(answer.leads_to(), "/console/cases");
}
