//! Promises about a case's life: merging, pausing, closing, and what is hidden from whom.

use langnghe_wire::{
    Body, CaseStatus, Remedy, ReportId, ResultPhotograph, Sha256, change::What, sync::Outcome,
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
        Action, Mover, Refusal, Solution,
        decide::{Incoming, Intent},
    },
    identity::{Device, Scope, User},
    store::{ActError, BeginUpload, StatusFilter, Store},
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

async fn merge(store: &dyn Store, user: &User, report: ReportId, into: ReportId) {
    let main = store.case(user, into).await.unwrap().unwrap().case;
    let reference = main.reference;
    let found = store.by_reference(user, &reference).await.unwrap();
    assert_eq!(found, Some(into));
    act(store, user, report, Action::Merge { into, reference }, 10).await;
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

pub(crate) async fn a_merged_report_follows_the_one_that_goes_on_and_can_leave_it(
    backend: &impl Backend,
) {
    let store = backend.store();
    let (first, second) = (Phone::new(1), Phone::new(2));
    let (first, second) = (
        (registered(store, &first).await, first),
        (registered(store, &second).await, second),
    );
    let main = filed(store, &first.1, &first.0).await;
    let double = filed(store, &second.1, &second.0).await;
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    act(store, &officer, double, Action::Accept, 5).await;
    merge(store, &officer, double, main).await;

    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!(leads.companions, 1);
    let follows = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!(follows.status, CaseStatus::Merged);
    assert_eq!(follows.mover(), Mover::Nobody);

    // One step between a report and the case that goes on, never a chain or a circle.
    for (report, into) in [(main, double), (main, main), (double, main)] {
        let case = store.case(&officer, report).await.unwrap().unwrap().case;
        let merge = Action::Merge {
            into,
            reference: leads.reference.clone(),
        };
        let again = store.act(&officer, report, merge, case.version, moment(11));
        let again = again.await;
        let refused = matches!(again, Err(ActError::Refused(Refusal::NotNow)));
        assert!(refused, "{again:?}");
    }

    let shown = ResultPhotograph {
        sha256: Sha256::of(b"after"),
        bytes: 9,
        width: 3,
        height: 2,
    };
    let begin = BeginUpload {
        sha256: shown.sha256,
        length: 9,
    };
    let owner = first.0.reporter;
    store.begin_result(owner, begin, at(12)).await.unwrap();
    act(store, &officer, main, Action::Accept, 12).await;
    act(store, &officer, main, solved(vec![shown]), 13).await;
    let heard = told(store, &second.0, double).await;
    let resolved = heard.iter().any(|what| {
        matches!(what, What::Followed { status: CaseStatus::Resolved, photographs, resolution: Some(_), .. }
            if photographs == &[shown])
    });
    assert!(resolved, "{heard:?}");
    let answered = |what: &What| matches!(what, What::Reply { text, .. } if text == "Đã đắp lại.");
    assert!(heard.iter().any(answered), "{heard:?}");
    // The picture lies with the one who reported first, and the other may see it.
    let whose = store.result_of(second.0.reporter, shown.sha256).await;
    assert_eq!(whose.unwrap(), Some(owner));

    act(store, &officer, double, Action::Unmerge, 14).await;
    let alone = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!((alone.status, alone.merged), (CaseStatus::Accepted, None));
    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!(leads.companions, 0);
    let whose = store.result_of(second.0.reporter, shown.sha256).await;
    assert_eq!(whose.unwrap(), None);
}

pub(crate) async fn a_companion_is_on_its_own_when_the_main_report_is_withdrawn(
    backend: &impl Backend,
) {
    let store = backend.store();
    let (first, second) = (Phone::new(1), Phone::new(2));
    let device = registered(store, &first).await;
    let main = filed(store, &first, &device).await;
    let other = registered(store, &second).await;
    let double = filed(store, &second, &other).await;
    let officer = user(store, "Lan", Scope::Province).await;
    merge(store, &officer, double, main).await;
    let withdraw = first.operation(main, 1, &Body::Withdraw);
    applied(&apply(store, &device, &[&withdraw], 20).await[0]);
    let alone = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!((alone.status, alone.merged), (CaseStatus::Received, None));
    let last = told(store, &other, double).await.pop();
    assert!(
        matches!(
            last,
            Some(What::Status {
                status: CaseStatus::Received,
                ..
            })
        ),
        "{last:?}"
    );
}

/// Two who reported the same, the second merged into the first: each with their phone.
struct Merged {
    first: (Phone, Device, ReportId),
    second: (Phone, Device, ReportId),
    officer: User,
}

async fn merged(store: &dyn Store) -> Merged {
    let (one, two) = (Phone::new(1), Phone::new(2));
    let (device, other) = (registered(store, &one).await, registered(store, &two).await);
    let main = filed(store, &one, &device).await;
    let double = filed(store, &two, &other).await;
    let officer = user(store, "Lan", Scope::Province).await;
    act(store, &officer, main, Action::Accept, 5).await;
    merge(store, &officer, double, main).await;
    Merged {
        first: (one, device, main),
        second: (two, other, double),
        officer,
    }
}

pub(crate) async fn who_was_merged_speaks_to_the_result_for_themselves(backend: &impl Backend) {
    let store = backend.store();
    let Merged {
        first: (_, device, main),
        second: (two, other, double),
        officer,
    } = merged(store).await;
    // Merged, one hears at once where the matter stands.
    let last = told(store, &other, double).await.pop();
    let hears = |what: &Option<What>, at| matches!(what, Some(What::Followed { status, .. }) if *status == at);
    assert!(hears(&last, CaseStatus::Accepted), "{last:?}");
    let early = two.operation(double, 1, &Body::Confirm);
    let early = apply(store, &other, &[&early], 11).await;
    assert_eq!(early, [super::refused(langnghe_wire::Code::NotNow)]);

    act(store, &officer, main, solved(vec![]), 12).await;
    let agree = two.operation(double, 1, &Body::Confirm);
    applied(&apply(store, &other, &[&agree], 13).await[0]);
    let follows = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!(follows.status, CaseStatus::Merged);
    assert!(follows.merged.unwrap().agreed);
    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!(
        leads.status,
        CaseStatus::Resolved,
        "who reported it first is still asked"
    );
    let last = told(store, &other, double).await.pop();
    assert_eq!(last, Some(What::Agreed));

    let not_mine = Body::Reopen {
        text: "Chỗ tôi vẫn hỏng.".into(),
    };
    let not_mine = two.operation(double, 2, &not_mine);
    applied(&apply(store, &other, &[&not_mine], 14).await[0]);
    let alone = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!((alone.status, alone.merged), (CaseStatus::Reopened, None));
    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!((leads.status, leads.companions), (CaseStatus::Resolved, 0));
    let heard = told(store, &device, main).await;
    let of_the_other = |what: &What| matches!(what, What::Said { .. } | What::Agreed);
    assert!(!heard.iter().any(of_the_other), "{heard:?}");
}

pub(crate) async fn who_was_merged_can_still_take_their_report_back(backend: &impl Backend) {
    let store = backend.store();
    let Merged {
        first: (_, _, main),
        second: (two, other, double),
        officer,
    } = merged(store).await;
    let withdraw = two.operation(double, 1, &Body::Withdraw);
    applied(&apply(store, &other, &[&withdraw], 20).await[0]);
    let gone = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!((gone.status, gone.merged), (CaseStatus::Withdrawn, None));
    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!((leads.status, leads.companions), (CaseStatus::Accepted, 0));
    let before = told(store, &other, double).await.len();
    act(store, &officer, main, solved(vec![]), 21).await;
    let after = told(store, &other, double).await.len();
    assert_eq!(before, after, "who left hears no more of it");
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
