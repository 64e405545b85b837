//! An officer resolves a case with photographs of the result.

use langnghe_photo::{MAX_PHOTO_BYTES, verify_delivered};
use langnghe_wire::{CaseStatus, ReportId, ResultPhotograph, Sha256, change::What};
use reqwest::StatusCode;

use crate::desk::{Browser, Desk, Phone, case, ordinary};

/// As a camera wrote it: with its place, and larger than what travels.
const CAMERA: &[u8] = include_bytes!("../../../core/photo/fixtures/02_oppo_13mp.jpg");
const SMALL: &[u8] = include_bytes!("../../../core/photo/fixtures/DSCN0010.jpg");
/// A file of two thousand scans, each of which a decoder would walk through.
const BOMB: &[u8] =
    include_bytes!("../../../core/photo/fixtures/hostile/scanbomb_4000x3000x2000.jpg");

async fn accepted(phone: &Phone<'_>, browser: &Browser) -> ReportId {
    let report = phone.file("road", "Ổ gà.", &[]).await;
    let answer = browser.act(report, "accept", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    report
}

/// What the phone is told of the result.
async fn results(phone: &Phone<'_>, report: ReportId) -> Vec<ResultPhotograph> {
    let told = phone.told(report).await;
    let resolved = told.into_iter().filter_map(|what| match what {
        What::Status {
            status: CaseStatus::Resolved,
            photographs,
            ..
        } => Some(photographs),
        _ => None,
    });
    resolved.flatten().collect()
}

async fn is_resolved(phone: &Phone<'_>, report: ReportId) -> bool {
    let resolved = |what: &What| {
        matches!(
            what,
            What::Status {
                status: CaseStatus::Resolved,
                ..
            }
        )
    };
    phone.told(report).await.iter().any(resolved)
}

#[tokio::test]
async fn photographs_of_the_result_are_made_fit_shown_and_named_to_the_phone() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = accepted(&phone, &browser).await;
    let page = browser.get(&case(report)).await;
    assert!(page.says("enctype=\"multipart/form-data\"") && page.says("type=\"file\""));

    // The same picture twice is one.
    let answer = browser
        .resolve(report, "Đã vá xong.", &[CAMERA, SMALL, CAMERA])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let named = results(&phone, report).await;
    assert_eq!(named.len(), 2);
    let page = browser.get(&case(report)).await;
    assert!(page.says("Ảnh sau khi xử lý") && page.says("ảnh kết quả: 2"));
    for named in named {
        let bytes = phone.result(named.sha256).await.unwrap();
        assert_eq!(Sha256::of(&bytes), named.sha256);
        assert_eq!(bytes.len() as u64, named.bytes);
        let verified = verify_delivered(&bytes, MAX_PHOTO_BYTES).unwrap();
        assert_eq!(
            (verified.width, verified.height),
            (named.width, named.height)
        );
        let address = format!("{}/photographs/{}", case(report), named.sha256);
        assert!(page.says(&address));
        assert_eq!(browser.bytes(&address).await, bytes);
        let small = format!("{}/thumbnails/{}", case(report), named.sha256);
        assert!(page.says(&small) && browser.get(&small).await.status == StatusCode::OK);
    }
}

#[tokio::test]
async fn a_result_needs_no_photograph_and_an_empty_input_is_none() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = accepted(&phone, &browser).await;
    let answer = browser.resolve(report, "Đã vá xong.", &[b""]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(results(&phone, report).await, []);
}

