//! Who changed what, and the way back.

use langnghe_server::identity::Role;

use super::*;
use crate::desk::Desk;

#[tokio::test]
async fn the_history_tells_what_was_changed_and_leads_back() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    desk.add_user_as("minh", Role::Coordinator, Some(HERE))
        .await;
    let hoa = desk.signed_in("hoa").await;
    let overview = hoa.get("/console/settings").await;
    assert_eq!(overview.leads_to(), HISTORY);
    assert!(hoa.get(HISTORY).await.says("Như ban đầu"));

    let fields = [&SKHCN[..], &[("note", "Quyết định 7/QĐ")]].concat();
    assert_saved(&send(&hoa, UNITS, "unit", &fields).await, UNITS);
    let closed = [
        ("edit", "24-skhcn"),
        ("of", "24"),
        ("suffix", "skhcn"),
        ("vi", "Sở Khoa học"),
    ];
    assert_saved(&send(&hoa, UNITS, "unit", &closed).await, UNITS);
    let units = format!("{HISTORY}?kind=units");
    let page = hoa.get(&units).await;
    for told in [
        "Phiên bản 2: hoa",
        "Quyết định 7/QĐ",
        "24-skhcn › tên › tiếng Việt",
        "Sở Khoa học và Công nghệ",
        "Đang tiếp nhận phản ánh",
    ] {
        assert!(page.says(told), "{told}: {}", page.body);
    }

    // Who looks after one commune sees it, and doesn't turn the province's settings back.
    let minh = desk.signed_in("minh").await;
    let his = minh.get(&units).await;
    assert!(his.says("Phiên bản 2: hoa") && !his.says("Quay về phiên bản này"));
    let to_first = [("kind", "units"), ("to", "1")];
    let refused = send_from(&minh, &minh.get(OFFICERS).await, HISTORY, "back", &to_first).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let back = send_from(&hoa, &page, HISTORY, "back", &to_first).await;
    assert_eq!(
        back.leads_to(),
        format!("{units}&said=saved"),
        "{}",
        back.body
    );
    let rules = desk.state.rules.current();
    assert_eq!(rules.version(Kind::Units), 3);
    assert_eq!(
        rules.unit("24-skhcn").unwrap().name.vi,
        "Sở Khoa học và Công nghệ"
    );
    assert!(
        hoa.get(&units).await.says("Quay về phiên bản 1"),
        "why is told"
    );
    let stale = send_from(
        &hoa,
        &page,
        HISTORY,
        "back",
        &[("kind", "units"), ("to", "0")],
    )
    .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let nowhere = send_from(
        &hoa,
        &page,
        HISTORY,
        "back",
        &[("kind", "units"), ("to", "9")],
    )
    .await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn going_back_is_news_to_phones() {
    let desk = Desk::open().await;
    desk.add_user("hoa", None).await;
    let hoa = desk.signed_in("hoa").await;
    let retired = [("category", "noise")];
    assert_saved(
        &send(&hoa, CATEGORIES, "retire", &retired).await,
        CATEGORIES,
    );
    let newer = desk.state.rules.current().offered.version;
    let page = hoa.get(&format!("{HISTORY}?kind=catalogue")).await;
    let first = [("kind", "catalogue"), ("to", "0")];
    let back = send_from(&hoa, &page, HISTORY, "back", &first).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let rules = desk.state.rules.current();
    assert!(rules.offered.category("noise").is_some());
    assert!(rules.offered.version > newer);
}
