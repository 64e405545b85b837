//! The bundled calendar over dates that people can check by hand, and the laws of its arithmetic.

use std::fmt::Write;

use jiff::{
    SignedDuration, Timestamp,
    civil::{date, time},
};
use proptest::prelude::*;

use super::*;

fn calendar() -> &'static WorkingCalendar {
    WorkingCalendar::bundled()
}

/// A moment as it is read on a clock in Vietnam.
fn at(local: &str) -> Timestamp {
    format!("{local}+07:00").parse().unwrap()
}

fn shown(moment: Timestamp) -> String {
    let local = moment.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::Offset::constant(7)));
    local.strftime("%a %Y-%m-%d %H:%M").to_string()
}

#[test]
fn a_table_of_examples() {
    let mut table = String::new();
    for (received, why) in [
        ("2026-03-03T09:00", "an ordinary Tuesday"),
        ("2026-03-03T12:00", "at lunch"),
        ("2026-03-03T17:00", "as the office closes"),
        ("2026-03-06T16:00", "before a weekend"),
        ("2026-03-08T10:00", "on a Sunday"),
        ("2026-01-08T15:00", "before a Saturday that is worked"),
        ("2026-02-13T16:00", "the last Friday before Tết"),
        ("2026-02-17T00:30", "the first morning of the year"),
        ("2026-04-24T15:30", "before Hùng Kings' Day"),
        ("2026-08-21T15:00", "before the swap of National Day"),
        ("2026-08-28T16:59", "into National Day"),
        ("2027-02-03T08:00", "Tết 2027, provisional"),
        ("2028-01-03T08:00", "beyond the data"),
    ] {
        let moment = at(received);
        let hours = [4, 8].map(|n| shown(calendar().add_working_hours(moment, n).unwrap()));
        let days = [1, 5, 15].map(|n| shown(calendar().add_working_days(moment, n).unwrap()));
        writeln!(table, "{}, {why}", shown(moment)).unwrap();
        writeln!(table, "  hours 4: {}, 8: {}", hours[0], hours[1]).unwrap();
        writeln!(
            table,
            "  days  1: {}, 5: {}, 15: {}",
            days[0], days[1], days[2]
        )
        .unwrap();
    }
    insta::assert_snapshot!(table, @r#"
    Tue 2026-03-03 09:00, an ordinary Tuesday
      hours 4: Tue 2026-03-03 14:30, 8: Wed 2026-03-04 09:00
      days  1: Wed 2026-03-04 17:00, 5: Tue 2026-03-10 17:00, 15: Tue 2026-03-24 17:00
    Tue 2026-03-03 12:00, at lunch
      hours 4: Tue 2026-03-03 17:00, 8: Wed 2026-03-04 11:30
      days  1: Wed 2026-03-04 17:00, 5: Tue 2026-03-10 17:00, 15: Tue 2026-03-24 17:00
    Tue 2026-03-03 17:00, as the office closes
      hours 4: Wed 2026-03-04 11:30, 8: Wed 2026-03-04 17:00
      days  1: Wed 2026-03-04 17:00, 5: Tue 2026-03-10 17:00, 15: Tue 2026-03-24 17:00
    Fri 2026-03-06 16:00, before a weekend
      hours 4: Mon 2026-03-09 10:30, 8: Mon 2026-03-09 16:00
      days  1: Mon 2026-03-09 17:00, 5: Fri 2026-03-13 17:00, 15: Fri 2026-03-27 17:00
    Sun 2026-03-08 10:00, on a Sunday
      hours 4: Mon 2026-03-09 11:30, 8: Mon 2026-03-09 17:00
      days  1: Mon 2026-03-09 17:00, 5: Fri 2026-03-13 17:00, 15: Fri 2026-03-27 17:00
    Thu 2026-01-08 15:00, before a Saturday that is worked
      hours 4: Fri 2026-01-09 09:30, 8: Fri 2026-01-09 15:00
      days  1: Fri 2026-01-09 17:00, 5: Wed 2026-01-14 17:00, 15: Wed 2026-01-28 17:00
    Fri 2026-02-13 16:00, the last Friday before Tết
      hours 4: Mon 2026-02-23 10:30, 8: Mon 2026-02-23 16:00
      days  1: Mon 2026-02-23 17:00, 5: Fri 2026-02-27 17:00, 15: Fri 2026-03-13 17:00
    Tue 2026-02-17 00:30, the first morning of the year
      hours 4: Mon 2026-02-23 11:30, 8: Mon 2026-02-23 17:00
      days  1: Mon 2026-02-23 17:00, 5: Fri 2026-02-27 17:00, 15: Fri 2026-03-13 17:00
    Fri 2026-04-24 15:30, before Hùng Kings' Day
      hours 4: Tue 2026-04-28 10:00, 8: Tue 2026-04-28 15:30
      days  1: Tue 2026-04-28 17:00, 5: Wed 2026-05-06 17:00, 15: Wed 2026-05-20 17:00
    Fri 2026-08-21 15:00, before the swap of National Day
      hours 4: Sat 2026-08-22 09:30, 8: Sat 2026-08-22 15:00
      days  1: Sat 2026-08-22 17:00, 5: Thu 2026-08-27 17:00, 15: Tue 2026-09-15 17:00
    Fri 2026-08-28 16:59, into National Day
      hours 4: Thu 2026-09-03 11:29, 8: Thu 2026-09-03 16:59
      days  1: Thu 2026-09-03 17:00, 5: Wed 2026-09-09 17:00, 15: Wed 2026-09-23 17:00
    Wed 2027-02-03 08:00, Tết 2027, provisional
      hours 4: Wed 2027-02-03 13:30, 8: Thu 2027-02-11 08:00
      days  1: Thu 2027-02-11 17:00, 5: Wed 2027-02-17 17:00, 15: Wed 2027-03-03 17:00
    Mon 2028-01-03 08:00, beyond the data
      hours 4: Mon 2028-01-03 13:30, 8: Tue 2028-01-04 08:00
      days  1: Tue 2028-01-04 17:00, 5: Mon 2028-01-10 17:00, 15: Mon 2028-01-24 17:00
    "#);
}

#[test]
fn days_off_and_swaps_of_2026() {
    let days = (1..=365).map(|n| {
        date(2026, 1, 1)
            .checked_add(jiff::Span::new().days(n - 1))
            .unwrap()
    });
    let (mut off, mut worked) = (vec![], vec![]);
    for day in days {
        let is_weekend = [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday());
        match (is_weekend, calendar().is_working_day(day)) {
            (false, false) => off.push(day.strftime("%d.%m").to_string()),
            (true, true) => worked.push(day.strftime("%d.%m").to_string()),
            _ => {}
        }
    }
    assert_eq!(
        off.join(" "),
        "01.01 02.01 16.02 17.02 18.02 19.02 20.02 27.04 30.04 01.05 31.08 01.09 02.09 24.11"
    );
    assert_eq!(worked, ["10.01", "22.08"]);
}

#[test]
fn what_is_not_settled_says_so() {
    assert!(!calendar().is_provisional(date(2026, 2, 17)));
    assert!(!calendar().is_provisional(date(2026, 11, 23)));
    assert!(calendar().is_provisional(date(2026, 11, 24)));
    assert!(calendar().is_provisional(date(2027, 3, 3)));
    assert!(calendar().is_provisional(date(2028, 3, 3)));
    assert!(calendar().is_provisional(date(2025, 12, 31)));
    assert!(calendar().is_provisional_between(at("2026-11-23T08:00"), at("2026-11-25T08:00")));
    assert!(!calendar().is_provisional_between(at("2026-11-20T08:00"), at("2026-11-23T23:59")));
}

#[test]
fn every_day_off_names_itself_and_its_source() {
    for day in &calendar().file.days_off {
        assert!(
            !day.name.is_incomplete() && !day.source.is_incomplete(),
            "{}",
            day.date
        );
    }
    for day in &calendar().file.worked_days {
        assert!(!day.source.is_incomplete(), "{}", day.date);
    }
    assert_eq!(
        calendar().day_off(date(2026, 2, 17)).unwrap().name.vi,
        "Tết Nguyên đán"
    );
    assert!(calendar().day_off(date(2026, 2, 15)).is_none(), "a Sunday");
}

#[test]
fn office_time_is_counted() {
    let between = |from, to| calendar().working_time_between(at(from), at(to));
    let hours = SignedDuration::from_hours;
    assert_eq!(between("2026-03-03T00:00", "2026-03-04T00:00"), hours(8));
    assert_eq!(between("2026-03-03T10:30", "2026-03-03T14:00"), hours(2));
    assert_eq!(
        between("2026-02-14T00:00", "2026-02-23T00:00"),
        hours(0),
        "Tết"
    );
    assert_eq!(
        between("2026-01-10T00:00", "2026-01-11T00:00"),
        hours(8),
        "a worked Saturday"
    );
    assert_eq!(between("2026-03-03T14:00", "2026-03-03T10:30"), hours(-2));
}

#[test]
fn a_term_without_amount_ends_with_the_next_office_hours() {
    let add = |from| shown(calendar().add_working_days(at(from), 0).unwrap());
    assert_eq!(add("2026-03-03T09:00"), "Tue 2026-03-03 17:00");
    assert_eq!(add("2026-03-03T17:01"), "Wed 2026-03-04 17:00");
    assert_eq!(add("2026-02-15T09:00"), "Mon 2026-02-23 17:00");
}

#[test]
fn the_end_of_time_is_an_error() {
    let late = Timestamp::MAX;
    let hours = calendar().add_working_hours(late, 1);
    assert!(
        matches!(hours, Err(CalendarError::OutOfRange(_))),
        "{hours:?}"
    );
    let days = calendar().add_working_days(late, 1);
    assert!(
        matches!(days, Err(CalendarError::OutOfRange(_))),
        "{days:?}"
    );
}

#[test]
fn it_is_written_as_it_was_read() {
    let written = serde_json::to_string(calendar()).unwrap();
    assert_eq!(
        &serde_json::from_str::<WorkingCalendar>(&written).unwrap(),
        calendar()
    );
    assert!(
        serde_json::from_str::<WorkingCalendar>(&written.replace("monday", "moonday")).is_err()
    );
}

#[test]
fn a_contradiction_is_refused() {
    let broken = |change: fn(&mut CalendarFile)| {
        let mut file: CalendarFile = calendar().clone().into();
        change(&mut file);
        WorkingCalendar::parse(serde_json::to_string(&file).unwrap().as_bytes()).unwrap_err()
    };
    let error = broken(|file| file.working_week.weekdays.clear());
    assert!(matches!(error, CalendarError::NoWorkingTime), "{error}");
    let error = broken(|file| file.working_week.hours.clear());
    assert!(matches!(error, CalendarError::NoWorkingTime), "{error}");
    let error = broken(|file| file.working_week.hours.swap(0, 1));
    assert!(matches!(error, CalendarError::Hours(_)), "{error}");
    let error = broken(|file| file.working_week.hours[0].to = time(7, 30, 0, 0));
    assert!(matches!(error, CalendarError::Hours(_)), "{error}");
    let error = broken(|file| file.years.push(file.years[0].clone()));
    assert!(matches!(error, CalendarError::Repeated(_)), "{error}");
    let error = broken(|file| file.days_off.push(file.days_off[0].clone()));
    assert!(matches!(error, CalendarError::Repeated(_)), "{error}");
    let error = broken(|file| file.worked_days.push(file.worked_days[0].clone()));
    assert!(matches!(error, CalendarError::Repeated(_)), "{error}");
    let error = broken(|file| file.days_off[0].date = date(2031, 1, 1));
    assert!(matches!(error, CalendarError::OutsideYears(_)), "{error}");
    let error = broken(|file| file.worked_days[0].date = date(2031, 1, 4));
    assert!(matches!(error, CalendarError::OutsideYears(_)), "{error}");
    let error = broken(|file| file.worked_days[0].date = date(2026, 1, 9));
    assert!(matches!(error, CalendarError::Swap(_)), "a Friday: {error}");
    let error = broken(|file| file.worked_days[0].in_place_of = date(2026, 1, 9));
    assert!(matches!(error, CalendarError::Swap(_)), "not off: {error}");
    let error = WorkingCalendar::parse(&[b' '; MAX_CALENDAR_BYTES + 1]).unwrap_err();
    assert!(matches!(error, CalendarError::TooLong(_)), "{error}");
}

/// Any minute of the years around the data, swaps and Tết included.
fn moments() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (at("2025-12-15T00:00"), at("2028-02-15T00:00"));
    (first.as_second() / 60..last.as_second() / 60)
        .prop_map(|minute| Timestamp::from_second(minute * 60).unwrap())
}

