//! A case's whole life at the desk: what each form asks for, and what becomes of it.

use langnghe_server::identity::Role;
use langnghe_wire::{CaseStatus, Remedy, ReportId, change::What};
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, HERE, case, ordinary};

const OTHER_UNIT: &str = "07264-vhxh";

/// What the page says of where the case stands.
async fn head(browser: &Browser, report: ReportId) -> String {
    let page = browser.get(&case(report)).await;
    let (_, after) = page.body.split_once("<header class=\"head\">").unwrap();
    after.split_once("</header>").unwrap().0.to_owned()
}

#[tokio::test]
async fn a_case_goes_to_another_unit_with_its_deadline_and_its_history() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    assert!(
        page.says("Phòng Văn hóa – Xã hội") && page.says("<optgroup label=\"Cùng xã, phường\">")
    );
    let fields = [
        ("unit", OTHER_UNIT),
        ("text", "Nhà văn hóa quản lý đường này."),
    ];
    let answer = browser.act_with(report, "forward", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(
        answer.leads_to(),
        case(report),
        "lan is of the whole commune"
    );
    let head = head(&browser, report).await;
    assert!(
        head.contains("Chuyển xử lý") && head.contains("Phòng Văn hóa – Xã hội"),
        "{head}"
    );
    let told = phone.told(report).await;
    assert!(told.iter().any(|what| matches!(
        what,
        What::Status { status: CaseStatus::Forwarded, reason: Some(reason), .. }
            if reason == "Nhà văn hóa quản lý đường này."
    )));
}

#[tokio::test]
async fn whoever_hands_a_case_to_another_commune_is_led_to_what_is_left() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    desk.add_user("hoa", Some("07264-kt")).await;
    let browser = desk.signed_in("hoa").await;
    let elsewhere = format!("{ELSEWHERE}-kt");
    let fields = [("unit", &*elsewhere), ("text", "Thuộc xã bên.")];
    let answer = browser.act_with(report, "forward", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.leads_to(), "/console/cases");
    assert_eq!(
        browser.get(&case(report)).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_and_everything_typed_is_kept() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let before = phone.told(report).await.len();
    let text = ("text", "Lời đã viết.");
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
    let of_a_new_case: [Case<'_>; 6] = [
        ("refuse", &[text], "Hãy viết việc này thuộc về đâu."),
        ("forward", &[text], "Hãy chọn một đơn vị"),
        (
            "forward",
            &[text, ("unit", "07264-xx")],
            "Hãy chọn một đơn vị",
        ),
        (
            "forward",
            &[text, ("unit", "07264-kt")],
            "Vụ việc đã ở đơn vị này.",
        ),
        (
            "set_level",
            &[text, ("level", "panic")],
            "Hãy chọn một mức độ.",
        ),
        (
            "set_level",
            &[("text", ""), ("level", "urgent")],
            "Hãy viết nội dung",
        ),
    ];
    for (what, fields, problem) in of_a_new_case {
        refused(&browser, report, what, fields, problem).await;
    }
    browser.act(report, "accept", "").await;
    let after = phone.told(report).await.len();
    assert_eq!(after, before + 1, "only the acceptance came through");
    let (cause, lasting) = (("cause", "Xe quá tải."), ("remedy", "lasting"));
    let why = ("without_photograph", "Trời đã tối.");
    let of_a_result: [Case<'_>; 5] = [
        ("resolve", &[text, lasting, why], "Hãy viết nguyên nhân."),
        ("resolve", &[text, cause, why], "Hãy chọn cách khắc phục"),
        (
            "resolve",
            &[text, cause, lasting],
            "Cần ảnh kết quả, hoặc lý do",
        ),
        ("resolve", &[cause, lasting, why], "Hãy viết nội dung"),
        ("assign", &[("user", "999999")], "Không có cán bộ này"),
    ];
    for (what, fields, problem) in of_a_result {
        refused(&browser, report, what, fields, problem).await;
    }
    assert_eq!(phone.told(report).await.len(), after);
}

async fn refused(
    browser: &Browser,
    report: ReportId,
    what: &str,
    fields: &[(&str, &str)],
    problem: &str,
) {
    let answer = browser.act_with(report, what, fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{what} {fields:?}"
    );
    assert!(
        answer.says(&format!("-problem\">{problem}")),
        "{what} {fields:?} at its field"
    );
    let (_, form) = answer
        .body
        .split_once(&format!("name=\"do\" value=\"{what}\""))
        .unwrap();
    let form = form.split_once("</form>").unwrap().0;
    for (name, value) in fields {
        let is_kept = match *name {
            "text" => form.contains(&format!("\n{value}</textarea>")),
            "remedy" => {
                form.contains(&format!("value=\"{value}\" checked"))
                    || form.contains(&format!("value=\"{value}\" required checked"))
            }
            // What no list has can't be shown in one.
            "unit" | "level" | "user" => true,
            _ => form.contains(&format!("value=\"{value}\"")),
        };
        assert!(is_kept, "{what} lost {name}: {form}");
    }
    assert!(form.contains("autofocus"), "{what} {fields:?}");
}

