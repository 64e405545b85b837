//! Units, rules and days off: what is settled holds at once, and what is wrong is said where it is.

use langnghe_server::settings::{Kind, RulesBook};
use reqwest::StatusCode;

use super::*;
use crate::desk::{Desk, ELSEWHERE, HERE};

#[tokio::test]
async fn a_unit_a_rule_and_a_day_off_hold_for_the_next_report() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let phone = desk.phone().await;
    let before = phone.file("lighting", "Đèn hỏng.", &[]).await;

    let hoa = desk.signed_in("hoa").await;
    assert_saved(&send(&hoa, UNITS, "unit", &SKHCN).await, UNITS);
    assert_saved(&send(&hoa, ROUTING, "rule", &LIGHTING_THERE).await, ROUTING);
    let asked = send(&hoa, CALENDAR, "day_off", &STORM).await;
    let saved = confirm(&hoa, &asked, CALENDAR).await;
    assert_eq!(saved.leads_to(), format!("{CALENDAR}?said=reckoned"));
    reckoned(&desk).await;
    let page = hoa.get("/console/settings/units?said=saved").await;
    assert!(page.says("Đã lưu") && page.says("Sở Khoa học và Công nghệ"));
    assert!(hoa.get(CALENDAR).await.says("Nghỉ bão số 15"));
    let asked = format!("{ROUTING}?category=lighting&from={HERE}");
    assert!(hoa.get(&asked).await.says("Đến Sở Khoa học và Công nghệ."));

    let after = phone.file("lighting", "Đèn lại hỏng.", &[]).await;
    let elsewhere = phone.file_in(ELSEWHERE, "lighting", "Đèn hỏng.", &[]).await;
    // Five working days from Monday, of which Tuesday is off; and Wednesday, for the storm. What was
    // promised before was working time as well.
    let of = async |report| placed(&desk, "hoa", report).await;
    let expected = |unit: &str, due: &str| (unit.to_owned(), due.to_owned());
    assert_eq!(
        of(before).await,
        expected("07264-kt", "2026-12-02T10:00:00Z")
    );
    assert_eq!(
        of(after).await,
        expected("24-skhcn", "2026-12-02T10:00:00Z")
    );
    assert_eq!(
        of(elsewhere).await,
        expected("07210-kt", "2026-12-02T10:00:00Z")
    );

    let again = RulesBook::load(&*desk.state.store).await.unwrap().current();
    assert!(again.unit("24-skhcn").is_some(), "it outlasts a restart");
    assert_eq!(again.version(Kind::Calendar), 1);
}

#[tokio::test]
async fn of_two_coordinators_the_second_is_told_and_loses_no_word() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    desk.add_user("minh", None).await;
    let (hoa, minh) = (desk.signed_in("hoa").await, desk.signed_in("minh").await);
    let (hers, his) = (hoa.get(UNITS).await, minh.get(UNITS).await);
    assert_saved(&send_from(&hoa, &hers, UNITS, "unit", &SKHCN).await, UNITS);

    let fields = [
        ("is_new", "on"),
        ("of", "24"),
        ("suffix", "stp"),
        ("vi", "Sở <Tư pháp>"),
        ("active", "on"),
        ("note", "Quyết định 7"),
    ];
    let conflict = send_from(&minh, &his, UNITS, "unit", &fields).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.says("Người khác vừa sửa trước bạn") && conflict.says("hoa đã sửa"));
    for typed in ["value=\"stp\"", "Sở &#60;Tư pháp&#62;", "Quyết định 7"] {
        assert!(conflict.says(typed), "{typed}: {}", conflict.body);
    }
    assert!(
        conflict.says("Sở Khoa học và Công nghệ"),
        "what is new is shown"
    );
    // The page carries the version that is there now: sent again, it is taken.
    assert_saved(
        &send_from(&minh, &conflict, UNITS, "unit", &fields).await,
        UNITS,
    );
    let rules = desk.state.rules.current();
    assert!(rules.unit("24-skhcn").is_some() && rules.unit("24-stp").is_some());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let fields = [
        ("date", "2026-02-30"),
        ("vi", "Nghỉ bão"),
        ("source_vi", "Công điện"),
        ("provisional", "on"),
    ];
    let page = send(&hoa, CALENDAR, "day_off", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("<p class=\"wrong\" id=\"day-date-error\">Không phải một ngày"));
    assert!(page.says("aria-describedby=\"day-date-error\" aria-invalid=\"true\""));
    for typed in ["2026-02-30", "Nghỉ bão", "Công điện", "checked"] {
        assert!(page.says(typed), "{typed}");
    }

    let edit = format!("{TERMS}?edit=terms&category=road&level=normal");
    let open = hoa.get(&edit).await;
    assert!(open.says("name=\"intake_amount\""));
    let fields = [
        ("edit", "terms"),
        ("category", "road"),
        ("level", "normal"),
        ("intake_amount", "0"),
        ("intake_unit", "working_hours"),
        ("intake_basis_vi", "Quyết định 12/2027/QĐ-UBND"),
        ("resolution_amount", "3"),
        ("resolution_unit", "working_days"),
        ("resolution_basis_vi", "Quyết định 12/2027/QĐ-UBND, Điều 5"),
    ];
    let wrong = send_from(&hoa, &open, TERMS, "terms", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Phải là số từ 1 đến 1000."), "{}", wrong.body);
    assert!(wrong.says("Quyết định 12/2027/QĐ-UBND, Điều 5"));
    let mut right = fields;
    right[3].1 = "4";
    assert_saved(
        &send_from(&hoa, &wrong, TERMS, "terms", &right).await,
        TERMS,
    );

    let phone = desk.phone().await;
    let road = phone.file("road", "Ổ gà.", &[]).await;
    let (user, _) = desk.state.store.credentials("hoa").await.unwrap().unwrap();
    let detail = desk.state.store.case(&user, road).await.unwrap().unwrap();
    let basis = detail.case.clocks.resolution.basis.vi;
    assert_eq!(basis, "Quyết định 12/2027/QĐ-UBND, Điều 5");
}

#[tokio::test]
async fn what_others_need_cannot_be_closed() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let page = hoa.get(&format!("{UNITS}?edit=*-vp")).await;
    assert!(page.says("name=\"suffix\" value=\"vp\""));
    let closed = [
        ("edit", "*-vp"),
        ("of", "*"),
        ("suffix", "vp"),
        ("vi", "Văn phòng"),
    ];
    let refused = send_from(&hoa, &page, UNITS, "unit", &closed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.says("có phản ánh sẽ không đến đơn vị nào"),
        "{}",
        refused.body
    );
    assert_eq!(desk.state.rules.current().version(Kind::Units), 0);
}