/// Whether a moment lies in office hours, both ends included.
fn is_in_office_hours(moment: Timestamp) -> bool {
    let local = jiff::tz::Offset::constant(7).to_datetime(moment);
    let [morning, afternoon] = [
        (time(7, 30, 0, 0), time(11, 30, 0, 0)),
        (time(13, 0, 0, 0), time(17, 0, 0, 0)),
    ];
    let covers = |(from, to)| from <= local.time() && local.time() <= to;
    calendar().is_working_day(local.date()) && (covers(morning) || covers(afternoon))
}

proptest! {
    #[test]
    fn hours_end_in_office_hours_and_are_all_there(from in moments(), hours in 0_u16..200) {
        let due = calendar().add_working_hours(from, hours).unwrap();
        prop_assert!(due >= from);
        prop_assert!(is_in_office_hours(due), "{}", shown(due));
        prop_assert_eq!(
            calendar().working_time_between(from, due),
            SignedDuration::from_hours(hours.into())
        );
    }

    #[test]
    fn hours_add_up(from in moments(), a in 0_u16..100, b in 0_u16..100) {
        let first = calendar().add_working_hours(from, a).unwrap();
        prop_assert_eq!(
            calendar().add_working_hours(first, b).unwrap(),
            calendar().add_working_hours(from, a + b).unwrap()
        );
    }

    #[test]
    fn later_receipt_is_never_due_earlier(a in moments(), b in moments(), n in 0_u16..100) {
        let (earlier, later) = (a.min(b), a.max(b));
        let hours = |from| calendar().add_working_hours(from, n).unwrap();
        prop_assert!(hours(earlier) <= hours(later));
        let days = |from| calendar().add_working_days(from, n).unwrap();
        prop_assert!(days(earlier) <= days(later));
    }

    #[test]
    fn days_end_as_the_office_closes_and_are_all_there(from in moments(), n in 1_u16..60) {
        let due = calendar().add_working_days(from, n).unwrap();
        let local = jiff::tz::Offset::constant(7).to_datetime(due);
        prop_assert_eq!(local.time(), time(17, 0, 0, 0));
        let first = date_in_vietnam(from);
        let worked = std::iter::successors(first.tomorrow().ok(), |day| day.tomorrow().ok())
            .take_while(|day| *day <= local.date())
            .filter(|day| calendar().is_working_day(*day))
            .count();
        prop_assert_eq!(worked, usize::from(n));
        prop_assert!(calendar().is_working_day(local.date()));
    }

    #[test]
    fn office_time_adds_up(a in moments(), b in moments(), c in moments()) {
        let between = |from, to| calendar().working_time_between(from, to);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
    }
}
