//! The calendar under the hands of coordinators.

use proptest::prelude::*;

use super::*;

fn day(date: &str) -> CalendarEdit {
    CalendarEdit::DayOff(DayForm {
        date: date.into(),
        vi: "Nghỉ bão".into(),
        source_vi: "Công điện của UBND tỉnh".into(),
        ..DayForm::default()
    })
}

fn swap(date: &str, in_place_of: &str) -> CalendarEdit {
    CalendarEdit::Worked(SwapForm {
        date: date.into(),
        in_place_of: in_place_of.into(),
        source_vi: "Thông báo".into(),
        ..SwapForm::default()
    })
}

fn on(date: &str) -> Date {
    date.parse().unwrap()
}

#[test]
fn a_day_off_is_added_described_anew_and_taken_back() {
    let before = WorkingCalendar::bundled();
    assert!(before.is_working_day(on("2026-12-03")));
    let after = edited(before, &day("2026-12-03")).unwrap();
    assert!(!after.is_working_day(on("2026-12-03")));
    assert_eq!(after.version(), before.version() + 1);
    let name = &after.day_off(on("2026-12-03")).unwrap().name;
    assert_eq!(
        (name.vi.as_str(), name.en.as_str()),
        ("Nghỉ bão", "Nghỉ bão")
    );
    assert_eq!(
        edited(&after, &day("2026-12-03")).unwrap(),
        after,
        "said again"
    );

    let back = edited(&after, &CalendarEdit::NotOff("2026-12-03".into())).unwrap();
    assert!(back.is_working_day(on("2026-12-03")));
}

#[test]
fn a_saturday_is_worked_for_a_day_that_is_off_and_for_no_other() {
    let calendar = edited(WorkingCalendar::bundled(), &day("2026-12-03")).unwrap();
    let invalid = |edit| edited(&calendar, &edit).unwrap_err();
    assert_eq!(
        invalid(swap("2026-12-05", "2026-12-02")),
        Why::NotOff.in_field("in_place_of")
    );
    assert_eq!(
        invalid(swap("2026-12-04", "2026-12-03")),
        Why::WorkedAnyway.in_field("date")
    );
    let after = edited(&calendar, &swap("2026-12-05", "2026-12-03")).unwrap();
    assert!(after.is_working_day(on("2026-12-05")));
    let not_off = CalendarEdit::NotOff("2026-12-03".into());
    assert_eq!(
        edited(&after, &not_off),
        Err(Why::WorkedFor.in_field("date"))
    );
    let again = edited(&after, &swap("2026-12-05", "2026-12-03"));
    assert_eq!(again, Err(Why::Taken.in_field("date")));
    let back = edited(&after, &CalendarEdit::NotWorked("2026-12-05".into())).unwrap();
    assert!(!back.is_working_day(on("2026-12-05")));
}

#[test]
fn a_year_of_which_nothing_was_known_is_provisional_until_it_is_settled() {
    let calendar = edited(WorkingCalendar::bundled(), &day("2028-01-26")).unwrap();
    assert!(calendar.is_provisional(on("2028-01-26")));
    let settled = CalendarEdit::Year {
        year: 2028,
        provisional: false,
    };
    let calendar = edited(&calendar, &settled).unwrap();
    assert!(!calendar.is_provisional(on("2028-01-26")));
    let never = CalendarEdit::Year {
        year: 1900,
        provisional: false,
    };
    assert_eq!(
        edited(&calendar, &never),
        Err(Why::NotANumber(2020, 2100).in_field("year"))
    );
}

#[test]
fn a_form_that_is_wrong_names_its_field() {
    let invalid = |edit| edited(WorkingCalendar::bundled(), &edit).unwrap_err();
    assert_eq!(invalid(day("")), Why::Empty.in_field("date"));
    for wrong in ["03/12/2026", "2026-02-30", "mai", "1999-01-01"] {
        assert_eq!(
            invalid(day(wrong)),
            Why::NotADate.in_field("date"),
            "{wrong}"
        );
    }
    let nameless = DayForm {
        date: "2026-12-03".into(),
        ..DayForm::default()
    };
    assert_eq!(
        invalid(CalendarEdit::DayOff(nameless)),
        Why::Empty.in_field("vi")
    );
    assert_eq!(
        invalid(CalendarEdit::NotOff("2026-12-03".into())),
        Why::Unknown.in_field("date")
    );
}

proptest! {
    /// Whatever is typed, nothing breaks, and what is taken is a calendar.
    #[test]
    fn any_typing_makes_a_calendar_or_a_reason(date in ".{0,12}|20[2-9][0-9]-[01][0-9]-[0-3][0-9]", other in "20[2-9][0-9]-[01][0-9]-[0-3][0-9]") {
        for edit in [day(&date), swap(&date, &other), swap(&other, &date), CalendarEdit::NotOff(date.clone())] {
            if let Ok(calendar) = edited(WorkingCalendar::bundled(), &edit) {
                let json = serde_json::to_vec(&calendar).unwrap();
                prop_assert_eq!(WorkingCalendar::parse(&json).unwrap(), calendar);
            }
        }
    }
}
