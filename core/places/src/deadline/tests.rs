//! Terms of the bundled catalogue over the bundled calendar.

use super::*;

fn clocks_of(category: &str, received: &str) -> Clocks {
    let received = format!("{received}+07:00").parse().unwrap();
    deadline(
        category,
        received,
        Catalogue::bundled(),
        WorkingCalendar::bundled(),
    )
    .unwrap()
}

fn at(local: &str) -> Timestamp {
    format!("{local}+07:00").parse().unwrap()
}

#[test]
fn a_pothole_on_a_tuesday() {
    let clocks = clocks_of("road", "2026-03-03T09:00");
    assert_eq!(clocks.intake.at, at("2026-03-04T09:00"));
    assert_eq!(clocks.resolution.at, at("2026-03-10T17:00"));
    assert!(!clocks.intake.provisional && !clocks.resolution.provisional);
}

#[test]
fn a_dyke_is_urgent_and_a_building_site_complex() {
    let dyke = clocks_of("dyke", "2026-03-03T09:00");
    assert_eq!(
        (dyke.intake.at, dyke.resolution.at),
        (at("2026-03-03T14:30"), at("2026-03-05T17:00"))
    );
    let site = clocks_of("construction", "2026-03-03T09:00");
    assert_eq!(site.resolution.at, at("2026-03-24T17:00"));
}

#[test]
fn an_officer_may_decide_on_another_level() {
    let (catalogue, calendar) = (Catalogue::bundled(), WorkingCalendar::bundled());
    let received = at("2026-03-03T09:00");
    let urgent = deadline_at_level("road", Level::Urgent, received, catalogue, calendar).unwrap();
    assert_eq!(urgent, clocks_of("dyke", "2026-03-03T09:00"));
}

#[test]
fn a_date_that_rests_on_an_unsettled_calendar_says_so() {
    let clocks = clocks_of("road", "2026-12-29T09:00");
    assert!(!clocks.intake.provisional);
    assert!(clocks.resolution.provisional);
}

#[test]
fn every_category_has_clocks_at_every_level() {
    let (catalogue, calendar) = (Catalogue::bundled(), WorkingCalendar::bundled());
    for category in &catalogue.categories {
        for level in Level::ALL {
            let received = at("2026-02-14T23:59");
            let clocks =
                deadline_at_level(&category.code, level, received, catalogue, calendar).unwrap();
            assert!(received < clocks.intake.at && clocks.intake.at <= clocks.resolution.at);
        }
    }
}

#[test]
fn an_unknown_category_is_an_error() {
    let (catalogue, calendar) = (Catalogue::bundled(), WorkingCalendar::bundled());
    let error = deadline("volcano", at("2026-03-03T09:00"), catalogue, calendar).unwrap_err();
    assert!(
        matches!(error, DeadlineError::UnknownCategory(_)),
        "{error}"
    );
}

#[test]
fn clocks_are_written_so() {
    insta::assert_json_snapshot!(clocks_of("road", "2026-02-13T16:00"), @r#"
    {
      "intake": {
        "at": "2026-02-23T09:00:00Z",
        "basis": {
          "vi": "Mức tạm thời của dịch vụ, tham khảo quy định của iHanoi (Quyết định 1207/QĐ-UBND ngày 28/02/2025 của UBND thành phố Hà Nội: tiếp nhận trong 8 giờ làm việc). Tỉnh Bắc Ninh chưa xác nhận thời hạn này.",
          "en": "The service's provisional default, modelled on iHanoi (Decision 1207/QĐ-UBND of Hà Nội, 28 February 2025: intake within 8 working hours). Bắc Ninh province has not yet confirmed this term."
        },
        "provisional": false
      },
      "resolution": {
        "at": "2026-02-27T10:00:00Z",
        "basis": {
          "vi": "Mức tạm thời của dịch vụ, tham khảo Cổng 1022 Thành phố Hồ Chí Minh (sự cố hạ tầng: 5 ngày làm việc). Tỉnh Bắc Ninh chưa xác nhận thời hạn này.",
          "en": "The service's provisional default, modelled on the 1022 portal of Hồ Chí Minh City (infrastructure faults: 5 working days). Bắc Ninh province has not yet confirmed this term."
        },
        "provisional": false
      }
    }
    "#);
}
