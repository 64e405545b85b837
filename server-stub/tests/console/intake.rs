//! An officer enters what came by telephone, and the caller gets the reference.

use langnghe_server::identity::IDLE_LIFETIME;
use langnghe_wire::ReportId;
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, ELSEWHERE, HERE, PASSWORD, Page, case, photograph};

const INTAKE: &str = "/console/intake";
const CAMERA: &[u8] = include_bytes!("../../../core/photo/fixtures/02_oppo_13mp.jpg");

/// What was typed: the usual, with some of it changed.
fn typed<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("origin", "phone"),
        ("category", "road"),
        ("text", "Bác gọi: ổ gà to giữa đường."),
        ("day", ""),
        ("hour", ""),
        ("commune", HERE),
        ("detail", "gần chợ"),
        ("point", ""),
        ("name", "Trần Thị Tư"),
        ("phone", "0912 345 678"),
        ("email", ""),
    ];
    let changed = |name: &str| changes.iter().find(|change| change.0 == name);
    usual
        .into_iter()
        .map(|(name, value)| (name, changed(name).map_or(value, |change| change.1)))
        .collect()
}

async fn send(browser: &Browser, form: &Page, fields: &[(&str, &str)], files: &[&[u8]]) -> Page {
    let carried = ["csrf", "version", "do", "report"].map(|name| (name, form.hidden(name)));
    let fields: Vec<_> = carried.into_iter().chain(fields.iter().copied()).collect();
    browser.post_parts(INTAKE, &fields, files).await
}

fn report_of(form: &Page) -> ReportId {
    form.hidden("report").parse().unwrap()
}

/// The reference on a receipt.
fn reference(receipt: &Page) -> &str {
    let (_, after) = receipt.body.split_once("<p class=\"reference\">").unwrap();
    after.split_once('<').unwrap().0
}

