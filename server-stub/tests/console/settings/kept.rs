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
