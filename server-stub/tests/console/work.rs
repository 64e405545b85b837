//! The list at work: what a row offers, how much a page weighs, what others did meanwhile, the map.

use reqwest::StatusCode;

use crate::desk::{Desk, ELSEWHERE, case};

#[tokio::test]
async fn one_press_in_a_row_is_done_and_leads_back_to_the_list() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let here = "/console/cases?q=%E1%BB%95+g%C3%A0";
    let list = browser.get(here).await;
    assert!(list.says("<span class=\"new\">Mới</span>"));
    assert!(list.says("name=\"do\" value=\"accept\""));
    assert_eq!(list.hidden("back"), here);
    let form = [
        ("csrf", list.hidden("csrf")),
        ("version", list.hidden("version")),
        ("back", list.hidden("back")),
        ("do", "accept"),
    ];
    let press = format!("{}/press", case(report));
    let done = browser.post(&press, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(done.header("location"), here);
    let list = browser.get(here).await;
    assert!(list.says("Đã tiếp nhận vụ việc."), "{}", list.body);
    assert!(
        !list.says("<span class=\"new\">"),
        "one's own doing is no news"
    );
    assert!(list.says("name=\"do\" value=\"start\""));
    assert!(!browser.get(here).await.says("Đã tiếp nhận vụ việc."));

    // The same form again: somebody was quicker, and nothing is done twice.
    assert_eq!(
        browser.post(&press, &form).await.status,
        StatusCode::CONFLICT
    );
    let words = [form[0], form[1], form[2], ("do", "refuse")];
    let refused = browser.post(&press, &words).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = [("csrf", "AAAA"), form[1], form[2], form[3]];
    let refused = browser.post(&press, &foreign).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn fifty_cases_weigh_less_than_sixty_kilobytes_on_the_wire() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let words = [
        "đường",
        "hỏng",
        "ngập",
        "cống",
        "rác",
        "đèn",
        "cây",
        "trường",
        "chợ",
        "kênh",
    ];
    for i in 0..50_usize {
        let said: Vec<_> = (0..60).map(|j| words[(i * 7 + j * (i + 3)) % 10]).collect();
        let text = format!("Số {i}: {}", said.join(" "));
        let picture = crate::desk::photograph(i % 2);
        phone
            .file("road", &text, std::slice::from_ref(&picture))
            .await;
        phone.deliver(&picture).await;
    }
    let browser = desk.signed_in("lan").await;
    let page = browser.get("/console/cases").await;
    assert_eq!(page.body.matches("<li id=\"row-").count(), 50);
    let wire = browser.wire("/console/cases", "none").await;
    assert_eq!(wire[..2], [0x1f, 0x8b], "gzip");
    assert!(wire.len() < 60 * 1024, "{} bytes", wire.len());
    // What another site asked for tells nothing by its length.
    let foreign = browser.wire("/console/cases", "cross-site").await;
    assert!(foreign.starts_with(b"<!doctype html>"));
}

#[tokio::test]
async fn an_open_list_learns_what_others_did_and_nothing_of_other_units() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    desk.add_user("hoa", Some(crate::desk::HERE)).await;
    let (lan, hoa) = (desk.signed_in("lan").await, desk.signed_in("hoa").await);
    let since = |page: &crate::desk::Page| page.hidden("since").to_owned();
    let seen = since(&lan.get("/console/cases").await);
    let news = format!("/console/news?since={seen}");
    assert_eq!(lan.get(&news).await.status, StatusCode::NO_CONTENT);

    hoa.act(report, "accept", "").await;
    phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    let told = lan.get(&news).await;
    assert!(
        told.says("hoa vừa làm việc với vụ này: Đã tiếp nhận."),
        "{}",
        told.body
    );
    assert!(!told.says("phản ánh mới"), "{}", told.body);
    assert_eq!(hoa.get(&news).await.status, StatusCode::NO_CONTENT);

    phone.file("road", "Nữa", &[]).await;
    let told = lan
        .get(&format!("/console/news?since={}", since(&told)))
        .await;
    assert!(told.says("Vừa có 1 phản ánh mới."), "{}", told.body);
    assert!(!told.says("hoa vừa"), "told once");
}

#[tokio::test]
async fn what_officers_do_elsewhere_is_no_news_and_much_of_it_is_passed_over() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let here = phone.file("road", "Ổ gà.", &[]).await;
    let elsewhere = phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    desk.add_user("xa", Some(ELSEWHERE)).await;
    desk.add_user("tinh", None).await;
    let (lan, xa) = (desk.signed_in("lan").await, desk.signed_in("xa").await);
    let tinh = desk.signed_in("tinh").await;
    let since = |page: &crate::desk::Page| format!("/console/news?since={}", page.hidden("since"));
    let list = lan.get("/console/cases").await;
    xa.act(elsewhere, "accept", "").await;
    let quiet = lan.get(&since(&list)).await;
    assert_eq!(quiet.status, StatusCode::NO_CONTENT);
    assert_eq!(quiet.body, "");
    let told = tinh.get(&since(&list)).await;
    assert!(told.says("xa vừa làm việc với vụ này"), "{}", told.body);

    // More than one look goes through: where it stopped is told, and nothing else.
    for i in 0..500 {
        phone
            .file_in(ELSEWHERE, "road", &format!("Số {i}"), &[])
            .await;
    }
    xa.act(elsewhere, "start", "").await;
    tinh.act(here, "accept", "").await;
    let mut page = lan.get(&since(&list)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.says("class=\"news\"") && !page.says("id=\"arrived\""));
    for _ in 0..3 {
        let next = lan.get(&since(&page)).await;
        if next.status == StatusCode::NO_CONTENT {
            break;
        }
        page = next;
    }
    let own = "tinh vừa làm việc với vụ này: Đã tiếp nhận.";
    assert!(page.says(own), "{}", page.body);
    assert_eq!(page.body.matches("class=\"news\"").count(), 1);
    let again = lan.get(&since(&page)).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT, "told once");
}

#[tokio::test]
async fn the_map_shows_the_cases_of_the_list() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    phone.file("waste", "Rác.", &[]).await;
    phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    let browser = desk.signed_in("lan").await;
    let screen = "west=105.5&south=20.5&east=107.5&north=22&zoom=9";
    let shown = async |filter: &str| {
        let page = browser.get(&format!("/console/map?{filter}{screen}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        page.body
    };
    assert!(shown("").await.contains("\"n\":2}"), "{}", shown("").await);
    let one = shown("category=road&").await;
    assert!(
        one.contains(&format!("\"page\":\"{}\"", case(report))),
        "{one}"
    );
    assert_eq!(shown("q=kangaroo&").await, "[]");
    let far = screen.replace("zoom=9", "zoom=99");
    let page = browser.get(&format!("/console/map?{far}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = browser.get("/console/cases").await;
    let (_, rest) = list.body.split_once("data-boundaries=\"").unwrap();
    let boundaries = browser.get(rest.split_once('"').unwrap().0).await;
    assert!(boundaries.says("\"type\":\"Topology\""));
}
