//! What happens to dates that people were promised when the calendar or the terms change: it is
//! said before, done after, and told to everybody whom it concerns.

use langnghe_wire::change::What;

use super::*;
use crate::desk::case;

const MONDAY_IN_A_WEEK: &str = "2026-11-30";

async fn due(desk: &Desk, report: ReportId) -> String {
    let (user, _) = desk.state.store.credentials("hoa").await.unwrap().unwrap();
    let detail = desk.state.store.case(&user, report).await.unwrap().unwrap();
    detail.case.clocks.resolution.due.to_string()
}

async fn with_a_case() -> Desk {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    desk
}

#[tokio::test]
async fn a_day_off_says_how_many_dates_move_moves_them_and_tells_everybody_why() {
    let desk = with_a_case().await;
    let phone = desk.phone().await;
    let report = phone.file("lighting", "Đèn hỏng.", &[]).await;
    let hoa = desk.signed_in("hoa").await;
    let lan = desk.signed_in("lan").await;
    let opened = lan.get(&case(report)).await;

    let asked = send(&hoa, CALENDAR, "day_off", &STORM).await;
    assert!(
        asked.says("1 phản ánh đang mở sẽ đổi hạn"),
        "{}",
        asked.body
    );
    assert!(asked.says("Chưa có gì được lưu"));
    assert_eq!(desk.state.rules.current().version(Kind::Calendar), 0);
    assert_eq!(due(&desk, report).await, "2026-12-01T10:00:00Z");

    let saved = confirm(&hoa, &asked, CALENDAR).await;
    assert_eq!(saved.leads_to(), format!("{CALENDAR}?said=reckoned"));
    assert!(hoa.get(saved.leads_to()).await.says("dời trong ít phút"));
    reckoned(&desk).await;
    assert_eq!(due(&desk, report).await, "2026-12-02T10:00:00Z");

    let why = "Hạn xử lý dời từ 17:00, 01/12/2026 sang 17:00, 02/12/2026, \
               vì nghỉ ngày 25/11/2026 (Nghỉ bão số 15)";
    let page = lan.get(&case(report)).await;
    assert!(page.says(why), "{}", page.body);
    lan.cookies
        .lock()
        .unwrap()
        .insert("__Host-langnghe-language".into(), "en".into());
    let page = lan.get(&case(report)).await;
    assert!(page.says("because: 25/11/2026 is off"), "{}", page.body);
    let told = phone.told(report).await;
    let says = |what: &What| matches!(what, What::Rescheduled(said) if said.resolution.is_some());
    assert!(told.iter().any(says), "{told:?}");

    // An officer who was at it meanwhile isn't sent back for that.
    let fields = [
        ("csrf", opened.hidden("csrf")),
        ("version", opened.hidden("version")),
        ("do", "accept"),
    ];
    let accepted = lan.post(&case(report), &fields).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
}

#[tokio::test]
async fn a_day_that_concerns_no_open_case_is_saved_at_once_and_taken_out_again_is_asked_about() {
    let desk = with_a_case().await;
    let hoa = desk.signed_in("hoa").await;
    let off = [
        ("date", MONDAY_IN_A_WEEK),
        ("vi", "Nghỉ"),
        ("source_vi", "Công điện"),
    ];
    assert_saved(&send(&hoa, CALENDAR, "day_off", &off).await, CALENDAR);
    let phone = desk.phone().await;
    let report = phone.file("lighting", "Đèn hỏng.", &[]).await;
    assert_eq!(due(&desk, report).await, "2026-12-02T10:00:00Z");

    let not_off = [("date", MONDAY_IN_A_WEEK)];
    let asked = send(&hoa, CALENDAR, "not_off", &not_off).await;
    assert!(
        asked.says("1 phản ánh đang mở sẽ đổi hạn"),
        "{}",
        asked.body
    );
    // So is the way there over the history.
    let history = format!("{HISTORY}?kind=calendar");
    let asked_there = send_from(
        &hoa,
        &hoa.get(&history).await,
        HISTORY,
        "back",
        &[("kind", "calendar"), ("to", "0")],
    )
    .await;
    assert!(asked_there.says("1 phản ánh đang mở sẽ đổi hạn"));
    let saved = confirm(&hoa, &asked_there, HISTORY).await;
    assert_eq!(saved.leads_to(), format!("{history}&said=reckoned"));
    reckoned(&desk).await;
    assert_eq!(due(&desk, report).await, "2026-12-01T10:00:00Z");
    // Somebody was sooner: what the other page asked about is no longer so.
    let late = confirm(&hoa, &asked, CALENDAR).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn new_terms_hold_for_open_cases_where_that_is_ticked_and_asked_about() {
    let desk = with_a_case().await;
    let phone = desk.phone().await;
    let report = phone.file("lighting", "Đèn hỏng.", &[]).await;
    let hoa = desk.signed_in("hoa").await;
    let before = due(&desk, report).await;
    let open = format!("{TERMS}?edit=terms&category=lighting&level=normal");
    let terms = |days: &'static str| {
        [
            ("category", "lighting"),
            ("level", "normal"),
            ("intake_amount", "1"),
            ("intake_unit", "working_hours"),
            ("intake_basis_vi", "Quyết định 12"),
            ("resolution_amount", days),
            ("resolution_unit", "working_days"),
            ("resolution_basis_vi", "Quyết định 12"),
        ]
    };
    let page = hoa.get(&open).await;
    assert!(page.says("Tính lại cả phản ánh đang mở"), "{}", page.body);
    assert_saved(&send(&hoa, TERMS, "terms", &terms("20")).await, TERMS);
    reckoned(&desk).await;
    assert_eq!(due(&desk, report).await, before);

    let mut ticked = terms("21").to_vec();
    ticked.push(("open_too", "on"));
    let asked = send(&hoa, TERMS, "terms", &ticked).await;
    assert!(
        asked.says("1 phản ánh đang mở sẽ đổi hạn"),
        "{}",
        asked.body
    );
    let saved = confirm(&hoa, &asked, TERMS).await;
    assert_eq!(saved.leads_to(), format!("{TERMS}?said=reckoned"));
    reckoned(&desk).await;
    assert!(due(&desk, report).await > before);
    assert!(
        hoa.get(&case(report))
            .await
            .says("vì thời hạn mới: Quyết định 12")
    );

    // Shorter ones move nothing: there is nothing to ask about.
    let mut shorter = terms("1").to_vec();
    shorter.push(("open_too", "on"));
    assert_saved(&send(&hoa, TERMS, "terms", &shorter).await, TERMS);
}
