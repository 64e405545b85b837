//! Two neighbours report one thing: an officer merges, and parts again.

use jiff::SignedDuration;
use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_wire::{CaseStatus, ReportId, change::What};
use reqwest::StatusCode;

use crate::{
    desk::{Browser, Desk, ELSEWHERE, PASSWORD, Page, Phone, case, photograph},
    kept::sign_in_on,
};

fn doubles(report: ReportId) -> String {
    format!("{}/doubles", case(report))
}

/// The form on a page whose hidden `do` is this, sent as a browser sends it.
async fn send(browser: &Browser, page: &Page, what: &str) -> Page {
    let (before, after) = page
        .body
        .split_once(&format!("name=\"do\" value=\"{what}\""))
        .expect("the page has the form");
    let head = before.rsplit_once("<form").unwrap().1;
    let body = format!("{head}{}", after.split_once("</form>").unwrap().0);
    let of = |text: &str, mark: &str| {
        let (_, after) = text.split_once(mark)?;
        Some(after.split_once('"')?.0.to_owned())
    };
    let address = of(head, "action=\"").unwrap();
    let field = |name: &str| of(&body, &format!("name=\"{name}\" value=\""));
    let fields: Vec<_> = ["csrf", "version", "into", "from"]
        .into_iter()
        .filter_map(|name| Some((name, field(name)?)))
        .chain([("do", what.to_owned())])
        .collect();
    let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(&address, &fields).await
}

/// States that a phone hears of its own report, whether it moved or the one that it goes on in.
async fn heard(phone: &Phone<'_>, report: ReportId) -> Vec<CaseStatus> {
    let told = phone.told(report).await;
    let states = told.into_iter().filter_map(|what| match what {
        What::Status { status, .. } | What::Followed { status, .. } => Some(status),
        _ => None,
    });
    states.collect()
}

async fn reference(browser: &Browser, report: ReportId) -> String {
    let page = browser.get(&doubles(report)).await;
    let (_, after) = page.body.split_once("LN-").unwrap();
    format!("LN-{}", &after[..13])
}

#[tokio::test]
async fn both_reporters_hear_of_the_result_and_are_apart_again_when_it_is_undone() {
    let desk = Desk::open().await;
    let (one, other) = (desk.phone().await, desk.phone().await);
    let first = one.file("road", "Ổ gà to.", &[photograph(0)]).await;
    one.deliver(&photograph(0)).await;
    desk.pass(SignedDuration::from_hours(30));
    let browser = desk.signed_in("lan").await;
    let later = other.file("road", "Ổ gà giữa đường.", &[]).await;
    let (of_first, of_later) = (
        reference(&browser, first).await,
        reference(&browser, later).await,
    );

    // From either side, the later goes on in the earlier.
    let page = browser.get(&doubles(first)).await;
    assert_eq!(page.status, StatusCode::OK);
    let button = format!("Gộp {of_later} vào {of_first}");
    assert!(page.says(&button) && page.says("Ổ gà giữa đường."));
    assert!(page.says("Cách khoảng 0 m") && page.says("Gửi cách nhau 1 ngày"));
    let page = browser.get(&doubles(later)).await;
    assert!(page.says(&button) && page.says(&format!("Ảnh 1 của {of_first}")));
    let done = send(&browser, &page, "merge").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(done.leads_to(), doubles(later));
    let page = browser.get(&doubles(later)).await;
    assert!(page.says(&format!("Đã gộp vào {of_first}")));
    assert!(browser.get(&doubles(first)).await.says("Đã gộp vào đây"));

    // What is done to the one is heard by both.
    assert_eq!(heard(&other, later).await, [CaseStatus::Merged]);
    browser.act(first, "accept", "").await;
    let resolved = browser.resolve(first, "Đã vá.", &[]).await;
    assert_eq!(resolved.status, StatusCode::SEE_OTHER, "{}", resolved.body);
    let moved = [CaseStatus::Accepted, CaseStatus::Resolved];
    assert_eq!(heard(&one, first).await, moved);
    assert_eq!(heard(&other, later).await[1..], moved);

    // Each says for themselves whether it holds for them, and the page says how many did.
    let agreed = |n: u8| format!("Đã gộp 1 phản ánh khác vào đây; {n}/1 người báo ấy đã xác nhận");
    assert!(browser.get(&case(first)).await.says(&agreed(0)));
    other.operate(later, langnghe_wire::Body::Confirm).await;
    assert!(browser.get(&case(first)).await.says(&agreed(1)));
    let page = browser.get(&doubles(first)).await;
    assert!(page.says("· đã xác nhận kết quả"));

    // Undone, the later stands where it stood, and hears nothing of the other any more.
    let page = browser.get(&doubles(later)).await;
    let undone = send(&browser, &page, "unmerge").await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    let back = heard(&other, later).await;
    assert_eq!(back.last(), Some(&CaseStatus::Received));
    one.operate(first, langnghe_wire::Body::Confirm).await;
    assert_eq!(heard(&other, later).await, back);
    assert!(!browser.get(&doubles(first)).await.says("Đã gộp vào đây"));
}