#[tokio::test]
async fn clocks_stand_with_a_reason_and_run_again() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    browser.act(report, "accept", "").await;
    assert!(!browser.get(&case(report)).await.says("value=\"resume\""));
    let answer = browser.act(report, "pause", "Chờ nước rút.").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = browser.get(&case(report)).await;
    assert!(page.says("Thời hạn tạm dừng từ") && page.says("Chờ nước rút.</blockquote>"));
    assert!(page.says("Đang tạm dừng</span>, <time"));
    assert!(!page.says("value=\"pause\""), "it stands already");
    let answer = browser.act(report, "resume", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!head(&browser, report).await.contains("tạm dừng"));
}

#[tokio::test]
async fn a_result_says_its_cause_its_remedy_and_why_there_is_no_photograph() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    browser.act(report, "accept", "").await;
    let fields = [
        ("text", "Đã rải đá tạm."),
        ("cause", "Mưa lớn."),
        ("remedy", "temporary"),
        ("without_photograph", "Trời đã tối."),
    ];
    let answer = browser.act_with(report, "resolve", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let told = phone.told(report).await;
    let resolution = told.iter().find_map(|what| match what {
        What::Status { resolution, .. } => resolution.clone(),
        _ => None,
    });
    let resolution = resolution.unwrap();
    assert_eq!(resolution.cause, "Mưa lớn.");
    assert_eq!(resolution.remedy, Remedy::Temporary);
    assert_eq!(
        resolution.without_photograph.as_deref(),
        Some("Trời đã tối.")
    );
    let page = browser.get(&case(report)).await;
    assert!(page.says("Nguyên nhân: Mưa lớn.") && page.says("Khắc phục tạm thời"));
    assert!(page.says("<strong>người dân trả lời</strong>") && page.says("vụ việc tự đóng"));
}

