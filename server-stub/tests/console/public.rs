//! An officer lets pieces of a case out: text, photographs, covered copies.

use langnghe_photo::{MAX_PHOTO_BYTES, verify_delivered};
use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_wire::{ReportId, Sha256};
use reqwest::StatusCode;

use crate::{
    desk::{Browser, Desk, PASSWORD, Page, case, photograph},
    kept::sign_in_on,
};

const SAID: &str = "Nhà ông Nguyễn Văn Đông xả thải, gọi 0912 345 678.";

fn public(report: ReportId) -> String {
    format!("{}/public", case(report))
}

async fn send(browser: &Browser, report: ReportId, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&public(report)).await;
    assert_eq!(page.status, StatusCode::OK);
    let carried = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
    ];
    let fields: Vec<_> = carried.into_iter().chain(fields.iter().copied()).collect();
    browser.post(&public(report), &fields).await
}

/// What stands on the page as that which the public sees.
async fn seen(browser: &Browser, report: ReportId) -> String {
    let page = browser.get(&public(report)).await;
    page.body.split_once("id=\"seen\"").unwrap().1.to_owned()
}

/// The copy whose address stands on a page beside the original's.
fn copy_on(page: &Page, original: Sha256) -> Sha256 {
    let hashes = page.body.split("name=\"shown\" value=\"").skip(1);
    hashes
        .map(|rest| rest[..64].parse().unwrap())
        .find(|hash| *hash != original)
        .expect("the page offers a copy")
}

