//! The same for several cases at once.

use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, case};

const ADDRESS: &str = "/console/together";

/// The marks of cases, as the rows of the list have them.
async fn marks(browser: &Browser, reports: &[ReportId]) -> Vec<String> {
    let list = browser.get("/console/cases").await;
    let mark = |report: &ReportId| {
        let from = list.body.find(&format!("value=\"{report}.")).unwrap() + 7;
        let mark = &list.body[from..];
        mark[..mark.find('"').unwrap()].to_owned()
    };
    reports.iter().map(mark).collect()
}

fn chosen<'a>(marks: &'a [String], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let marks = marks.iter().map(|mark| ("case", mark.as_str()));
    marks.chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn several_are_forwarded_and_the_one_that_changed_is_named() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let mut reports = vec![];
    for text in ["Ổ gà.", "Nắp cống vỡ.", "Biển báo đổ."] {
        reports.push(phone.file("road", text, &[]).await);
    }
    let browser = desk.signed_in("lan").await;
    let marks = marks(&browser, &reports).await;
    let query: Vec<String> = marks.iter().map(|mark| format!("case={mark}")).collect();
    let page = browser.get(&format!("{ADDRESS}?{}", query.join("&"))).await;
    assert!(page.says("Đã chọn 3 vụ việc"), "{}", page.body);

    // Meanwhile somebody else takes the second.
    let other = desk.signed_in("lan").await;
    other.act(reports[1], "accept", "").await;

    let csrf = page.hidden("csrf");
    let words = [("csrf", csrf), ("do", "forward"), ("unit", "07264-vp")];
    let lacking = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        lacking.says("<option value=\"07264-vp\" selected>"),
        "it is kept"
    );

    let words = [words[0], words[1], words[2], ("text", "Thuộc văn phòng.")];
    let done = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert!(done.says("Xong 2 trong 3 vụ việc."), "{}", done.body);
    assert!(done.says("vụ việc vừa có thay đổi"));
    let first = browser.get(&case(reports[0])).await;
    assert!(first.says("Văn phòng HĐND và UBND") && first.says("Thuộc văn phòng."));
    let second = browser.get(&case(reports[1])).await;
    assert!(!second.says("Thuộc văn phòng."), "nothing was done to it");

    // Sent twice by mistake: nobody forwards to where it is.
    let again = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert!(again.says("Xong 0 trong 3 vụ việc."), "{}", again.body);
}

#[tokio::test]
async fn a_template_is_filled_in_for_each_case() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let reports = [
        phone.file("road", "Ổ gà.", &[]).await,
        phone.file("road", "Nắp cống vỡ.", &[]).await,
    ];
    let browser = desk.signed_in("lan").await;
    let marks = marks(&browser, &reports).await;
    let page = browser
        .get(&format!("{ADDRESS}?case={}&case={}", marks[0], marks[1]))
        .await;
    let offered = &page.body[page.body.find("id=\"reply-template\"").unwrap()..];
    let template = offered.split("<option value=\"").nth(2).unwrap();
    let template = &template[..template.find('"').unwrap()];
    let words = [
        ("csrf", page.hidden("csrf")),
        ("do", "reply"),
        ("template", template),
        ("public", "no"),
    ];
    let done = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert!(done.says("Xong 2 trong 2 vụ việc."), "{}", done.body);
    let mut replies = vec![];
    for report in reports {
        let page = browser.get(&case(report)).await;
        let from = page.body.find("<blockquote lang=\"vi\">").unwrap();
        let reply = &page.body[from..];
        replies.push(reply[..reply.find("</blockquote>").unwrap()].to_owned());
    }
    assert!(!replies[0].contains('{') && !replies[1].contains('{'));
}

#[tokio::test]
async fn anothers_case_and_too_many_are_told_apart() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    desk.add_user("hoa", Some(ELSEWHERE)).await;
    let there = desk.signed_in("hoa").await;
    let page = there.get(&format!("{ADDRESS}?case={report}.2")).await;
    assert!(page.says("Chưa chọn vụ việc nào."), "it is another unit's");
    let words = [
        ("csrf", "AAAA"),
        ("do", "assign"),
        ("user", ""),
        ("case", ""),
    ];
    let foreign = there.post(ADDRESS, &words[..3]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let unread = there.post(ADDRESS, &words).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    let many = vec![format!("case={report}.2"); 51].join("&");
    let many = there.get(&format!("{ADDRESS}?{many}")).await;
    assert_eq!(many.status, StatusCode::PAYLOAD_TOO_LARGE);
}
