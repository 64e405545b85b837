//! Promises about reports that officers enter.

use langnghe_wire::{Attachment, Body, CaseStatus, Filing, ReportId, Sha256};

use super::{
    Backend, apply,
    cases::{list, user},
    moment,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Actor, Event, Origin, decide::Contact},
    identity::{Scope, User},
    intake::Entry,
    store::{BeginUpload, StatusFilter, Store},
};

fn entry(report: ReportId, change: impl FnOnce(&mut Filing)) -> Entry {
    let Body::File(mut filing) = filing("Bà gọi: đê rò.", vec![]) else {
        unreachable!("it files");
    };
    change(&mut filing);
    Entry {
        report,
        placement: moment(0).rules.place(&filing, at(5)).unwrap(),
        filing,
        origin: Origin::Phone,
        contact: Some(Contact {
            name: Some("Bà Tư".into()),
            phone: Some("0912345678".into()),
            email: None,
        }),
    }
}

async fn officer(store: &dyn Store, name: &str) -> User {
    user(store, name, Scope::Commune("07264".into())).await
}

pub(crate) async fn a_report_is_entered_once_however_often_its_form_is_sent(
    backend: &impl Backend,
) {
    let store = backend.store();
    let lan = officer(store, "Lan").await;
    let report = Phone::new(1).new_report();
    assert_eq!(store.entered(lan.id, report).await.unwrap(), None);
    let begin = || store.begin_intake(lan.id, report, at(4));
    let reporter = begin().await.unwrap().unwrap();
    assert_eq!(begin().await.unwrap(), Some(reporter));
    let enter = |second| store.enter(lan.id, entry(report, |_| ()), moment(second));
    let first = enter(5).await.unwrap().unwrap();
    let again = enter(9).await.unwrap().unwrap();
    assert_eq!(again, first);
    assert_eq!(
        (first.reporter, first.origin, first.status),
        (reporter, Origin::Phone, CaseStatus::Received)
    );
    assert!(first.clocks.intake.due > at(5));
    assert_eq!(list(store, &lan, StatusFilter::All).await.cases.len(), 1);
    assert_eq!(store.entered(lan.id, report).await.unwrap(), Some(first));

    let detail = store.case(&lan, report).await.unwrap().unwrap();
    let received = &detail.history[0].event;
    assert_eq!(received.actor, Actor::Staff(lan.id));
    assert!(matches!(received.event, Event::Received { .. }));
    let gave_contact =
        |entry: &crate::store::HistoryEntry| entry.event.event == Event::ContactGiven;
    assert!(detail.history.iter().any(gave_contact));
    let told = format!("{detail:?}");
    assert!(!told.contains("0912345678") && !told.contains("Bà Tư"));
}

pub(crate) async fn nobody_enters_or_sees_what_another_has_begun(backend: &impl Backend) {
    let store = backend.store();
    let (lan, minh) = (officer(store, "Lan").await, officer(store, "Minh").await);
    let phone = Phone::new(1);
    let report = phone.new_report();
    store.begin_intake(lan.id, report, at(4)).await.unwrap();
    let begun = store.begin_intake(minh.id, report, at(4)).await.unwrap();
    assert_eq!(begun, None);
    let entered = store.enter(minh.id, entry(report, |_| ()), moment(5)).await;
    assert_eq!(entered.unwrap(), None);
    let case = store.enter(lan.id, entry(report, |_| ()), moment(5)).await;
    assert!(case.unwrap().is_some());
    assert_eq!(store.entered(minh.id, report).await.unwrap(), None);

    // A phone's report can't be entered over, and an entered one not filed over.
    let device = registered(store, &phone).await;
    let other = phone.new_report();
    let file = |report| phone.operation(report, 0, &filing("Đê", vec![]));
    apply(store, &device, &[&file(other)], 6).await;
    let begun = store.begin_intake(lan.id, other, at(7)).await.unwrap();
    assert_eq!(begun, None);
    let outcome = apply(store, &device, &[&file(report)], 8).await;
    assert_eq!(
        outcome,
        [super::refused(langnghe_wire::Code::UnknownReport)]
    );
}

pub(crate) async fn photographs_of_an_entered_report_are_here_from_the_start(
    backend: &impl Backend,
) {
    let store = backend.store();
    let lan = officer(store, "Lan").await;
    let report = Phone::new(1).new_report();
    let reporter = store.begin_intake(lan.id, report, at(4)).await.unwrap();
    let reporter = reporter.unwrap();
    let sha256 = Sha256::of(b"brought");
    let named = entry(report, |filing| {
        filing.attachments = vec![Attachment::photo(sha256, 7)];
    });
    // Without its file, nothing is entered.
    let early = store.enter(lan.id, named.clone(), moment(5)).await;
    assert!(early.is_err());
    assert_eq!(store.entered(lan.id, report).await.unwrap(), None);
    let begin = BeginUpload { sha256, length: 7 };
    store.begin_result(reporter, begin, at(5)).await.unwrap();
    let case = store
        .enter(lan.id, named, moment(6))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(case.photographs(), (1, 1));
    let whose = store.photograph(&lan, report, sha256).await.unwrap();
    assert_eq!(whose, Some(reporter));
}
