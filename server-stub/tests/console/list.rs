//! The list of cases.

use jiff::SignedDuration;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, Page, case, photograph};

/// The texts of the rows, from the top.
async fn rows(browser: &Browser, path: &str) -> Vec<String> {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let said = page.body.split("<p class=\"said").skip(1);
    said.map(|rest| {
        rest.split_once('>')
            .unwrap()
            .1
            .split_once('<')
            .unwrap()
            .0
            .to_owned()
    })
    .collect()
}

#[tokio::test]
async fn what_presses_comes_first_and_filters_are_in_the_address() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    assert!(
        browser
            .get("/console/cases")
            .await
            .says("Không còn vụ việc nào đang mở.")
    );

    phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    phone.file("road", "Thứ nhất", &[]).await;
    let second = phone.file("road", "Thứ hai", &[]).await;
    desk.pass(SignedDuration::from_mins(10));
    let third = phone.file("road", "Thứ ba", &[]).await;
    browser.act(second, "accept", "").await;
    browser.act(third, "accept", "").await;
    browser.act(third, "resolve", "Đã vá.").await;

    // The first one's clock of intake runs out before the second one's of resolution.
    assert_eq!(
        rows(&browser, "/console/cases").await,
        ["Thứ nhất", "Thứ hai"]
    );
    assert_eq!(
        rows(&browser, "/console/cases?show=resolved").await,
        ["Thứ ba"]
    );
    assert_eq!(
        rows(&browser, "/console/cases?show=accepted").await,
        ["Thứ hai"]
    );
    assert_eq!(rows(&browser, "/console/cases?show=all").await.len(), 3);
    assert!(rows(&browser, "/console/cases?show=late").await.is_empty());
    assert_eq!(
        browser.get("/console/cases?show=nonsense").await.status,
        StatusCode::NOT_FOUND
    );

    // A week later, both that are open are late; whoever was idle for so long signs in again.
    desk.pass(SignedDuration::from_hours(24 * 21));
    let browser = desk.signed_in("lan").await;
    let page = browser.get("/console/cases?show=late").await;
    assert!(
        page.says("Trễ hạn <span class=\"number\">2</span>"),
        "{}",
        page.body
    );
    assert!(page.says("Hạn tiếp nhận: Trễ hạn"));
    assert!(page.says("Hạn xử lý: Trễ hạn"));
    assert_eq!(
        rows(&browser, "/console/cases?show=late").await,
        ["Thứ nhất", "Thứ hai"]
    );
}

#[tokio::test]
async fn what_is_late_comes_first_among_all_cases_and_in_every_search() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    phone.file_in(ELSEWHERE, "road", "Ổ gà xã khác", &[]).await;
    phone.file("road", "Ổ gà cũ", &[]).await;
    phone.file("road", "Cầu gãy", &[]).await;
    desk.pass(SignedDuration::from_hours(24 * 9));
    let browser = desk.signed_in("lan").await;
    phone.file("road", "Ổ gà mới", &[]).await;
    let done = phone.file("road", "Ổ gà đã vá", &[]).await;
    browser.act(done, "accept", "").await;
    browser.act(done, "resolve", "Đã vá.").await;

    let all = ["Ổ gà cũ", "Cầu gãy", "Ổ gà đã vá", "Ổ gà mới"];
    assert_eq!(rows(&browser, "/console/cases?show=all").await, all);
    let found = ["Ổ gà cũ", "Ổ gà đã vá", "Ổ gà mới"];
    assert_eq!(
        rows(&browser, "/console/cases?show=all&q=o+ga").await,
        found
    );
    let open = ["Ổ gà cũ", "Ổ gà mới"];
    assert_eq!(rows(&browser, "/console/cases?q=%22o+ga%22").await, open);
    assert_eq!(
        rows(&browser, "/console/cases?show=late&q=ga").await,
        ["Ổ gà cũ", "Cầu gãy"],
        "what is late is searched as well, a word's beginning included"
    );
    assert!(rows(&browser, "/console/cases?show=late&q=ga.").await.len() == 1);
    assert!(
        rows(&browser, "/console/cases?show=late&q=*")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_late_stands_where_a_long_list_begins_and_on_no_other_page() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    phone.file("road", "Cầu gãy", &[]).await;
    desk.pass(SignedDuration::from_hours(24 * 9));
    for n in 0..60 {
        phone.file("road", &format!("Ổ gà {n}"), &[]).await;
    }
    let browser = desk.signed_in("lan").await;
    let turn = async |path: &str, rel: &str| {
        let page = browser.get(path).await;
        let link = page
            .body
            .split(&format!("rel=\"{rel}\" href=\""))
            .nth(1)
            .unwrap();
        link.split('"')
            .next()
            .unwrap()
            .replace("&amp;", "&")
            .replace("&#38;", "&")
    };
    let first = "/console/cases?show=all";
    let begins = rows(&browser, first).await;
    assert_eq!(
        (begins.len(), &*begins[0], &*begins[1]),
        (50, "Cầu gãy", "Ổ gà 59")
    );
    let second = turn(first, "next").await;
    let on = rows(&browser, &second).await;
    assert_eq!((on.len(), &*on[0], &*on[10]), (11, "Ổ gà 10", "Ổ gà 0"));
    let back = rows(&browser, &turn(&second, "prev").await).await;
    assert_eq!(back, begins);
}

