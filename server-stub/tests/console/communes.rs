//! The map of communes: numbers of the list, drawn and in words, without a script.

use reqwest::StatusCode;

use crate::desk::{Desk, ELSEWHERE, HERE, Page, case};

const ADDRESS: &str = "/console/cases/map";

/// Where the words of the page begin: what comes before is the picture.
fn words(page: &Page) -> &str {
    page.body.split_once("</figure>").unwrap().1
}

/// A link of the list in words, and its number.
fn line(address: &str, name: &str, counted: &str) -> String {
    format!(
        "<li><a href=\"{address}\"><span lang=\"vi\">{name}</span> <strong>{counted}</strong></a>"
    )
}

#[tokio::test]
async fn the_province_is_shown_by_commune_and_each_leads_to_its_list() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    for text in ["Ổ gà.", "Nắp cống vỡ."] {
        phone.file("road", text, &[]).await;
    }
    let elsewhere = phone.file_in(ELSEWHERE, "waste", "Rác.", &[]).await;
    desk.add_user("mai", None).await;
    let browser = desk.signed_in("mai").await;
    let list = browser.get("/console/cases?show=all").await;
    assert!(
        list.says("href=\"/console/cases/map?show=all\""),
        "the list leads here"
    );

    let page = browser.get(ADDRESS).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (here, there) = (
        format!("/console/cases?commune={HERE}"),
        format!("/console/cases?commune={ELSEWHERE}"),
    );
    let told = words(&page);
    let first = told.find(&line(&here, "Xã Tam Tiến", "2 vụ việc"));
    let second = told.find(&line(&there, "Phường Bắc Giang", "1 vụ việc"));
    assert!(first < second && first.is_some(), "{told}");
    let drawn = format!(
        "<a href=\"{here}\" tabindex=\"-1\"><title>Xã Tam Tiến: 2 vụ việc</title>\
         <path class=\"area\" fill=\"url(#hatch-2)\""
    );
    assert!(page.says(&drawn), "{}", page.body);
    assert_eq!(page.body.matches("<path class=\"area\"").count(), 99);
    assert!(told.contains("Xã, phường chưa có vụ việc nào ở mục này (97)"));
    let narrowed = browser.get(&there).await;
    assert!(narrowed.says(&case(elsewhere)) && narrowed.says("1 vụ việc"));

    // Nothing that the browser would refuse, and not much to carry.
    assert!(!page.says(" style=") && !page.says("<style"));
    let wire = browser.wire(ADDRESS, "none").await;
    assert_eq!(wire[..2], [0x1f, 0x8b], "gzip");
    assert!(wire.len() < 30 * 1024, "{} bytes", wire.len());
}

#[tokio::test]
async fn a_filter_is_kept_and_said_and_the_chosen_commune_is_marked() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    phone.file("road", "Ổ gà.", &[]).await;
    phone.file("waste", "Rác.", &[]).await;
    phone.file_in(ELSEWHERE, "road", "Ổ gà nữa.", &[]).await;
    desk.add_user("mai", None).await;
    let browser = desk.signed_in("mai").await;
    let page = browser
        .get(&format!(
            "{ADDRESS}?q=%E1%BB%95+g%C3%A0&category=road&commune={HERE}"
        ))
        .await;
    let told = words(&page);
    for code in [HERE, ELSEWHERE] {
        let kept =
            format!("/console/cases?q=%E1%BB%95+g%C3%A0&#38;category=road&#38;commune={code}\"");
        assert!(told.contains(&kept), "{told}");
    }
    assert_eq!(
        told.matches("<strong>1 vụ việc</strong>").count(),
        2,
        "{told}"
    );
    assert!(page.says("Đang thu hẹp theo: <strong>Lĩnh vực: "));
    assert!(page.says("Tìm vụ việc: ổ gà"), "{}", page.body);
    assert!(page.says("<path class=\"area chosen\""));
    assert_eq!(told.matches("aria-current=\"true\"").count(), 1);
    assert!(told.contains("Xem danh sách của mọi xã, phường"));
    // The way back from a change of language is this very page.
    let here = page.hidden("back").replace("&#38;", "&");
    assert!(browser.get(&here).await.says("<path class=\"area chosen\""));
    assert!(here.starts_with(ADDRESS), "{here}");

    let nothing = browser.get(&format!("{ADDRESS}?q=kangaroo")).await;
    assert!(nothing.says("Không có vụ việc nào ở mục này."));
    assert!(!nothing.says("class=\"legend\""));
    let wrong = browser.get(&format!("{ADDRESS}?show=x")).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let stranger = desk.browser().get(ADDRESS).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_officer_sees_their_own_commune_and_nothing_of_others() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    phone.file("staff_conduct", "Cán bộ gây khó.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(ADDRESS).await;
    let own = format!("/console/cases?commune={HERE}");
    assert!(
        page.says(&line(&own, "Xã Tam Tiến", "1 vụ việc")),
        "{}",
        page.body
    );
    assert_eq!(page.body.matches("<path class=\"area\"").count(), 1);
    assert!(page.says("<path class=\"land\""), "where it lies");
    assert!(!page.says(ELSEWHERE), "no link to another's");

    browser.act(report, "accept", "").await;
    let waiting = browser.get(&format!("{ADDRESS}?show=received")).await;
    assert!(waiting.says("Không có vụ việc nào ở mục này."));
    let accepted = browser.get(&format!("{ADDRESS}?show=accepted")).await;
    assert!(accepted.says("<strong>1 vụ việc</strong>"));
}

#[tokio::test]
async fn a_number_that_may_be_higher_says_so() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    for n in 0..100 {
        phone.file("road", &format!("Ổ gà {n}"), &[]).await;
    }
    phone.file_in(ELSEWHERE, "road", "Ổ gà", &[]).await;
    desk.add_user("mai", None).await;
    let browser = desk.signed_in("mai").await;
    // Whom a case was given isn't counted ahead for nobody; what words find is.
    let page = browser.get(&format!("{ADDRESS}?user=none")).await;
    let told = words(&page);
    assert!(
        told.contains("<strong>ít nhất 99 vụ việc</strong>"),
        "{told}"
    );
    assert!(told.contains("<strong>1 vụ việc</strong>"), "{told}");
    assert!(page.says(">99+</text>") && page.says(">1</text>"));
    assert!(page.says("<p class=\"message\">Nơi có nhiều vụ việc"));
    let page = browser.get(&format!("{ADDRESS}?q=o+ga")).await;
    assert!(words(&page).contains("<strong>100 vụ việc</strong>"));
    assert!(page.says(">100</text>") && !page.says("class=\"message\""));
}
