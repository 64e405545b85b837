//! A case of which something was erased, as an officer sees it.

use langnghe_server::{
    entropy::SystemEntropy,
    store::sqlite::erase::{Request, erase},
};
use langnghe_wire::Body;

use crate::desk::{Desk, case, photograph};

const SAID: &str = "Nhà ông Bảy xả thải.";

#[tokio::test]
async fn the_page_says_what_was_erased_and_why_and_nothing_of_what_it_was() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let picture = photograph(1);
    let report = phone.file("environment", SAID, &[picture.clone()]).await;
    phone.deliver(&picture).await;
    let text = "Gọi ông Bảy.".to_owned();
    phone.operate(report, Body::AddText { text }).await;
    let before = browser.get(&case(report)).await;
    assert!(before.says(SAID) && before.says("Gọi ông Bảy."));
    let (_, behind) = before.body.split_once("LN-").unwrap();
    let request = Request {
        reference: format!("LN-{}", &behind[..13]).parse().unwrap(),
        entry: None,
        by: "lan".into(),
        why: "Phiếu 17/2026".into(),
    };
    let erased = erase(&desk.database(), &request, &SystemEntropy, desk.now()).unwrap();
    assert_eq!((&erased.entries[..], erased.photographs), (&[1, 4][..], 1));

    let page = browser.get(&case(report)).await;
    for told in [
        "Nội dung phản ánh đã được xóa theo yêu cầu của người gửi.",
        "(mục 1, 4 của lịch sử), và 1 ảnh",
        "Phiếu 17/2026",
        "Nội dung của mục này đã được xóa theo yêu cầu.",
        "<span>Mục 4</span>",
        "<p class=\"quiet\">Đã được xóa theo yêu cầu.</p>",
        "<span class=\"quiet\">Đã được xóa theo yêu cầu.</span>",
    ] {
        assert!(page.says(told), "{told}: {}", page.body);
    }
    assert!(!page.says("Bảy"), "{}", page.body);
    // It is a case like any other, and goes on.
    let answer = browser.act(report, "reply", "Đã kiểm tra.").await;
    assert!(answer.status.is_redirection(), "{}", answer.body);
    let list = browser.get("/console/cases?q=bay").await;
    assert!(!list.says("LN-"), "{}", list.body);
}
