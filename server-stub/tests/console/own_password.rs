//! One's own password: by the old one, for oneself only, and guessed no faster than at the door.

use jiff::SignedDuration;
use langnghe_server::identity::{MAX_FAILURES, THROTTLE_WINDOW};
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, PASSWORD, Page};

const OWN: &str = "/console/password";
const NEW: &str = "một mật khẩu khác";

async fn change(browser: &Browser, old: &str, new: &str, again: &str) -> Page {
    let page = browser.get(OWN).await;
    assert_eq!(page.status, StatusCode::OK);
    let fields = [
        ("csrf", page.hidden("csrf")),
        ("old", old),
        ("new", new),
        ("again", again),
    ];
    browser.post(OWN, &fields).await
}

#[tokio::test]
async fn an_officer_changes_their_password_and_their_other_sessions_end() {
    let desk = Desk::open().await;
    let lan = desk.signed_in("lan").await;
    let elsewhere = desk.signed_in("lan").await;
    desk.add_user("hoa", None).await;
    let colleague = desk.signed_in("hoa").await;
    assert!(lan.get("/console/cases").await.says(OWN));

    let changed = change(&lan, PASSWORD, NEW, NEW).await;
    assert_eq!(changed.leads_to(), format!("{OWN}?said=changed"));
    assert!(lan.get(changed.leads_to()).await.says("Đã đổi mật khẩu"));
    let left = elsewhere.get("/console/cases").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "signed out");
    assert_eq!(colleague.get("/console/cases").await.status, StatusCode::OK);

    let old = desk.browser().sign_in("lan", PASSWORD).await;
    assert_eq!(old.status, StatusCode::FORBIDDEN);
    let new = desk.browser().sign_in("lan", NEW).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER);
    let (user, _) = desk.state.store.credentials("lan").await.unwrap().unwrap();
    let changes = desk.state.store.account_changes(user.id).await.unwrap();
    assert_eq!(changes[0].by.as_deref(), Some("lan"));
    assert!(!changes[0].after.contains(NEW), "{}", changes[0].after);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_no_password_comes_back() {
    let desk = Desk::open().await;
    let lan = desk.signed_in("lan").await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    for (old, new, again, status, said) in [
        (
            "sai rồi nhé",
            NEW,
            NEW,
            StatusCode::FORBIDDEN,
            "Mật khẩu hiện tại không đúng.",
        ),
        (PASSWORD, NEW, "khác hẳn", refused, "không giống nhau"),
        (PASSWORD, "ngắn", "ngắn", refused, "Cần ít nhất 8 ký tự"),
        (
            PASSWORD,
            PASSWORD,
            PASSWORD,
            refused,
            "phải khác mật khẩu hiện tại",
        ),
    ] {
        let page = change(&lan, old, new, again).await;
        assert_eq!(page.status, status, "{said}");
        assert!(
            page.says(said) && page.says("aria-invalid"),
            "{}",
            page.body
        );
        for typed in [old, new, again] {
            assert!(!page.body.contains(&format!("value=\"{typed}\"")));
        }
    }
    let other_site = lan
        .post(
            OWN,
            &[
                ("csrf", "x"),
                ("old", PASSWORD),
                ("new", NEW),
                ("again", NEW),
            ],
        )
        .await;
    assert_eq!(other_site.status, StatusCode::FORBIDDEN);
    let still = desk.browser().sign_in("lan", PASSWORD).await;
    assert_eq!(still.status, StatusCode::SEE_OTHER);
    let nobody = desk.browser().get(OWN).await;
    assert_eq!(nobody.leads_to(), format!("/console/sign-in?to={OWN}"));
}

#[tokio::test]
async fn the_old_password_is_guessed_no_faster_than_at_the_door() {
    let desk = Desk::open().await;
    let lan = desk.signed_in("lan").await;
    for _ in 0..MAX_FAILURES {
        let page = change(&lan, "sai rồi nhé", NEW, NEW).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let page = change(&lan, PASSWORD, NEW, NEW).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.header("retry-after"), "900");
    assert!(page.says("Hãy thử lại sau 15 phút."));
    let door = desk.browser().sign_in("lan", PASSWORD).await;
    assert_eq!(
        door.status,
        StatusCode::TOO_MANY_REQUESTS,
        "one count for both"
    );
    desk.pass(THROTTLE_WINDOW + SignedDuration::from_secs(1));
    let page = change(&lan, PASSWORD, NEW, NEW).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
}
