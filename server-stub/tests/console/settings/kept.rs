//! A form whose session had ended.

use langnghe_server::identity::IDLE_LIFETIME;

use super::*;
use crate::desk::{Desk, PASSWORD};

#[tokio::test]
async fn a_form_whose_session_ended_is_there_after_signing_in() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let units = hoa.get(UNITS).await;
    let officers = hoa.get(OFFICERS).await;
    desk.pass(IDLE_LIFETIME);
    let sign_in = async |page: &Page| {
        let kept = page.hidden("kept").replace("&#34;", "\"");
        assert!(
            !kept.contains("mật khẩu của Bình"),
            "a password is never kept"
        );
        let form = [
            ("name", "hoa"),
            ("password", PASSWORD),
            ("to", page.hidden("to")),
            ("kept", &kept),
        ];
        hoa.post("/console/sign-in", &form).await
    };
    let asked = send_from(&hoa, &units, UNITS, "unit", &SKHCN).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let again = sign_in(&asked).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    assert!(again.says("chưa được gửi") && again.says("value=\"Sở Khoa học và Công nghệ\""));
    assert_eq!(
        desk.state.rules.current().version(Kind::Units),
        0,
        "not sent by itself"
    );
    assert_saved(&send_from(&hoa, &again, UNITS, "unit", &SKHCN).await, UNITS);

    desk.pass(IDLE_LIFETIME);
    let binh = officer("binh", "officer", "07264-kt");
    let asked = send_from(&hoa, &officers, OFFICERS, "add", &binh).await;
    let again = sign_in(&asked).await;
    assert!(
        again.says("value=\"binh\"") && again.says("Trần Văn Bình"),
        "{}",
        again.body
    );
}

#[tokio::test]
async fn a_form_from_a_page_of_the_session_before_is_there_to_be_sent_again() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let units = hoa.get(UNITS).await;
    let officers = hoa.get(OFFICERS).await;
    hoa.sign_in("hoa", PASSWORD).await;
    let again = send_from(&hoa, &units, UNITS, "unit", &SKHCN).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(again.says("chưa được gửi") && again.says("value=\"Sở Khoa học và Công nghệ\""));
    assert_eq!(desk.state.rules.current().version(Kind::Units), 0);
    assert_saved(&send_from(&hoa, &again, UNITS, "unit", &SKHCN).await, UNITS);

    let binh = officer("binh", "officer", "07264-kt");
    let again = send_from(&hoa, &officers, OFFICERS, "add", &binh).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(again.says("chưa được gửi") && again.says("value=\"binh\""));
    assert!(
        !again.says("mật khẩu của Bình"),
        "a password never comes back"
    );
    assert!(!hoa.get(OFFICERS).await.says("Trần Văn Bình"));
}

#[tokio::test]
async fn a_text_of_megabytes_comes_back_with_what_is_wrong_with_it() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let long = "Dài".repeat(1024 * 1024);
    let template = [("vi", "Đã nhận"), ("text", long.as_str())];
    let again = send(&hoa, TEMPLATES, "template", &template).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("aria-invalid") && again.says(&format!("{long}</textarea>")));
}
