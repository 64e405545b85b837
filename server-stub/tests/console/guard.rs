//! What keeps others out.

use std::time::Duration;

use reqwest::StatusCode;

use crate::desk::{Desk, ELSEWHERE, HERE, case, photograph};
use langnghe_wire::Sha256;

#[tokio::test]
async fn a_server_that_takes_too_long_says_so_in_words() {
    let desk = Desk::open_with(|state| state.patience.request = Duration::ZERO).await;
    let words = [("name", "lan"), ("password", "sai")];
    let answer = desk.browser().post("/console/sign-in", &words).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert!(answer.says("Máy chủ đang bận") && answer.says("Hãy đợi vài giây"));
    let rules = answer.headers.get("content-security-policy");
    assert!(rules.is_some(), "it is a page like all others");
}

#[tokio::test]
async fn a_form_without_its_sessions_secret_changes_nothing() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let others = desk.signed_in("lan").await.get(&case(report)).await;
    let page = browser.get(&case(report)).await;
    let version = page.hidden("version");

    let form = |csrf| {
        [
            ("version", version),
            ("do", "accept"),
            ("text", ""),
            ("csrf", csrf),
        ]
    };
    for wrong in ["", "AAAA", others.hidden("csrf")] {
        let answer = browser.post(&case(report), &form(wrong)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.says("Không được phép"));
    }
    let answer = browser.post(&case(report), &form("")[..3]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Không đọc được biểu mẫu"));
    let answer = browser.post("/console/sign-out", &[("csrf", "AAAA")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);

    assert!(
        browser.get(&case(report)).await.says("Chờ tiếp nhận"),
        "nothing happened"
    );
    let answer = browser
        .post(&case(report), &form(page.hidden("csrf")))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_wherever_it_goes() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    let form = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("do", "accept"),
        ("name", "lan"),
        ("password", crate::desk::PASSWORD),
        ("language", "en"),
        ("back", "/console/cases"),
    ];
    let addresses = [
        "/console/sign-in",
        "/console/sign-out",
        "/console/language",
        &case(report),
    ];
    for address in addresses {
        for site in ["cross-site", "same-site", "none"] {
            let answer = browser.post_from(site, address, &form).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{address} from {site}"
            );
        }
    }
    assert!(
        browser.get(&case(report)).await.says("Chờ tiếp nhận"),
        "nothing happened"
    );
}

#[tokio::test]
async fn another_units_case_is_answered_like_one_that_does_not_exist() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let picture = photograph(0);
    let report = phone
        .file_in(ELSEWHERE, "road", "Ổ gà.", std::slice::from_ref(&picture))
        .await;
    phone.deliver(&picture).await;
    let hash = Sha256::of(&picture);
    let nobodys = "01994000-0000-7000-8000-000000000000";

    let ours = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let list = browser.get("/console/cases").await.body;
    assert!(list.contains(&ours.to_string()), "{list}");
    assert!(
        !list.contains(&report.to_string()),
        "another unit's case is listed"
    );
    let form_page = browser.get(&case(ours)).await;
    let form = [
        ("csrf", form_page.hidden("csrf")),
        ("version", form_page.hidden("version")),
        ("do", "accept"),
    ];
    let mut told = Vec::new();
    for id in [report.to_string(), nobodys.to_owned(), "no-id".to_owned()] {
        let path = format!("/console/cases/{id}");
        for page in [
            browser.get(&path).await,
            browser.post(&path, &form).await,
            browser.get(&format!("{path}/photographs/{hash}")).await,
            browser.get(&format!("{path}/thumbnails/{hash}")).await,
        ] {
            // What isn't an id at all is a wrong address, however it's told.
            if id != "no-id" {
                assert_eq!(page.status, StatusCode::NOT_FOUND);
                told.push(page.body);
            } else {
                assert!(page.status.is_client_error());
            }
        }
    }
    told.dedup();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Không tìm thấy trang"));

    desk.add_user("điều phối", None).await;
    let coordinator = desk.signed_in("điều phối").await;
    assert_eq!(coordinator.get(&case(report)).await.status, StatusCode::OK);

    desk.add_user("minh", Some(&format!("{HERE}-vp"))).await;
    let office = desk.signed_in("minh").await;
    assert_eq!(
        office.get(&case(ours)).await.status,
        StatusCode::NOT_FOUND,
        "another office's"
    );
}

#[tokio::test]
async fn a_photograph_is_shown_only_with_the_case_that_names_it() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let picture = photograph(0);
    let with = phone
        .file("road", "Ổ gà.", std::slice::from_ref(&picture))
        .await;
    let without = phone.file("road", "Ổ gà khác.", &[]).await;
    let hash = Sha256::of(&picture);
    let browser = desk.signed_in("lan").await;
    let path = format!("{}/photographs/{hash}", case(with));
    assert_eq!(
        browser.get(&path).await.status,
        StatusCode::NOT_FOUND,
        "not here yet"
    );
    phone.deliver(&picture).await;
    assert_eq!(browser.bytes(&path).await, picture);
    let other = format!("{}/photographs/{hash}", case(without));
    assert_eq!(browser.get(&other).await.status, StatusCode::NOT_FOUND);
    let signed_out = desk.browser();
    assert_eq!(signed_out.get(&path).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_answer_tells_the_browser_the_rules() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let picture = photograph(0);
    let report = phone
        .file("road", "Ổ gà.", std::slice::from_ref(&picture))
        .await;
    phone.deliver(&picture).await;
    let (path, hash) = (case(report), Sha256::of(&picture));
    let browser = desk.signed_in("lan").await;
    let style = {
        let page = browser.get("/console/cases").await;
        let (_, after) = page.body.split_once("stylesheet\" href=\"").unwrap();
        after.split_once('"').unwrap().0.to_owned()
    };

    let pages = [
        ("/console".to_owned(), StatusCode::SEE_OTHER),
        ("/console/sign-in".to_owned(), StatusCode::OK),
        (
            "/console/sign-out".to_owned(),
            StatusCode::METHOD_NOT_ALLOWED,
        ),
        ("/console/cases".to_owned(), StatusCode::OK),
        ("/console/cases?after=x".to_owned(), StatusCode::NOT_FOUND),
        ("/console/map?west=x".to_owned(), StatusCode::BAD_REQUEST),
        ("/console/news?since=x".to_owned(), StatusCode::BAD_REQUEST),
        (path.clone(), StatusCode::OK),
        (format!("{path}/photographs/{hash}"), StatusCode::OK),
        (format!("{path}/thumbnails/{hash}"), StatusCode::OK),
        ("/console/nowhere".to_owned(), StatusCode::NOT_FOUND),
        (
            "/console/assets/nothing.css".to_owned(),
            StatusCode::NOT_FOUND,
        ),
        (style.clone(), StatusCode::OK),
    ];
    for (address, status) in pages {
        let page = browser.get(&address).await;
        assert_eq!(page.status, status, "{address}");
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
             img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "{address}"
        );
        assert_eq!(
            page.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{address}");
        let kept = if address == style {
            "public, max-age=31536000, immutable"
        } else {
            "no-store"
        };
        assert_eq!(page.header("cache-control"), kept, "{address}");
        if !status.is_success() && !status.is_redirection() {
            assert!(page.says("<h1>"), "{address} is told in words");
        }
    }
}