#[tokio::test]
async fn a_call_becomes_a_case_like_any_other_and_the_caller_gets_the_reference() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    assert_eq!(form.status, StatusCode::OK);
    let own = format!("value=\"{HERE}\" selected");
    assert!(form.says(&own), "one's own commune is chosen already");
    let answer = send(&browser, &form, &typed(&[]), &[CAMERA, &photograph(1)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let report = report_of(&form);
    assert_eq!(answer.leads_to(), format!("{INTAKE}/{report}"));

    let receipt = browser.get(answer.leads_to()).await;
    assert_eq!(receipt.status, StatusCode::OK);
    let reference = reference(&receipt);
    assert!(reference.starts_with("LN-") && receipt.says("Đã lưu 2 ảnh."));
    assert!(receipt.says("Tiếp nhận trước") && receipt.says("Xã Tam Tiến"));
    let page = browser.get(&case(report)).await;
    assert!(page.says(reference) && page.says("ổ gà to giữa đường") && page.says("gần chợ"));
    assert!(page.says("/thumbnails/"));
    assert!(browser.get("/console/cases").await.says("ổ gà to"));

    // Who called is on no page.
    for address in [
        case(report),
        format!("{}/doubles", case(report)),
        format!("{}/public", case(report)),
        "/console/cases".to_owned(),
        answer.leads_to().to_owned(),
    ] {
        let page = browser.get(&address).await;
        assert!(!page.says("0912") && !page.says("Thị Tư"), "{address}");
    }
    assert!(page.says("để lại cách liên hệ"));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_case() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    let fields = typed(&[]);
    let file = photograph(0);
    let files: [&[u8]; 1] = [&file];
    let (one, other) = tokio::join!(
        send(&browser, &form, &fields, &files),
        send(&browser, &form, &fields, &files),
    );
    let third = send(&browser, &form, &fields, &files).await;
    let receipt = format!("{INTAKE}/{}", report_of(&form));
    for answer in [one, other, third] {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.leads_to(), receipt);
    }
    let list = browser.get("/console/cases").await;
    assert_eq!(list.body.matches("ổ gà to giữa đường").count(), 1);
    // Another form is another report.
    let other = browser.get(INTAKE).await;
    assert_ne!(report_of(&other), report_of(&form));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_everything_typed_stays() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    for (name, value, says) in [
        ("category", "", "Hãy chọn lĩnh vực."),
        ("commune", "00000", "Hãy chọn xã, phường."),
        ("text", "", "Hãy ghi nội dung phản ánh."),
        ("point", "bậy", "Tọa độ chưa đúng."),
        ("day", "2030-01-01", "còn ở phía trước"),
        ("origin", "app", "đến bằng cách nào"),
    ] {
        let answer = send(&browser, &form, &typed(&[(name, value)]), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.says(says), "{name}");
        assert!(
            answer.says(&format!("id=\"intake-{name}-problem\"")),
            "{name}"
        );
        assert!(answer.says("value=\"gần chợ\"") && answer.says("value=\"0912 345 678\""));
        assert_eq!(report_of(&answer), report_of(&form));
    }
    let answer = send(&browser, &form, &typed(&[]), &[b"not a photograph"]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("intake-photographs-problem") && answer.says("giữa đường.</textarea>"));
    let list = browser.get("/console/cases").await;
    assert!(!list.says("giữa đường"), "nothing was entered");
    let receipt = format!("{INTAKE}/{}", report_of(&form));
    assert_eq!(browser.get(&receipt).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_goes_to_another_commune_still_has_its_receipt() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    let answer = send(&browser, &form, &typed(&[("commune", ELSEWHERE)]), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let receipt = browser.get(answer.leads_to()).await;
    assert!(receipt.says("do đơn vị khác xử lý") && reference(&receipt).starts_with("LN-"));
    let page = browser.get(&case(report_of(&form))).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    // The receipt is its writer's only.
    desk.add_user("hoa", Some(ELSEWHERE)).await;
    let other = desk.signed_in("hoa").await;
    assert_eq!(
        other.get(answer.leads_to()).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_neighbours_reported_already_is_shown_with_the_receipt() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    phone.file("road", "Ổ gà.", &[]).await;
    let browser = desk.signed_in("lan").await;
    let centre = langnghe_places::Communes::bundled()
        .by_code(HERE)
        .unwrap()
        .centre;
    let point = format!("{}, {}", centre.lat, centre.lon);
    let form = browser.get(INTAKE).await;
    let answer = send(&browser, &form, &typed(&[("point", &point)]), &[]).await;
    let receipt = browser.get(answer.leads_to()).await;
    assert!(receipt.says("Có phản ánh khác có thể trùng"));
}

#[tokio::test]
async fn a_form_whose_session_ended_is_there_after_signing_in() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    desk.pass(IDLE_LIFETIME);
    let page = send(&browser, &form, &typed(&[]), &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let kept = page.hidden("kept").replace("&#34;", "\"");
    let form = [
        ("name", "lan"),
        ("password", PASSWORD),
        ("to", page.hidden("to")),
        ("kept", &kept),
    ];
    let page = browser.post("/console/sign-in", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.says("chưa được gửi") && page.says("value=\"0912 345 678\""));
    let answer = send(&browser, &page, &typed(&[]), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn a_form_from_a_page_of_the_session_before_is_there_to_be_sent_again() {
    let desk = Desk::open().await;
    let browser = desk.signed_in("lan").await;
    let form = browser.get(INTAKE).await;
    browser.sign_in("lan", PASSWORD).await;
    let again = send(&browser, &form, &typed(&[]), &[CAMERA]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert!(again.says("chưa được gửi") && again.says("Ảnh đã chọn thì không giữ được."));
    assert!(again.says("value=\"Trần Thị Tư\"") && again.says("gần chợ"));
    assert_eq!(report_of(&again), report_of(&form));
    let answer = send(&browser, &again, &typed(&[]), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}
