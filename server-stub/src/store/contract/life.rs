//! Promises about a case's life: merging, pausing, closing, and what is hidden from whom.

use langnghe_wire::{
    Body, CaseStatus, Remedy, ReportId, ResultPhotograph, change::What, sync::Outcome,
};

use super::{
    Backend, applied, apply,
    cases::{list, user},
    changes::pull_all,
    moment,
    phone::{Phone, at, filing, text},
    registered,
};
use crate::{
    case::{
        Action, Mover, Solution,
        decide::{Incoming, Intent},
    },
    identity::{Device, Scope, User},
    store::{ActError, StatusFilter, Store},
};

const DAY: i64 = 86_400;

pub(crate) async fn filed(store: &dyn Store, phone: &Phone, device: &Device) -> ReportId {
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Đê", vec![]));
    applied(&apply(store, device, &[&file], 0).await[0]);
    report
}

/// Does something to the case as it stands.
pub(super) async fn act(
    store: &dyn Store,
    user: &User,
    report: ReportId,
    action: Action,
    second: i64,
) {
    let detail = store.case(user, report).await.unwrap().unwrap();
    let version = detail.case.version;
    store
        .act(user, report, action, version, moment(second))
        .await
        .unwrap();
}

pub(super) fn solved(photographs: Vec<ResultPhotograph>) -> Action {
    Action::Resolve(Solution {
        text: "Đã đắp lại.".into(),
        cause: "Cống hỏng".into(),
        remedy: Remedy::Lasting,
        without_photograph: photographs
            .is_empty()
            .then(|| "Trời tối, ảnh gửi sau".into()),
        photographs,
    })
}

pub(super) async fn told(store: &dyn Store, device: &Device, report: ReportId) -> Vec<What> {
    let (changes, _, _) = pull_all(store, device, None).await;
    changes
        .into_iter()
        .filter(|change| change.report == report)
        .flat_map(|change| match change.what {
            What::Snapshot { history } => history.into_iter().map(|c| c.what).collect(),
            what => vec![what],
        })
        .collect()
}

pub(crate) async fn a_question_stops_the_clocks_until_the_person_answers(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = filed(store, &phone, &device).await;
    let officer = user(store, "Lan", Scope::Province).await;
    act(store, &officer, report, Action::Accept, 10).await;
    let before = store.case(&officer, report).await.unwrap().unwrap().case;
    let ask = Action::Ask {
        text: "Ở đoạn nào?".into(),
    };
    act(store, &officer, report, ask, 60).await;
    let asked = store.case(&officer, report).await.unwrap().unwrap().case;
    assert_eq!((asked.mover(), asked.next_due()), (Mover::Citizen, None));
    let pause = asked.pause.unwrap();
    assert_eq!((pause.since, &*pause.reason), (at(60), "Ở đoạn nào?"));

    let answer = phone.operation(report, 1, &text("Gần trạm bơm."));
    applied(&apply(store, &device, &[&answer], 7 * DAY).await[0]);
    let answered = store.case(&officer, report).await.unwrap().unwrap().case;
    assert_eq!((answered.mover(), answered.pause), (Mover::Unit, None));
    let rules = moment(0).rules;
    let calendar = &rules.calendar;
    let stood = calendar.working_time_between(at(60), at(7 * DAY));
    assert_eq!(i128::from(answered.stood_seconds), stood.as_secs().into());
    let added =
        calendar.working_time_between(before.clocks.resolution.due, answered.clocks.resolution.due);
    assert_eq!(added, stood);
    let heard = told(store, &device, report).await;
    assert!(heard.contains(&What::Resumed), "{heard:?}");
    assert!(heard.contains(&What::Clocks(answered.clocks.clone())));
}

pub(crate) async fn what_nobody_answers_closes_when_its_term_has_passed(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let officer = user(store, "Lan", Scope::Province).await;
    let [unanswered, confirmed] = [
        filed(store, &phone, &device).await,
        filed(store, &phone, &device).await,
    ];
    for report in [unanswered, confirmed] {
        act(store, &officer, report, Action::Accept, 10).await;
        act(store, &officer, report, solved(vec![]), 20).await;
    }
    let confirm = phone.operation(confirmed, 1, &Body::Confirm);
    applied(&apply(store, &device, &[&confirm], 30).await[0]);
    let case = store
        .case(&officer, unanswered)
        .await
        .unwrap()
        .unwrap()
        .case;
    let term = case.answer_by().unwrap();
    assert!(at(13 * DAY) < term && term < at(16 * DAY), "{term}");

    assert_eq!(store.close_unanswered(moment(13 * DAY)).await.unwrap(), 0);
    assert_eq!(store.close_unanswered(moment(16 * DAY)).await.unwrap(), 1);
    assert_eq!(store.close_unanswered(moment(16 * DAY)).await.unwrap(), 0);
    let closed = list(store, &officer, StatusFilter::Only(CaseStatus::Closed)).await;
    let closed: Vec<_> = closed.cases.iter().map(|case| case.id).collect();
    assert_eq!(closed, [unanswered]);
    // Somebody who was away can still say that it isn't fixed.
    let reopen = phone.operation(
        unanswered,
        1,
        &Body::Reopen {
            text: "Chưa xong".into(),
        },
    );
    let outcome = apply(store, &device, &[&reopen], 20 * DAY).await;
    assert!(matches!(outcome[0], Outcome::Applied(_)), "{outcome:?}");
}

pub(crate) async fn a_report_about_a_communes_own_staff_is_hidden_from_it(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Cán bộ", vec![]));
    let mut incoming = Incoming::read(&file.bytes, &moment(0), &[]).unwrap();
    let Ok(Intent::File(_, placement)) = &mut incoming.intent else {
        panic!("a filing");
    };
    placement.concerns = Some("07264".into());
    let done = store.apply(device.clone(), vec![incoming], moment(0)).await;
    let reference = applied(&done.unwrap()[0].outcome).reference.unwrap();

    for (scope, sees) in [
        (Scope::Province, true),
        (Scope::Commune("07264".into()), false),
        (Scope::Unit("07264-kt".into()), false),
    ] {
        let viewer = user(store, &format!("{scope:?}"), scope).await;
        let listed = list(store, &viewer, StatusFilter::All).await;
        assert_eq!(listed.total.n, u64::from(sees), "{viewer:?}");
        let counts = store.count_cases(&viewer, at(2)).await.unwrap();
        assert_eq!(counts.by_status.len(), usize::from(sees));
        assert_eq!(store.case(&viewer, report).await.unwrap().is_some(), sees);
        let found = store.by_reference(&viewer, &reference).await.unwrap();
        assert_eq!(found.is_some(), sees);
        let act = store.act(&viewer, report, Action::Accept, 99, moment(2));
        let act = act.await;
        assert_eq!(matches!(act, Err(ActError::NotFound)), !sees, "{act:?}");
    }
}
