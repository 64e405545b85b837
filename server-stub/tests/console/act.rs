//! What officers do to a case.

use langnghe_wire::{Body, CaseStatus, change::What};
use reqwest::StatusCode;

use crate::desk::{Desk, HERE, case, photograph};

#[tokio::test]
async fn every_step_is_in_the_history_and_reaches_the_phone() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let steps = [
        ("ask", "Ở đoạn nào?", "Chờ bổ sung thông tin"),
        ("accept", "", "Đã tiếp nhận"),
        ("start", "", "Đang xử lý"),
        ("reply", "Đã cử người.", "Đang xử lý"),
        ("note", "Gọi nhà thầu.", "Đang xử lý"),
        ("resolve", "Đã vá xong.", "Đã xử lý"),
    ];
    for (what, text, status) in steps {
        let answer = browser.act(report, what, text).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{what}: {}",
            answer.body
        );
        assert_eq!(answer.leads_to(), case(report));
        let page = browser.get(&case(report)).await;
        assert!(page.says("role=\"status\""), "{what} is confirmed");
        let head = page.body.split_once("class=\"pill").unwrap().1;
        assert!(
            head.split_once("</span>").unwrap().0.ends_with(status),
            "{what} leads to {status}"
        );
        assert!(page.says(&format!("<blockquote lang=\"vi\">{text}")) || text.is_empty());
        assert!(page.says("<strong>lan</strong>"));
        let again = browser.get(&case(report)).await;
        assert!(
            !again.says("role=\"status\""),
            "a confirmation is shown once"
        );
    }

    let told = phone.told(report).await;
    let statuses: Vec<_> = told
        .iter()
        .filter_map(|what| match what {
            What::Status { status, reason, .. } => Some((*status, reason.as_deref())),
            _ => None,
        })
        .collect();
    assert_eq!(
        statuses,
        [
            (CaseStatus::NeedsInformation, Some("Ở đoạn nào?")),
            (CaseStatus::Accepted, None),
            (CaseStatus::InProgress, None),
            (CaseStatus::Resolved, None),
        ]
    );
    let replies: Vec<_> = told
        .iter()
        .filter_map(|what| match what {
            What::Reply { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        replies,
        ["Đã cử người.", "Đã vá xong."],
        "and never the note"
    );
}

#[tokio::test]
async fn a_refusal_needs_its_reason_and_the_citizen_reads_it() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("noise", "Ồn.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let answer = browser.act(report, "refuse", " \r\n ").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Hãy viết nội dung trước khi gửi."));
    assert!(answer.says("<details open>"), "the form is open again");

    let words = "Thuộc công an xã.\r\nXin gọi 113.";
    assert_eq!(
        browser.act(report, "refuse", words).await.status,
        StatusCode::SEE_OTHER
    );
    let refused = What::Status {
        status: CaseStatus::Refused,
        reason: Some("Thuộc công an xã.\nXin gọi 113.".into()),
        belongs: Some("Công an xã".into()),
        photographs: vec![],
        resolution: None,
    };
    assert!(phone.told(report).await.contains(&refused));
}

#[tokio::test]
async fn too_long_a_text_comes_back_whole() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let long = "ế".repeat(4_001);
    let answer = browser.act(report, "reply", &long).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Nội dung dài quá 4000 ký tự."));
    assert!(answer.says(&long));
    // More than any form may have: ten megabytes.
    let huge = "lũ ".repeat(2_500_000);
    let huge = huge.trim_end();
    let answer = browser.act(report, "reply", huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.says("Nội dung quá dài"));
    assert!(answer.says(&format!("\n{huge}</textarea>")));
    browser.act(report, "accept", "").await;
    let large = "lũ.".repeat(100_000);
    let answer = browser.resolve(report, &large, &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.says(&format!("\n{large}</textarea>")));
}