#[tokio::test]
async fn however_many_are_late_none_stands_behind_what_is_not() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    for n in 0..30 {
        phone.file("road", &format!("Ổ gà cũ {n}"), &[]).await;
        desk.pass(SignedDuration::from_secs(1));
    }
    desk.pass(SignedDuration::from_hours(24 * 9));
    for n in 0..30 {
        phone.file("road", &format!("Ổ gà mới {n}"), &[]).await;
    }
    let browser = desk.signed_in("lan").await;
    let late = (0..30).map(|n| format!("Ổ gà cũ {n}"));
    let expected: Vec<_> = late
        .chain((10..30).rev().map(|n| format!("Ổ gà mới {n}")))
        .collect();
    for list in ["show=all", "show=all&q=o+ga", "q=o+ga"] {
        let found = rows(&browser, &format!("/console/cases?{list}")).await;
        assert_eq!(found, expected, "{list}");
    }
}

#[tokio::test]
async fn a_row_says_what_has_come_and_shows_it() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let pictures = [photograph(0), photograph(1)];
    let report = phone.file("dyke", "Sạt mái đê.", &pictures).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get("/console/cases").await;
    assert!(page.says("Ảnh 0/2"));
    assert!(page.says("#dyke\"/>"), "the category's picture stands in");

    phone.deliver(&pictures[1]).await;
    let page = browser.get("/console/cases").await;
    assert!(page.says("Ảnh 1/2"));
    let (_, after) = page
        .body
        .split_once(&format!("src=\"{}/thumbnails/", case(report)))
        .unwrap();
    let hash = after.split_once('"').unwrap().0;
    for _ in 0..2 {
        let thumbnail = browser
            .bytes(&format!("{}/thumbnails/{hash}", case(report)))
            .await;
        let header = langnghe_photo::inspect(&thumbnail).unwrap();
        assert_eq!(header.width.max(header.height), 320);
    }
}

