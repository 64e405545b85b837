//! A case that goes elsewhere is there for whoever works there, and only a case that they may see.

use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, Page, case};

/// All cases that are found by a word.
async fn found(browser: &Browser, word: &str) -> Page {
    let address = format!("/console/cases?show=all&q={word}");
    browser.get(&address).await
}

async fn reference(browser: &Browser, report: ReportId) -> String {
    let page = browser.get(&case(report)).await;
    let (_, after) = page.body.split_once("LN-").unwrap();
    format!("LN-{}", &after[..13])
}

/// How many cases there are, as the list says it.
async fn counted(browser: &Browser) -> &'static str {
    let page = browser.get("/console/cases?show=all").await;
    match (page.says("1 vụ việc"), page.says("0 vụ việc")) {
        (true, false) => "one",
        (false, true) => "none",
        _ => panic!("{}", page.body),
    }
}

#[tokio::test]
async fn a_case_forwarded_to_another_commune_is_seen_by_everybody_there() {
    let desk = Desk::open().await;
    desk.add_user("tuan", Some(ELSEWHERE)).await;
    let report = desk.phone().await.file("road", "Nắp cống vỡ.", &[]).await;
    let (lan, tuan) = (desk.signed_in("lan").await, desk.signed_in("tuan").await);
    assert_eq!((counted(&lan).await, counted(&tuan).await), ("one", "none"));

    let away = [("unit", "07210-kt"), ("text", "Đoạn đường này ở bên ấy.")];
    let answer = lan.act_with(report, "forward", &away).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(answer.leads_to(), "/console/cases");
    let list = lan.get("/console/cases").await;
    assert!(
        list.says("Đã chuyển vụ việc."),
        "it is gone, and why is said"
    );
    assert_eq!((counted(&lan).await, counted(&tuan).await), ("none", "one"));
    assert_eq!(lan.get(&case(report)).await.status, StatusCode::NOT_FOUND);
    let page = tuan.get(&case(report)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("Phường Bắc Giang") && page.says("Đoạn đường này ở bên ấy."));
    for word in ["nap+cong", "bac+giang"] {
        assert!(found(&tuan, word).await.says(&report.to_string()), "{word}");
        assert!(!found(&lan, word).await.says(&report.to_string()), "{word}");
    }
    let map = tuan.get("/console/cases/map").await;
    assert!(map.says("Phường Bắc Giang") && !map.says("Xã Tam Tiến</a>"));
    let answer = tuan.act(report, "accept", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn what_is_about_a_communes_staff_stays_above_it() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    desk.add_user("thanh", Some("24-tt")).await;
    desk.add_user("hoa", None).await;
    let staff = phone.file("staff_conduct", "Cán bộ đòi tiền.", &[]).await;
    let other = phone.file("other", "Cán bộ đòi tiền.", &[]).await;
    let thanh = desk.signed_in("thanh").await;
    let page = thanh.get(&case(staff)).await;
    let (_, units) = page.body.split_once("name=\"unit\"").unwrap();
    let units = units.split_once("</select>").unwrap().0;
    assert!(units.contains("value=\"24-vp\""), "{units}");
    assert!(
        !units.contains("value=\"07264-") && !units.contains("value=\"24-tt\""),
        "{units}"
    );
    let back = [("unit", "07264-vp"), ("text", "Việc của xã.")];
    let answer = thanh.fill_in(&page, staff, "forward", &back).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("không ai ở đó được xem") && answer.says("Việc của xã.</textarea>"));
    assert_eq!(thanh.get(&case(staff)).await.status, StatusCode::OK);

    // Nor does it go on in a case that the commune sees.
    let hoa = desk.signed_in("hoa").await;
    let doubles = format!("{}/doubles", case(staff));
    let page = hoa.get(&doubles).await;
    assert!(!page.says(&case(other)), "it is not suggested either");
    let (own, reference) = (reference(&hoa, staff).await, reference(&hoa, other).await);
    let merge = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("do", "merge"),
        ("into", reference.as_str()),
    ];
    let answer = hoa.post(&doubles, &merge).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let seen = desk.signed_in("lan").await.get(&case(other)).await;
    assert!(seen.says(&reference) && !seen.says(&own));
}