#[tokio::test]
async fn two_officers_at_once_keep_their_words_and_overwrite_nothing() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let (one, other) = (desk.signed_in("lan").await, desk.signed_in("lan").await);
    let seen = one.get(&case(report)).await;
    other.act(report, "accept", "").await;

    // A reply is still possible, and offered again with the new version.
    let answer = one.act_on(&seen, report, "reply", "Sẽ đến sáng mai.").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("Vụ việc vừa thay đổi"));
    assert!(answer.says("Sẽ đến sáng mai.</textarea>"));
    let replied = |told: &[What]| told.iter().any(|what| matches!(what, What::Reply { .. }));
    assert!(!replied(&phone.told(report).await), "nothing was done");
    let answer = one
        .act_on(&answer, report, "reply", "Sẽ đến sáng mai.")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(replied(&phone.told(report).await));

    // A step that is no longer possible isn't offered, but its words are there to copy.
    let seen = one.get(&case(report)).await;
    other.act(report, "resolve", "Đã vá.").await;
    let answer = one.act_on(&seen, report, "ask", "Ở đoạn nào?").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("Bước “Yêu cầu bổ sung” không còn làm được"));
    assert!(answer.says("Ở đoạn nào?"));
    assert!(!answer.says("<textarea"));
}

#[tokio::test]
async fn a_photograph_that_comes_while_an_answer_is_typed_is_no_conflict() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let pictures = [photograph(0), photograph(1)];
    let report = phone.file("dyke", "Sạt mái đê.", &pictures).await;
    let browser = desk.signed_in("lan").await;
    let seen = browser.get(&case(report)).await;
    phone.deliver(&pictures[0]).await;
    phone.deliver(&pictures[1]).await;
    let answer = browser.act_on(&seen, report, "reply", "Đã cử người.").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);

    let seen = browser.get(&case(report)).await;
    phone
        .operate(
            report,
            Body::AddText {
                text: "Nước đã vào nhà.".into(),
            },
        )
        .await;
    let answer = browser.act_on(&seen, report, "reply", "Chưa gấp.").await;
    assert_eq!(
        answer.status,
        StatusCode::CONFLICT,
        "what the citizen adds must be seen"
    );
}

#[tokio::test]
async fn a_form_that_no_page_has_is_refused() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    for what in ["withdraw", "confirm", "support", "", "explode"] {
        let answer = browser.act(report, what, "x").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let answer = browser.act(report, "start", "").await;
    assert_eq!(
        answer.status,
        StatusCode::CONFLICT,
        "not before it is accepted"
    );
}

#[tokio::test]
async fn a_form_whose_answer_was_lost_is_done_once_when_it_is_sent_again() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    desk.add_user("huy", Some(HERE)).await;
    let (lan, huy) = (desk.signed_in("lan").await, desk.signed_in("huy").await);
    let seen = lan.get(&case(report)).await;
    let others = huy.get(&case(report)).await;
    for _ in 0..2 {
        let answer = lan.act_on(&seen, report, "reply", "Chiều nay đến.").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.leads_to(), case(report));
        assert!(lan.get(&case(report)).await.says("Đã gửi trả lời"));
    }
    let told = phone.told(report).await;
    let replies = told
        .iter()
        .filter(|what| matches!(what, What::Reply { .. }));
    assert_eq!(replies.count(), 1);

    // Other words, and the same of somebody else, are no repetition.
    let answer = lan.act_on(&seen, report, "reply", "Mai đến.").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer = huy.act_on(&others, report, "reply", "Chiều nay đến.").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);

    let seen = lan.get(&case(report)).await;
    let solved = [
        ("text", "Đã vá."),
        ("cause", "Mưa"),
        ("remedy", "lasting"),
        ("without_photograph", "Trời tối."),
    ];
    lan.act(report, "accept", "").await;
    for step in ["accept", "resolve"] {
        let page = match step {
            "accept" => &seen,
            _ => &lan.get(&case(report)).await,
        };
        for _ in 0..2 {
            let answer = lan.fill_in(page, report, step, &solved).await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{step}: {}",
                answer.body
            );
        }
        // A word more, typed before it is sent again, isn't lost without a word.
        if step == "resolve" {
            let more = [&[("text", "Đã vá và dọn sạch.")], &solved[1..]].concat();
            let answer = lan.fill_in(page, report, step, &more).await;
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(answer.says("Đã vá và dọn sạch."));
        }
    }
}