#[tokio::test]
async fn long_lists_have_pages_that_lead_on_and_back() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    for i in 0..52 {
        phone.file("waste", &format!("Số {i}"), &[]).await;
        desk.pass(SignedDuration::from_secs(1));
    }
    let browser = desk.signed_in("lan").await;
    let link = |page: &Page, rel: &str| {
        let rest = page.body.split_once(&format!("rel=\"{rel}\" href=\""))?.1;
        Some(rest.split_once('"')?.0.replace("&#38;", "&"))
    };
    let first = browser.get("/console/cases").await;
    assert!(first.says("<p class=\"quiet\">52 vụ việc</p>"));
    assert_eq!(link(&first, "prev"), None);
    assert_eq!(rows(&browser, "/console/cases").await.len(), 50);
    let next = link(&first, "next").unwrap();
    assert_eq!(rows(&browser, &next).await, ["Số 50", "Số 51"]);
    let second = browser.get(&next).await;
    assert_eq!(link(&second, "next"), None);
    let back = link(&second, "prev").unwrap();
    let again = rows(&browser, &back).await;
    assert_eq!(again, rows(&browser, "/console/cases").await);
    for wrong in ["after=x", "before=3", "user=lan", "show=page"] {
        let page = browser.get(&format!("/console/cases?{wrong}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn the_search_stands_in_the_address() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    phone.file("road", "Ổ gà trước cổng trường", &[]).await;
    phone.file("waste", "Rác ven kênh", &[]).await;
    let browser = desk.signed_in("lan").await;
    let found = async |query: &str| rows(&browser, &format!("/console/cases?{query}")).await;
    assert_eq!(found("q=truong").await, ["Ổ gà trước cổng trường"]);
    assert_eq!(found("q=&category=waste").await, ["Rác ven kênh"]);
    assert_eq!(found("q=r%C3%A1c&category=road").await, [""; 0]);
    assert_eq!(found("commune=07210").await, [""; 0]);
}

#[tokio::test]
async fn a_list_is_narrowed_to_whom_its_cases_were_given() {
    let desk = Desk::open().await;
    desk.add_user("hoa", Some("07264-kt")).await;
    desk.add_user("xa", Some(ELSEWHERE)).await;
    let phone = desk.phone().await;
    phone.file("road", "Chưa ai làm", &[]).await;
    let own = phone.file("road", "Của Lan", &[]).await;
    let others = phone.file("road", "Của Hoa", &[]).await;
    phone.file_in(ELSEWHERE, "road", "Của xã khác", &[]).await;
    let browser = desk.signed_in("lan").await;

    let list = browser.get("/console/cases").await;
    let offered = |page: &Page| {
        let select = page.body.split_once("<select id=\"by-user\"").unwrap().1;
        let select = select.split_once("</select>").unwrap().0;
        let options = select.split("<option value=\"").skip(1);
        let options = options.map(|option| option.split_once("</option>").unwrap().0);
        options.map(str::to_owned).collect::<Vec<_>>()
    };
    let [everyone, nobody, me, hoa] = offered(&list).try_into().unwrap();
    assert_eq!(everyone, "\">Tất cả");
    assert_eq!(nobody, "none\">Chưa giao ai");
    assert!(
        me.ends_with("\">Tôi") && hoa.ends_with("\">hoa"),
        "{me} {hoa}"
    );
    let number = |option: &str| option.split_once('"').unwrap().0.to_owned();
    let assign = async |report, to: &str| {
        let page = browser.get(&case(report)).await;
        let form = [("user", to)];
        let done = browser.fill_in(&page, report, "assign", &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
    };
    assign(own, &number(&me)).await;
    assign(others, &number(&hoa)).await;

    let found = async |query: &str| {
        let mut found = rows(&browser, &format!("/console/cases?{query}")).await;
        found.sort();
        found
    };
    assert_eq!(found("user=none").await, ["Chưa ai làm"]);
    assert_eq!(found("user=none&q=lam").await, ["Chưa ai làm"]);
    assert_eq!(found("user=none&show=all").await, ["Chưa ai làm"]);
    assert_eq!(found(&format!("user={}", number(&me))).await, ["Của Lan"]);
    let hoas = format!("user={}", number(&hoa));
    assert_eq!(found(&hoas).await, ["Của Hoa"]);
    assert_eq!(found(&format!("{hoas}&q=cua")).await, ["Của Hoa"]);
    // What is chosen stays chosen, and the tab of one's own cases says whose they are by itself.
    let chosen = browser.get(&format!("/console/cases?{hoas}")).await;
    assert!(chosen.says(&format!("{}\" selected>hoa", number(&hoa))));
    assert!(chosen.says("href=\"/console/cases?whose=mine\""));
    let own = browser.get("/console/cases?whose=mine").await;
    assert!(!own.says("by-user"));
    // Nobody learns by the form who works elsewhere.
    let stranger = browser.get("/console/cases?user=3").await;
    assert!(
        stranger.says("<option value=\"3\" selected>Cán bộ khác"),
        "{}",
        stranger.body
    );
    assert!(!stranger.says(">xa<"));
}
