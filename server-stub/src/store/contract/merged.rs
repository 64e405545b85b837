//! Promises about reports that were merged: what who reported the same hears, and says.

use langnghe_wire::{Body, CaseStatus, ReportId, ResultPhotograph, Sha256, change::What};

use super::{
    Backend, applied, apply,
    cases::user,
    life::{act, filed, solved, told},
    moment,
    phone::{Phone, at},
    registered,
};
use crate::{
    case::{Action, Mover, Refusal},
    identity::{Device, Scope, User},
    store::{ActError, BeginUpload, Store},
};

async fn merge(store: &dyn Store, user: &User, report: ReportId, into: ReportId) {
    let main = store.case(user, into).await.unwrap().unwrap().case;
    let reference = main.reference;
    let found = store.by_reference(user, &reference).await.unwrap();
    assert_eq!(found, Some(into));
    act(store, user, report, Action::Merge { into, reference }, 10).await;
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
    let leads = store.case(&officer, main).await.unwrap().unwrap();
    assert_eq!(leads.agreed, 1, "the main report's page can say so");
    assert_eq!(
        leads.case.status,
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
    let leads = store.case(&officer, main).await.unwrap().unwrap();
    assert_eq!(leads.agreed, 0);
    let leads = leads.case;
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

pub(crate) async fn who_was_merged_hears_why_the_clocks_stand_and_which_unit_has_the_matter(
    backend: &impl Backend,
) {
    let store = backend.store();
    let Merged {
        first: (_, device, main),
        second: (_, other, double),
        officer,
    } = merged(store).await;
    let before = store.case(&officer, double).await.unwrap().unwrap().case;
    let pause = |reason: &str| Action::Pause {
        reason: reason.into(),
    };
    let forward = |code| Action::Forward {
        unit: moment(0).rules.unit(code).unwrap(),
        reason: "Văn phòng điều xe.".into(),
    };
    let since = told(store, &other, double).await.len();
    for (action, second) in [
        (pause("Chờ nước rút"), 20),
        (Action::Resume, 30),
        (forward("07264-vp"), 40),
    ] {
        act(store, &officer, main, action, second).await;
    }
    let heard = told(store, &other, double).await;
    let [
        What::Paused { reason },
        What::Resumed,
        What::Unit { unit },
        What::Followed { status, .. },
    ] = &heard[since..]
    else {
        panic!("{heard:?}")
    };
    let leads = store.case(&officer, main).await.unwrap().unwrap().case;
    assert_eq!((reason.as_str(), unit), ("Chờ nước rút", &leads.unit_name));
    assert_eq!(*status, CaseStatus::Forwarded);
    // None of it is this report's own.
    let after = store.case(&officer, double).await.unwrap().unwrap().case;
    assert_eq!((&after.unit, &after.pause), (&before.unit, &None));
    assert_eq!(
        (&after.clocks, after.stood_seconds),
        (&before.clocks, before.stood_seconds)
    );

    // Who comes to it later hears how it stands: a pause that is over is no more of that.
    act(store, &officer, main, pause("Chờ vật tư"), 50).await;
    let third = Phone::new(3);
    let late = registered(store, &third).await;
    let later = filed(store, &third, &late).await;
    merge(store, &officer, later, main).await;
    let heard = told(store, &late, later).await;
    let [
        ..,
        What::Unit { unit },
        What::Followed { status, .. },
        What::Paused { reason },
    ] = &heard[..]
    else {
        panic!("{heard:?}")
    };
    assert_eq!((reason.as_str(), unit), ("Chờ vật tư", &leads.unit_name));
    assert_eq!(*status, CaseStatus::Forwarded);
    // What is asked of one is asked of one.
    let ask = Action::Ask {
        text: "Nhà bác ở đâu?".into(),
    };
    act(store, &officer, main, Action::Resume, 60).await;
    act(store, &officer, main, ask, 70).await;
    let asked = |what: &What| {
        matches!(
            what,
            What::Status {
                reason: Some(_),
                ..
            }
        )
    };
    let told_all = told(store, &device, main).await;
    assert!(told_all.last().is_some_and(asked), "{told_all:?}");
    for (device, report) in [(&other, double), (&late, later)] {
        let heard = serde_json::to_string(&told(store, device, report).await).unwrap();
        assert!(!heard.contains("Nhà bác"), "{heard}");
    }
}