#[tokio::test]
async fn a_colleague_is_asked_and_their_name_stands_there() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let hoa = desk.add_user("hoa", Some("07264-kt")).await;
    desk.add_user("tuan", Some(ELSEWHERE)).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    assert!(
        page.says(">hoa</option>") && page.says(">lan</option>") && !page.says(">tuan</option>")
    );
    let answer = browser
        .act_with(report, "assign", &[("user", &hoa.id.0.to_string())])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(head(&browser, report).await.contains("Người xử lý: hoa"));
    let answer = browser.act_with(report, "assign", &[("user", "")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(head(&browser, report).await.contains("chưa phân công"));
}

#[tokio::test]
async fn a_public_reply_is_one_and_a_private_one_is_not() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    for (public, said) in [("no", "trả lời người dân"), ("yes", "trả lời công khai")] {
        let fields = [("text", "Đã cử người."), ("public", public)];
        let answer = browser.act_with(report, "reply", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let page = browser.get(&case(report)).await;
        let history = page.body.split_once("id=\"history\"").unwrap().1;
        assert_eq!(history.matches(said).count(), 1);
    }
}

#[tokio::test]
async fn the_same_report_goes_on_in_the_other_and_parts_again() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let first = phone.file("road", "Ổ gà.", &[]).await;
    let again = phone.file("road", "Vẫn ổ gà ấy.", &[]).await;
    let elsewhere = phone.file_in(ELSEWHERE, "road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let reference = async |report| {
        let page = browser.get(&case(report)).await;
        let (_, after) = page.body.split_once("class=\"reference\">").unwrap();
        after.split_once('<').unwrap().0.to_owned()
    };
    desk.add_user("tuan", Some(ELSEWHERE)).await;
    let theirs = desk.signed_in("tuan").await.get(&case(elsewhere)).await;
    let (_, theirs) = theirs.body.split_once("class=\"reference\">").unwrap();
    let theirs = theirs.split_once('<').unwrap().0;
    let own = reference(again).await;
    for into in ["", "LN-0000-0000-000", &own, theirs] {
        let answer = browser.act_with(again, "merge", &[("into", into)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{into}");
        assert!(
            answer.says("Không gộp được vào phản ánh có mã này"),
            "{into}"
        );
    }
    let main = reference(first).await;
    let answer = browser.act_with(again, "merge", &[("into", &main)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let merged = head(&browser, again).await;
    assert!(merged.contains(&format!("href=\"{}\"", case(first))) && merged.contains(&main));
    assert!(
        head(&browser, first)
            .await
            .contains("Đã gộp 1 phản ánh khác vào đây")
    );
    let answer = browser.act(again, "unmerge", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!head(&browser, first).await.contains("Đã gộp"));
}

#[tokio::test]
async fn a_conflict_keeps_every_field() {
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    let (one, other) = (desk.signed_in("lan").await, desk.signed_in("lan").await);
    let seen = one.get(&case(report)).await;
    other.act(report, "reply", "Đã cử người.").await;
    let fields = [("unit", OTHER_UNIT), ("text", "Nhà văn hóa quản lý.")];
    let answer = one.fill_in(&seen, report, "forward", &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("<option value=\"07264-vhxh\" selected>"));
    assert!(answer.says("\nNhà văn hóa quản lý.</textarea>"));
    // No longer possible: there to copy, in words.
    other.act(report, "refuse", "Không thuộc xã.").await;
    let answer = one.fill_in(&seen, report, "forward", &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(!answer.says("<textarea") && answer.says("Phòng Văn hóa – Xã hội"));
    assert!(answer.says("Nhà văn hóa quản lý."));
}

#[tokio::test]
async fn a_template_is_put_behind_what_was_typed_and_nothing_is_sent() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let page = browser.get(&case(report)).await;
    assert!(page.says(">Đã tiếp nhận, sẽ xử lý</option>"));
    assert!(!page.says("Đê điều: đã cử"), "another category's");
    let fields = |template| {
        [
            ("text", "Kính gửi ông/bà,"),
            ("public", "yes"),
            ("template", template),
            ("insert", "yes"),
        ]
    };
    let answer = browser.act_with(report, "reply", &fields("1")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.says("chưa gửi gì"));
    let (_, text) = answer
        .body
        .split_once("<textarea id=\"reply-text\"")
        .unwrap();
    let text = text.split_once("</textarea>").unwrap().0;
    assert!(
        text.contains("Kính gửi ông/bà,\n\nChúng tôi đã tiếp nhận phản ánh LN-"),
        "{text}"
    );
    assert!(
        text.contains("Phòng Kinh tế, Xã Tam Tiến đang kiểm tra"),
        "{text}"
    );
    assert!(text.contains("2026") && !text.contains('{'), "{text}");
    assert!(answer.says("name=\"public\" value=\"yes\" required checked"));
    let answer = browser.act_with(report, "reply", &fields("999")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.says("Kính gửi ông/bà,</textarea>"),
        "no such template"
    );
    let told = phone.told(report).await;
    assert!(!told.iter().any(|what| matches!(what, What::Reply { .. })));
}

#[tokio::test]
async fn where_a_unit_wants_its_leaders_word_the_result_waits_for_it() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let report = phone.file("road", "Ổ gà.", &[]).await;
    desk.wants_approval("07264-kt");
    desk.add_user_as("minh", Role::Leader, Some(HERE)).await;
    let (officer, leader) = (desk.signed_in("lan").await, desk.signed_in("minh").await);
    officer.act(report, "accept", "").await;
    let page = officer.get(&case(report)).await;
    assert!(page.says("value=\"propose\"") && !page.says("value=\"resolve\""));
    let answer = officer.act(report, "propose", "Đã vá xong.").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(!officer.get(&case(report)).await.says("value=\"approve\""));
    let is_told = |told: &[What]| told.iter().any(|what| matches!(what, What::Reply { .. }));
    assert!(!is_told(&phone.told(report).await), "not yet");

    let page = leader.get(&case(report)).await;
    assert!(page.says("<strong>lãnh đạo duyệt</strong>"));
    let (_, proposal) = page.body.split_once("id=\"proposal\"").unwrap();
    let proposal = proposal.split_once("</section>").unwrap().0;
    for said in ["Đã vá xong.", "Nguyên nhân: Xe quá tải.", "Trời đã tối."] {
        assert!(proposal.contains(said), "{proposal}");
    }
    let answer = leader.act(report, "send_back", "Chụp ảnh ban ngày.").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = officer.get(&case(report)).await;
    for kept in [
        "Đã vá xong.</textarea>",
        "name=\"cause\" value=\"Xe quá tải.\"",
        "value=\"Trời đã tối.\"",
    ] {
        assert!(page.says(kept), "{kept} is there to be written on");
    }
    officer.act(report, "propose", "Đã vá, có ảnh.").await;
    let answer = leader.act(report, "approve", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(is_told(&phone.told(report).await));
    assert!(head(&leader, report).await.contains("Đã xử lý"));
}

#[tokio::test]
async fn a_leader_sees_the_photographs_that_are_proposed() {
    const SMALL: &[u8] = include_bytes!("../../../core/photo/fixtures/DSCN0010.jpg");
    let desk = Desk::open().await;
    let report = desk.phone().await.file("road", "Ổ gà.", &[]).await;
    desk.wants_approval("07264-kt");
    desk.add_user_as("minh", Role::Leader, Some(HERE)).await;
    let (officer, leader) = (desk.signed_in("lan").await, desk.signed_in("minh").await);
    officer.act(report, "accept", "").await;
    let page = officer.get(&case(report)).await;
    let carried = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("do", "propose"),
        ("text", "Đã vá xong."),
    ];
    let fields = [carried.as_slice(), &ordinary("propose")].concat();
    let answer = officer.post_parts(&case(report), &fields, &[SMALL]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = leader.get(&case(report)).await;
    let (_, proposal) = page.body.split_once("id=\"proposal\"").unwrap();
    let (_, address) = proposal.split_once("<a href=\"").unwrap();
    let address = address.split_once('"').unwrap().0;
    let photograph = leader.bytes(address).await;
    assert!(photograph.starts_with(&[0xff, 0xd8]), "the picture itself");
}
