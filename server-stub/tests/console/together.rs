//! The same for several cases at once.

use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::{
    desk::{Browser, Desk, ELSEWHERE, PASSWORD, Page, case},
    kept::{SHOWN, WORDS, sign_in_on},
};

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

/// Two cases, the officer who marked them, and the page that asks what is to be done.
async fn two_marked(desk: &Desk) -> (Vec<ReportId>, Browser, Vec<String>, Page) {
    let phone = desk.phone().await;
    let reports = vec![
        phone.file("road", "Ổ gà.", &[]).await,
        phone.file("road", "Nắp cống vỡ.", &[]).await,
    ];
    let browser = desk.signed_in("lan").await;
    let marks = marks(&browser, &reports).await;
    let query = format!(
        "case={}&case={}&back=/console/cases?q=a",
        marks[0], marks[1]
    );
    let page = browser.get(&format!("{ADDRESS}?{query}")).await;
    (reports, browser, marks, page)
}

#[tokio::test]
async fn a_reason_whose_session_ended_is_there_after_signing_in_and_not_sent_by_itself() {
    let desk = Desk::open().await;
    let (reports, browser, marks, page) = two_marked(&desk).await;
    desk.pass(IDLE_LIFETIME);
    let words = [
        ("csrf", page.hidden("csrf")),
        ("back", "/console/cases?q=a"),
        ("do", "forward"),
        ("unit", "07264-vp"),
        ("text", WORDS),
    ];
    let asked = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(asked.says("lời đã viết vẫn còn") && asked.says("Đăng nhập"));
    assert!(
        !asked.body.contains(page.hidden("csrf")),
        "its proof is not kept"
    );
    let wrong = sign_in_on(&browser, &asked, "lan", "wrong").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);

    // Somebody who sees none of the cases sees nothing of what was written about them either.
    desk.add_user("hoa", Some(ELSEWHERE)).await;
    let stranger = sign_in_on(&desk.browser(), &wrong, "hoa", PASSWORD).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);

    let page = sign_in_on(&browser, &wrong, "lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.says("chưa được gửi") && page.says("Đã chọn 2 vụ việc"));
    assert!(page.says("<option value=\"07264-vp\" selected>"));
    assert!(page.says(SHOWN), "{}", page.body);
    assert!(
        page.says("href=\"/console/cases?q=a\""),
        "the way back is kept"
    );
    for report in &reports {
        assert!(!browser.get(&case(*report)).await.says("Đã hỏi nhà thầu"));
    }

    let words = [
        ("csrf", page.hidden("csrf")),
        words[1],
        words[2],
        words[3],
        words[4],
    ];
    let done = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert!(done.says("Xong 2 trong 2 vụ việc."), "{}", done.body);
}

#[tokio::test]
async fn what_was_too_long_is_given_back_whole() {
    let desk = Desk::open().await;
    let (reports, browser, marks, page) = two_marked(&desk).await;
    let send = async |text: &str| {
        let words = [
            ("csrf", page.hidden("csrf")),
            ("do", "forward"),
            ("unit", "07264-vp"),
            ("text", text),
        ];
        browser.post(ADDRESS, &chosen(&marks, &words)).await
    };
    let long = "Dài. ".repeat(1_000);
    let lengths = [
        (long.trim().to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        ("x".repeat(10 * 1024 * 1024), StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (text, status) in lengths {
        let again = send(&text).await;
        assert_eq!(again.status, status);
        assert!(again.says("4000 ký tự"), "what to do is said");
        assert!(
            again.says(&format!("\n{text}</textarea>")),
            "and all is there"
        );
        assert!(again.says("<option value=\"07264-vp\" selected>"));
    }
    let page = browser.get(&case(reports[0])).await;
    assert!(!page.says("Dài."));
}

#[tokio::test]
async fn what_was_not_done_is_looked_at_again_with_the_words_that_were_written() {
    let desk = Desk::open().await;
    let (reports, browser, marks, page) = two_marked(&desk).await;
    let other = desk.signed_in("lan").await;
    other.act(reports[1], "accept", "").await;
    let words = [
        ("csrf", page.hidden("csrf")),
        ("do", "forward"),
        ("unit", "07264-vp"),
        ("text", WORDS),
    ];
    let done = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert!(done.says("Xong 1 trong 2 vụ việc."), "{}", done.body);
    assert!(done.says("Xem lại các vụ chưa làm"));
    let left = done.hidden("case").to_owned();
    assert!(left.starts_with(&reports[1].to_string()) && left != marks[1]);
    let left = [left];
    let words = [
        ("csrf", done.hidden("csrf")),
        ("do", done.hidden("do")),
        words[2],
        ("text", WORDS),
    ];
    let again = browser.post(ADDRESS, &chosen(&left, &words)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(
        again.says("Đã chọn 1 vụ việc") && again.says(SHOWN),
        "{}",
        again.body
    );
    let words = [
        ("csrf", again.hidden("csrf")),
        ("do", "forward"),
        words[2],
        words[3],
    ];
    let done = browser.post(ADDRESS, &chosen(&left, &words)).await;
    assert!(done.says("Xong 1 trong 1 vụ việc."), "{}", done.body);
    assert!(!done.says("Xem lại các vụ chưa làm"));
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

#[tokio::test]
async fn a_reason_from_a_page_of_the_session_before_is_there_to_be_sent_again() {
    let desk = Desk::open().await;
    let (reports, browser, marks, page) = two_marked(&desk).await;
    browser.sign_in("lan", PASSWORD).await;
    let words = [
        ("csrf", page.hidden("csrf")),
        ("do", "forward"),
        ("unit", "07264-vp"),
        ("text", WORDS),
    ];
    let again = browser.post(ADDRESS, &chosen(&marks, &words)).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(again.says("chưa được gửi") && again.says("Đã chọn 2 vụ việc"));
    assert!(again.says(SHOWN), "{}", again.body);
    assert!(!browser.get(&case(reports[0])).await.says("Đã hỏi nhà thầu"));
}
