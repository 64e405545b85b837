//! Who may look at settings, and who may settle what.

use langnghe_server::identity::Role;
use reqwest::StatusCode;

use super::*;
use crate::desk::{Desk, ELSEWHERE, HERE};

#[tokio::test]
async fn officers_and_leaders_do_not_see_settings() {
    let desk = Desk::open().await;
    desk.add_user_as("minh", Role::Leader, Some(HERE)).await;
    desk.add_user("hoa", None).await;
    for name in ["lan", "minh"] {
        let browser = desk.signed_in(name).await;
        assert!(
            !browser
                .get("/console/cases")
                .await
                .says("/console/settings")
        );
        for room in ROOMS {
            assert_eq!(
                browser.get(room).await.status,
                StatusCode::FORBIDDEN,
                "{room}"
            );
            let posted = browser.post(room, &[("do", "unit"), ("csrf", "x")]).await;
            assert_eq!(posted.status, StatusCode::FORBIDDEN, "{room}");
        }
    }
    let hoa = desk.signed_in("hoa").await;
    assert!(hoa.get("/console/cases").await.says("/console/settings"));
    for room in ROOMS {
        assert_eq!(hoa.get(room).await.status, StatusCode::OK, "{room}");
        let forged = hoa
            .post(room, &[("do", "unit"), ("csrf", "x"), ("version", "0")])
            .await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{room}");
        let unknown = send(&hoa, room, "explode", &[]).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{room}");
    }
    assert_eq!(hoa.get("/console/settings").await.leads_to(), HISTORY);
}

#[tokio::test]
async fn who_looks_after_one_commune_settles_what_is_its_own() {
    let desk = Desk::open().await;
    desk.add_user_as("hoa", Role::Coordinator, Some(HERE)).await;
    let hoa = desk.signed_in("hoa").await;
    let own = [
        ("is_new", "on"),
        ("of", HERE),
        ("suffix", "doi"),
        ("vi", "Tổ dịch vụ đô thị"),
        ("active", "on"),
    ];
    assert_saved(&send(&hoa, UNITS, "unit", &own).await, UNITS);
    let rule = [
        ("category", "waste"),
        ("commune", HERE),
        ("to", "07264-doi"),
    ];
    assert_saved(&send(&hoa, ROUTING, "rule", &rule).await, ROUTING);

    type Fields = &'static [(&'static str, &'static str)];
    let not_theirs: [(&str, &str, Fields); 5] = [
        (UNITS, "unit", &SKHCN),
        (
            ROUTING,
            "rule",
            &[("category", "waste"), ("commune", ""), ("to", "kt")],
        ),
        (
            ROUTING,
            "rule",
            &[("category", "waste"), ("commune", ELSEWHERE), ("to", "kt")],
        ),
        (ROUTING, "about_staff", &[("category", "waste")]),
        (CALENDAR, "day_off", &STORM),
    ];
    for (room, what, fields) in not_theirs {
        let page = hoa.get(UNITS).await;
        let current = desk.state.rules.current();
        let kind = if room == UNITS {
            Kind::Units
        } else if room == ROUTING {
            Kind::Routing
        } else {
            Kind::Calendar
        };
        let version = current.version(kind).to_string();
        let carried = [
            ("csrf", page.hidden("csrf")),
            ("version", version.as_str()),
            ("do", what),
        ];
        let refused = hoa.post(room, &[&carried, fields].concat()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{room} {what}");
        assert!(
            refused.says("Phần này do người điều phối của cả tỉnh"),
            "{}",
            refused.body
        );
        assert_eq!(
            desk.state.rules.current().version(kind).to_string(),
            version
        );
    }
    // A rule of all communes can't be taken for one's own by saying so.
    let all = desk.state.rules.current().routing.rules[1].id.to_string();
    let page = hoa.get(ROUTING).await;
    let steal = [("id", all.as_str()), ("commune", HERE)];
    let stolen = send_from(&hoa, &page, ROUTING, "remove", &steal).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let edited = [
        ("id", all.as_str()),
        ("category", "road"),
        ("commune", HERE),
        ("to", "vp"),
    ];
    let stolen = send_from(&hoa, &page, ROUTING, "rule", &edited).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
}