#[tokio::test]
async fn a_bad_picture_resolves_nothing_and_what_was_typed_comes_back() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = accepted(&phone, &browser).await;
    let huge = [&[0xff, 0xd8, 0xff, 0xe0], [0; 16 * 1024 * 1024].as_slice()].concat();
    let bad: [(&[&[u8]], &str); 6] = [
        (
            &[b"%PDF-1.7 a plan of the road"],
            "Tệp thứ 1 không phải ảnh JPEG",
        ),
        (
            &[SMALL, &CAMERA[..CAMERA.len() / 2]],
            "Tệp thứ 2 không phải ảnh JPEG",
        ),
        (&[BOMB], "Tệp thứ 1 không phải ảnh JPEG"),
        (&[SMALL, SMALL, SMALL, SMALL], "nhiều nhất 3 ảnh"),
        (&[&huge], "Ảnh 1 lớn hơn 16 MB"),
        (&[&huge, &huge, &huge, &huge], "Ảnh 1 lớn hơn 16 MB"),
    ];
    for (files, problem) in bad {
        let answer = browser.resolve(report, "Đã vá xong.", files).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert!(
            answer.says(problem) && answer.says("chọn lại ảnh"),
            "{problem}"
        );
        assert!(answer.says("Đã vá xong.</textarea>"), "{problem}");
        assert!(!is_resolved(&phone, report).await, "{problem}");
    }
    // The words are missing: the photographs must be chosen again, and the page says so.
    let answer = browser.resolve(report, " ", &[SMALL]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.says("Hãy viết nội dung") && answer.says("chọn lại ảnh"));
    assert!(!is_resolved(&phone, report).await);
    let long = "x".repeat(200_000);
    let answer = browser.resolve(report, &long, &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_stale_form_and_a_strange_one_leave_no_photograph_behind() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let (one, other) = (desk.signed_in("lan").await, desk.signed_in("lan").await);
    let report = accepted(&phone, &one).await;
    let seen = one.get(&case(report)).await;
    other.act(report, "reply", "Đã cử người.").await;
    let fields = |csrf| {
        let carried = [
            ("csrf", csrf),
            ("version", seen.hidden("version")),
            ("do", "resolve"),
            ("text", "Đã vá xong."),
        ];
        [carried.as_slice(), &ordinary("resolve")].concat()
    };
    let stale = fields(seen.hidden("csrf"));
    let answer = one.post_parts(&case(report), &stale, &[SMALL]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.says("Đã vá xong.</textarea>") && answer.says("chọn lại ảnh"));

    let strange = fields("AAAA");
    let answer = other.post_parts(&case(report), &strange, &[SMALL]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    // Not ours, whatever stands behind it: the photograph came before the proof.
    let late = [("text", "Đã vá xong.")];
    let answer = one.post_parts(&case(report), &late, &[SMALL]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!is_resolved(&phone, report).await);
    let named = Sha256::of(&langnghe_photo::prepare(SMALL).unwrap().photo);
    assert_eq!(phone.result(named).await, None);
}

#[tokio::test]
async fn a_case_that_is_resolved_again_shows_both_results() {
    let desk = Desk::open().await;
    let phone = desk.phone().await;
    let browser = desk.signed_in("lan").await;
    let report = accepted(&phone, &browser).await;
    browser.resolve(report, "Đã vá xong.", &[SMALL]).await;
    let text = "Lại lún rồi.".into();
    phone
        .operate(report, langnghe_wire::Body::Reopen { text })
        .await;
    let answer = browser
        .resolve(report, "Đã vá lại.", &[SMALL, CAMERA])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(results(&phone, report).await.len(), 3, "one of them again");
    let page = browser.get(&case(report)).await;
    assert!(page.says("Ảnh 2 trong 2, chụp sau khi xử lý"));
}

#[tokio::test]
async fn only_the_person_who_reported_gets_the_photograph() {
    let desk = Desk::open().await;
    let (phone, neighbour) = (desk.phone().await, desk.phone().await);
    let browser = desk.signed_in("lan").await;
    let report = accepted(&phone, &browser).await;
    browser.resolve(report, "Đã vá xong.", &[SMALL]).await;
    let named = results(&phone, report).await[0];
    assert!(phone.result(named.sha256).await.is_some());
    assert_eq!(neighbour.result(named.sha256).await, None);
    assert_eq!(phone.result(Sha256::of(b"never named")).await, None);
    let own = phone
        .file("road", "Ổ gà.", &[crate::desk::photograph(0)])
        .await;
    phone.deliver(&crate::desk::photograph(0)).await;
    let sent = Sha256::of(&crate::desk::photograph(0));
    assert_eq!(phone.result(sent).await, None, "{own}: no result");
}
