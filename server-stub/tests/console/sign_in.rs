//! The way in and out.

use jiff::SignedDuration;
use langnghe_server::identity::{IDLE_LIFETIME, MAX_FAILURES, THROTTLE_WINDOW};
use reqwest::StatusCode;

use crate::desk::{Desk, HERE, PASSWORD};

const COOKIE: &str = "__Host-langnghe";

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike() {
    let desk = Desk::open().await;
    let browser = desk.browser();
    let mut told = Vec::new();
    for name in ["lan", "nobody"] {
        let page = browser.sign_in(name, "wrong password").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.says("Tên đăng nhập hoặc mật khẩu không đúng."));
        told.push(page.body.replace(&format!("value=\"{name}\""), "NAME"));
    }
    assert_eq!(told[0], told[1]);
    assert!(browser.cookies.lock().unwrap().is_empty());
}

#[tokio::test]
async fn signing_in_sets_a_cookie_that_only_this_site_reads() {
    let desk = Desk::open().await;
    let page = desk.browser().sign_in("lan", PASSWORD).await;
    assert_eq!(
        (page.status, page.leads_to()),
        (StatusCode::SEE_OTHER, "/console/cases")
    );
    let (name, rules) = page.header("set-cookie").split_once('=').unwrap();
    let rules = rules.split_once(';').unwrap().1;
    assert_eq!(
        (name, rules),
        (COOKIE, " Path=/; Secure; HttpOnly; SameSite=Lax")
    );
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before_and_a_planted_one_is_worth_nothing() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let before = browser.cookies.lock().unwrap()[COOKIE].clone();
    browser.sign_in("lan", PASSWORD).await;
    let after = browser.cookies.lock().unwrap()[COOKIE].clone();
    assert_ne!(before, after);

    let thief = desk.browser();
    for worthless in [before, "A".repeat(43), "planted".to_owned()] {
        thief
            .cookies
            .lock()
            .unwrap()
            .insert(COOKIE.to_owned(), worthless);
        assert_eq!(
            thief.get("/console/cases").await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(browser.get("/console/cases").await.status, StatusCode::OK);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_right_password_waits_too() {
    let desk = Desk::open().await;
    let browser = desk.browser();
    for _ in 0..MAX_FAILURES {
        let page = browser.sign_in("lan", "wrong password").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let page = browser.sign_in("lan", PASSWORD).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.says("Hãy thử lại sau 15 phút."));
    assert_eq!(page.header("retry-after"), "900");

    desk.add_user("hoa", Some(HERE)).await;
    let colleague = browser.sign_in("hoa", PASSWORD).await;
    assert_eq!(
        colleague.status,
        StatusCode::SEE_OTHER,
        "a colleague beside is not kept out"
    );
    let elsewhere = desk.browser_elsewhere().sign_in("lan", PASSWORD).await;
    assert_eq!(
        elsewhere.status,
        StatusCode::SEE_OTHER,
        "nor is lan at another machine"
    );

    let page = browser.sign_in("LAN", PASSWORD).await;
    assert_eq!(
        page.status,
        StatusCode::TOO_MANY_REQUESTS,
        "but here, under any spelling"
    );
    desk.pass(THROTTLE_WINDOW + SignedDuration::from_secs(1));
    assert_eq!(
        browser.sign_in("lan", PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn signing_in_leads_on_to_what_was_asked_for_and_to_no_other_site() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.browser();
    let path = format!("/console/cases/{report}");
    let page = browser.get(&path).await;
    assert_eq!(page.leads_to(), format!("/console/sign-in?to={path}"));
    let page = browser.get(page.leads_to()).await;
    assert_eq!(page.hidden("to"), path);

    for (to, leads_to) in [
        (path.as_str(), path.as_str()),
        ("https://evil.example/console/", "/console/cases"),
        ("//evil.example", "/console/cases"),
    ] {
        let form = [("name", "lan"), ("password", PASSWORD), ("to", to)];
        assert_eq!(
            browser.post("/console/sign-in", &form).await.leads_to(),
            leads_to
        );
    }
}

#[tokio::test]
async fn a_session_ends_with_sign_out_and_with_time() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let other = desk.signed_in("lan").await;
    let page = browser.get("/console/cases").await;
    let token = browser.cookies.lock().unwrap()[COOKIE].clone();
    let page = browser
        .post("/console/sign-out", &[("csrf", page.hidden("csrf"))])
        .await;
    assert_eq!(page.leads_to(), "/console/sign-in?said=signed-out");
    browser
        .cookies
        .lock()
        .unwrap()
        .insert(COOKIE.to_owned(), token);
    let page = browser.get("/console/cases").await;
    assert_eq!(
        page.leads_to(),
        "/console/sign-in?said=expired",
        "the server forgot it"
    );

    assert_eq!(
        other.get("/console/cases").await.status,
        StatusCode::OK,
        "the other one lives"
    );
    desk.pass(IDLE_LIFETIME);
    assert_eq!(
        other.get("/console/cases").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_script_without_a_session_gets_no_page_to_sign_in() {
    let desk = Desk::open().await;
    let browser = desk.browser();
    let addresses = [
        "/console/news?since=0",
        "/console/map?west=105&south=20&east=107&north=22&zoom=9",
    ];
    for address in addresses {
        for header in ["hx-request", "x-requested-with"] {
            let page = browser.get_with(header, address).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{address}");
            assert!(
                !page.says("name=\"password\""),
                "it would be put into a page"
            );
        }
        let page = browser.get(address).await;
        assert!(page.leads_to().starts_with("/console/sign-in"));
    }
}