#[tokio::test]
async fn a_text_is_marked_reworded_let_out_and_taken_back() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = phone.file("environment", SAID, &[]).await;
    let page = browser.get(&public(report)).await;
    assert!(page.says("Tên người: <mark lang=\"vi\">Nguyễn Văn Đông</mark>"));
    assert!(page.says("<mark>0912 345 678<span class=\"unseen\"> (Số điện thoại)</span></mark>"));
    assert!(page.says("Nhà ông […] xả thải, gọi […].</textarea>"));
    assert!(seen(&browser, report).await.contains("Chưa thấy gì"));
    let (_, script) = page.body.split_once("<script src=\"").unwrap();
    let script = browser.get(script.split_once('"').unwrap().0).await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(script.header("content-type").starts_with("text/javascript"));

    let out = [("do", "text_out"), ("text", "Có nhà xả thải.")];
    let answer = send(&browser, report, &out).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let shown = seen(&browser, report).await;
    assert!(shown.contains("Có nhà xả thải.") && !shown.contains("0912"));
    assert!(!shown.contains("LN-"), "the reference is the reporter's");
    assert!(
        browser
            .get(&case(report))
            .await
            .says("cho công khai nội dung")
    );

    let answer = send(&browser, report, &[("do", "text_in")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(seen(&browser, report).await.contains("Chưa thấy gì"));
    // The person who reported hears of none of it.
    let told = phone.told(report).await;
    assert!(!format!("{told:?}").contains("xả thải."));
}

#[tokio::test]
async fn a_wording_that_cannot_be_taken_stays_typed() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = phone.file("environment", SAID, &[]).await;
    let long = "ơ".repeat(4_001);
    for (typed, says) in [("", "Hãy"), (long.as_str(), "4000")] {
        let answer = send(&browser, report, &[("do", "text_out"), ("text", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says(says) && answer.says(&format!("\n{typed}</textarea>")));
    }
}

#[tokio::test]
async fn a_photograph_is_covered_looked_at_and_then_let_out() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let jpeg = photograph(0);
    let original = Sha256::of(&jpeg);
    let report = phone
        .file("waste", "Rác.", std::slice::from_ref(&jpeg))
        .await;
    assert!(!browser.get(&public(report)).await.says("name=\"original\""));
    phone.deliver(&jpeg).await;

    let hash = original.to_string();
    let part = [
        ("do", "cover"),
        ("original", &hash),
        ("left", "25"),
        ("top", "10,5"),
        ("width", "20"),
        ("height", "30"),
        ("left", ""),
        ("top", ""),
        ("width", ""),
        ("height", ""),
    ];
    let answer = send(&browser, report, &part).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.leads_to(), format!("{}#{hash}", public(report)));
    let page = browser.get(&public(report)).await;
    let copy = copy_on(&page, original);
    // Made, and not out: the officer looks first.
    assert!(seen(&browser, report).await.contains("Chưa thấy gì"));
    assert!(page.says("name=\"left\" value=\"25.0\"") && page.says("value=\"10.5\""));
    let address = format!("{}/photographs/{copy}", case(report));
    let bytes = browser.bytes(&address).await;
    verify_delivered(&bytes, MAX_PHOTO_BYTES).unwrap();
    assert_eq!(Sha256::of(&bytes), copy);

    let shown = copy.to_string();
    let out = [
        ("do", "photograph_out"),
        ("original", hash.as_str()),
        ("shown", &shown),
    ];
    let answer = send(&browser, report, &out).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let public_part = seen(&browser, report).await;
    assert!(public_part.contains(&shown) && !public_part.contains(&hash));

    let back = [("do", "photograph_in"), ("original", hash.as_str())];
    assert_eq!(
        send(&browser, report, &back).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(seen(&browser, report).await.contains("Chưa thấy gì"));
    // The phone gets its own picture's copy as little as anybody else's.
    assert_eq!(phone.result(copy).await, None);
}

#[tokio::test]
async fn parts_that_are_none_are_said_and_stay_typed() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let jpeg = photograph(0);
    let hash = Sha256::of(&jpeg).to_string();
    let report = phone
        .file("waste", "Rác.", std::slice::from_ref(&jpeg))
        .await;
    phone.deliver(&jpeg).await;
    let cover = async |numbers: [&str; 4]| {
        let [left, top, width, height] = numbers;
        let fields = [
            ("do", "cover"),
            ("original", hash.as_str()),
            ("left", left),
            ("top", top),
            ("width", width),
            ("height", height),
        ];
        send(&browser, report, &fields).await
    };
    let answer = cover(["", "", "", ""]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("ít nhất một vùng"));
    let answer = cover(["7", "x<b>", "5", "5"]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Vùng 1 chưa đúng") && answer.says("x&#60;b&#62;"));
    assert!(answer.says("name=\"left\" value=\"7\""));
}

#[tokio::test]
async fn nothing_of_another_case_or_unit_gets_out() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let jpeg = photograph(0);
    let hash = Sha256::of(&jpeg).to_string();
    let with = phone
        .file("waste", "Rác.", std::slice::from_ref(&jpeg))
        .await;
    phone.deliver(&jpeg).await;
    let without = phone.file("road", "Ổ gà.", &[]).await;
    let out = [
        ("do", "photograph_out"),
        ("original", hash.as_str()),
        ("shown", hash.as_str()),
    ];
    let answer = send(&browser, without, &out).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut cover = vec![("do", "cover"), ("original", hash.as_str())];
    cover.extend(["left", "top", "width", "height"].map(|name| (name, "5")));
    let answer = send(&browser, without, &cover).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    desk.add_user("hoa", Some(crate::desk::ELSEWHERE)).await;
    let stranger = desk.signed_in("hoa").await;
    assert_eq!(
        stranger.get(&public(with)).await.status,
        StatusCode::NOT_FOUND
    );
    let address = public(with);
    let form = [("csrf", "x"), ("version", "3"), ("do", "text_in")];
    let forged = browser.post(&address, &form);
    assert_eq!(forged.await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_wording_and_parts_outlive_the_end_of_a_session() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let jpeg = photograph(0);
    let original = Sha256::of(&jpeg).to_string();
    let report = phone
        .file("environment", SAID, std::slice::from_ref(&jpeg))
        .await;
    phone.deliver(&jpeg).await;
    let wording = [("do", "text_out"), ("text", "Có nhà xả thải <ra sông>.")];
    let parts = [
        ("do", "cover"),
        ("original", original.as_str()),
        ("left", "12,5"),
        ("top", "99,9"),
        ("width", "0"),
        ("height", "5"),
    ];
    let shown = [
        "\nCó nhà xả thải &#60;ra sông&#62;.</textarea>",
        "name=\"left\" value=\"12,5\"",
    ];
    for (fields, shown) in [wording.as_slice(), &parts].into_iter().zip(shown) {
        // The session ended.
        let page = browser.get(&public(report)).await;
        let token = page.hidden("csrf").to_owned();
        let version = page.hidden("version").to_owned();
        let carried = [("csrf", token.as_str()), ("version", version.as_str())];
        let form = [carried.as_slice(), fields].concat();
        desk.pass(IDLE_LIFETIME);
        let asked = browser.post(&public(report), &form).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        assert!(asked.says("lời đã viết vẫn còn") && asked.says("Đăng nhập"));
        assert!(!asked.says(&token), "its proof is not kept");
        let again = sign_in_on(&browser, &asked, "lan", PASSWORD).await;
        assert_eq!(again.status, StatusCode::OK);
        assert!(
            again.says("chưa được gửi") && again.says(shown),
            "{}",
            again.body
        );

        // It goes on in another one.
        let again = browser.post(&public(report), &form).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        assert!(
            again.says("chưa được gửi") && again.says(shown),
            "{}",
            again.body
        );
        assert!(seen(&browser, report).await.contains("Chưa thấy gì"));
    }
    // Longer than any form may be: there all the same.
    let long = format!("{}.", "Dài".repeat(1024 * 1024));
    let answer = send(&browser, report, &[("do", "text_out"), ("text", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says(&format!("\n{long}</textarea>")));
}