#[tokio::test]
async fn who_was_merged_hears_of_a_pause_and_of_another_unit_and_the_history_says_whose_it_is() {
    let desk = Desk::open().await;
    let (one, other) = (desk.phone().await, desk.phone().await);
    let first = one.file("road", "Ổ gà to.", &[]).await;
    desk.pass(SignedDuration::from_secs(1));
    let later = other.file("road", "Ổ gà giữa đường.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let of_first = reference(&browser, first).await;
    let page = browser.get(&doubles(later)).await;
    send(&browser, &page, "merge").await;
    browser.act(first, "accept", "").await;
    assert!(
        browser
            .get(&case(first))
            .await
            .says("Mọi người đã báo việc này")
    );
    let paused = browser.act(first, "pause", "Chờ tạnh mưa").await;
    assert_eq!(paused.status, StatusCode::SEE_OTHER, "{}", paused.body);
    let told = other.told(later).await;
    let Some(What::Paused { reason }) = told.last() else {
        panic!("{told:?}")
    };
    assert_eq!(reason, "Chờ tạnh mưa");
    browser.act(first, "resume", "").await;
    let page = browser.get(&case(later)).await;
    assert!(page.says(&format!("Phản ánh {of_first} tạm dừng tính thời hạn")));
    assert!(page.says("Chờ tạnh mưa"));
    assert!(page.says(&format!("Thời hạn của phản ánh {of_first} chạy tiếp")));
    assert!(!page.says("Thời hạn tạm dừng từ"), "its own clocks ran");
}

#[tokio::test]
async fn a_reference_that_leads_nowhere_is_said_and_stays_typed() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let foreign = phone
        .file_in(ELSEWHERE, "road", "Ổ gà nơi khác.", &[])
        .await;
    desk.add_user("minh", None).await;
    let of_foreign = reference(&desk.signed_in("minh").await, foreign).await;

    let page = browser.get(&doubles(report)).await;
    // Another commune's report is as unknown as one that doesn't exist.
    for typed in ["LN-0000-0000-001", "bậy", of_foreign.as_str()] {
        let form = [
            ("csrf", page.hidden("csrf")),
            ("version", page.hidden("version")),
            ("do", "merge"),
            ("into", typed),
        ];
        let answer = browser.post(&doubles(report), &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.says("Không có phản ánh nào với mã đó"), "{typed}");
        assert!(answer.says(&format!("name=\"into\" value=\"{typed}\"")));
    }
    assert_eq!(heard(&phone, report).await, []);
    assert_eq!(
        browser.get(&doubles(foreign)).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_merge_that_came_too_late_does_nothing() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let _first = phone.file("road", "Ổ gà.", &[]).await;
    desk.pass(SignedDuration::from_secs(1));
    let later = phone.file("road", "Ổ gà nữa.", &[]).await;
    let page = browser.get(&doubles(later)).await;
    browser.act(later, "accept", "").await;
    let answer = send(&browser, &page, "merge").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("vừa thay đổi") && answer.says("Gộp LN-"));
    assert_eq!(heard(&phone, later).await, [CaseStatus::Accepted]);
}

#[tokio::test]
async fn what_is_back_says_so_beside_the_case_in_which_it_was_done() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let old = phone.file("drainage", "Cống tắc.", &[]).await;
    browser.act(old, "accept", "").await;
    browser.resolve(old, "Đã thông.", &[]).await;
    desk.pass(SignedDuration::from_hours(24 * 100));
    let browser = desk.signed_in("lan").await;
    let back = phone.file("drainage", "Cống lại tắc.", &[]).await;
    let of_old = reference(&browser, old).await;
    let page = browser.get(&doubles(back)).await;
    assert!(page.says("Tái diễn") && page.says(&of_old));
    let page = browser.get(&case(back)).await;
    assert!(page.says(&format!(
        "Tái diễn: cùng việc, cùng chỗ với phản ánh {of_old} đã xử lý"
    )));
    // Whoever reported isn't told: it is the unit's to know.
    assert_eq!(heard(&phone, back).await, []);
}

#[tokio::test]
async fn a_reference_that_was_typed_outlives_the_end_of_a_session() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&doubles(report)).await;
    let form = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("do", "merge"),
        ("into", "LN-7K3M-9QXF-2TA"),
    ];
    desk.pass(IDLE_LIFETIME);
    let asked = browser.post(&doubles(report), &form).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let again = sign_in_on(&browser, &asked, "lan", PASSWORD).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    let shown = "value=\"LN-7K3M-9QXF-2TA\"";
    assert!(
        again.says("chưa được gửi") && again.says(shown),
        "{}",
        again.body
    );
    let again = browser.post(&doubles(report), &form).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "of the session before");
    assert!(again.says("chưa được gửi") && again.says(shown));
}
