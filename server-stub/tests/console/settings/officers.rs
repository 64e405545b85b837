//! Those who sign in: added, changed, given another password, shut out.

use langnghe_server::identity::Role;

use super::*;
use crate::desk::{Browser, Desk, ELSEWHERE, HERE, Page};

#[tokio::test]
async fn a_coordinator_adds_officers_of_their_scope_and_no_coordinators() {
    let desk = Desk::open().await;
    desk.add_user_as("hoa", Role::Coordinator, Some(HERE)).await;
    let hoa = desk.signed_in("hoa").await;
    let added = send(
        &hoa,
        OFFICERS,
        "add",
        &officer("binh", "leader", "07264-kt"),
    )
    .await;
    assert_saved(&added, OFFICERS);
    let page = hoa.get(OFFICERS).await;
    assert!(page.says("Trần Văn Bình (binh)") && page.says("binh@bacninh.example"));
    let binh = desk.browser();
    let page = binh.sign_in("binh", "mật khẩu của Bình").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(binh.get("/console/cases").await.says("Lãnh đạo duyệt"));

    for (role, unit) in [
        ("coordinator", HERE),
        ("admin", ""),
        ("officer", ELSEWHERE),
        ("officer", "24-sxd"),
    ] {
        let refused = send(&hoa, OFFICERS, "add", &officer("x", role, unit)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role} {unit}");
        assert!(refused.says("Bạn chỉ thêm và sửa được cán bộ"));
        assert!(
            !refused.says("mật khẩu của Bình"),
            "a password comes back nowhere"
        );
    }
    let taken = send(
        &hoa,
        OFFICERS,
        "add",
        &officer("BINH", "officer", "07264-kt"),
    )
    .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.says("id=\"account-sign_in-error\">Đã có rồi."));
    let mut short = officer("y", "officer", "07264-kt");
    short[5].1 = "ngắn";
    let short = send(&hoa, OFFICERS, "add", &short).await;
    assert!(short.says("Cần ít nhất 8 ký tự."), "{}", short.body);
    assert!(short.says("value=\"y\""), "what was typed stays");
}

/// The page on which somebody is edited.
async fn edited(desk: &Desk, browser: &Browser, name: &str) -> (String, Page) {
    let accounts = desk.state.store.accounts().await.unwrap();
    let account = accounts.iter().find(|a| a.sign_in == name).unwrap();
    let id = account.id.0.to_string();
    let page = browser.get(&format!("{OFFICERS}?edit={id}")).await;
    (id, page)
}

#[tokio::test]
async fn an_officer_gets_another_password_is_moved_and_shut_out_and_all_of_it_is_told() {
    let desk = Desk::open().await;
    desk.add_user_as("quan", Role::Admin, None).await;
    let quan = desk.signed_in("quan").await;
    let lan = desk.signed_in("lan").await;
    let (id, page) = edited(&desk, &quan, "lan").await;
    let password = [("edit", id.as_str()), ("password", "một mật khẩu khác")];
    let done = send_from(&quan, &page, OFFICERS, "password", &password).await;
    assert_saved(&done, OFFICERS);
    assert_eq!(
        lan.get("/console/cases").await.status,
        StatusCode::SEE_OTHER,
        "signed out"
    );
    let again = lan.sign_in("lan", "một mật khẩu khác").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);

    let moved = [
        ("edit", id.as_str()),
        ("sign_in", "lan"),
        ("role", "officer"),
        ("unit", "24-sxd"),
        ("disabled", "on"),
    ];
    let stale = send_from(&quan, &page, OFFICERS, "change", &moved).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert_saved(
        &send_from(&quan, &stale, OFFICERS, "change", &moved).await,
        OFFICERS,
    );
    assert_eq!(
        lan.get("/console/cases").await.status,
        StatusCode::SEE_OTHER
    );
    let out = desk.browser().sign_in("lan", "một mật khẩu khác").await;
    assert_ne!(out.status, StatusCode::SEE_OTHER);

    let (_, page) = edited(&desk, &quan, "lan").await;
    for told in ["24-sxd", "Mật khẩu mới", "quan", "Không cho đăng nhập nữa"] {
        assert!(page.says(told), "{told}: {}", page.body);
    }
    assert!(!page.says("argon2") && !page.says("một mật khẩu khác"));

    let (own, page) = edited(&desk, &quan, "quan").await;
    let suicide = [
        ("edit", own.as_str()),
        ("sign_in", "quan"),
        ("role", "admin"),
        ("disabled", "on"),
    ];
    let refused = send_from(&quan, &page, OFFICERS, "change", &suicide).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says("Không ai tự đổi vai trò"));
    let nobody = quan.get(&format!("{OFFICERS}?edit=999")).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
