//! Promises about operations.

use langnghe_wire::{Body, Code, sync::Outcome};

use super::{
    Backend, applied, apply,
    phone::{Phone, at, filing, text},
    refused, registered,
};
use crate::{
    identity::{NewDevice, Role, Scope, User, UserId},
    store::{RegisterError, StatusFilter},
};

pub(crate) async fn registering_again_changes_nothing(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let first = registered(store, &phone).await;
    let again = registered(store, &phone).await;
    let found = store.device(phone.device).await.unwrap().unwrap();
    for known in [again, found] {
        // Tokens print nothing, and are compared for themselves.
        assert_eq!(format!("{known:?}"), format!("{first:?}"));
        assert!(known.token.is(&phone.token.hash()));
    }

    let thief = NewDevice {
        id: phone.device,
        token: Phone::new(2).token.hash(),
        public_key: [0; 32],
        app: String::new(),
        skew_ms: 0,
    };
    let refused = store.register(thief, at(0)).await;
    assert!(matches!(refused, Err(RegisterError::Taken)), "{refused:?}");
}

pub(crate) async fn a_repeated_operation_gets_its_first_answer(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Nước tràn qua đê.", vec![]));
    let nowhere = phone.operation(phone.new_report(), 0, &text("Không có phản ánh này."));

    let first = apply(store, &device, &[&file, &nowhere], 1).await;
    let answer = applied(&first[0]);
    assert_eq!(answer.received_at, at(1));
    assert!(answer.reference.is_some());
    assert_eq!(first[1], refused(Code::UnknownReport));

    let again = apply(store, &device, &[&file, &nowhere, &file], 900).await;
    let repeated: Vec<_> = [&first[0], &first[1], &first[0]]
        .into_iter()
        .map(|outcome| Outcome::Duplicate {
            first: outcome.clone().answer(),
        })
        .collect();
    assert_eq!(again, repeated);
}

pub(crate) async fn the_same_id_with_other_bytes_is_a_conflict(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let file = phone.operation(phone.new_report(), 0, &filing("Một", vec![]));
    let mut other = file.clone();
    other.bytes = other.bytes.replace("Một", "Hai");

    applied(&apply(store, &device, &[&file], 1).await[0]);
    assert_eq!(
        apply(store, &device, &[&other], 2).await,
        [refused(Code::Conflict)]
    );
    // The conflict left the first answer as it was.
    let again = apply(store, &device, &[&file], 3).await;
    assert!(matches!(again[0], Outcome::Duplicate { .. }));
}

pub(crate) async fn an_operation_waits_for_the_one_in_front_of_it(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let more = phone.operation(report, 1, &text("Hai"));
    let third = phone.operation(report, 2, &text("Ba"));

    let early = apply(store, &device, &[&more, &third], 1).await;
    assert_eq!(
        early,
        [refused(Code::OutOfOrder), refused(Code::OutOfOrder)]
    );
    for outcome in apply(store, &device, &[&file, &more, &third], 2).await {
        applied(&outcome);
    }
    let usurper = phone.operation(report, 1, &text("Bốn"));
    assert_eq!(
        apply(store, &device, &[&usurper], 3).await,
        [refused(Code::Conflict)]
    );
}

pub(crate) async fn a_refused_operation_keeps_its_place_for_another(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Một", vec![]));
    let confirm = phone.operation(report, 1, &Body::Confirm);
    let behind = phone.operation(report, 2, &text("Ba"));

    let outcomes = apply(store, &device, &[&file, &confirm, &behind], 1).await;
    assert_eq!(
        outcomes[1..],
        [refused(Code::NotNow), refused(Code::OutOfOrder)]
    );
    let instead = phone.superseding(report, 1, &text("Hai"), Some(confirm.id));
    for outcome in apply(store, &device, &[&instead, &behind], 2).await {
        applied(&outcome);
    }
}

pub(crate) async fn a_refused_operation_beside_applied_ones_touches_nothing(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let (one, two) = (phone.new_report(), phone.new_report());
    let operations = [
        phone.operation(one, 0, &filing("Một", vec![])),
        phone.operation(one, 1, &Body::Confirm),
        phone.operation(two, 0, &filing("Hai", vec![])),
        phone.operation(two, 1, &text("Thêm")),
    ];
    let outcomes = apply(store, &device, &operations.each_ref(), 1).await;
    assert_eq!(outcomes[1], refused(Code::NotNow));
    for kept in [0, 2, 3] {
        applied(&outcomes[kept]);
    }
    let page = store.changes(device.reporter, None).await.unwrap();
    assert_eq!(page.changes.len(), 2);
}

pub(crate) async fn somebody_elses_report_is_unknown(backend: &impl Backend) {
    let store = backend.store();
    let (owner, other) = (Phone::new(1), Phone::new(2));
    let owners = registered(store, &owner).await;
    let others = registered(store, &other).await;
    let report = owner.new_report();
    let file = owner.operation(report, 0, &filing("Một", vec![]));
    applied(&apply(store, &owners, &[&file], 1).await[0]);

    for body in [
        text("Của tôi"),
        Body::Withdraw,
        Body::Reply {
            text: "Vâng".into(),
        },
        filing("Của tôi", vec![]),
        contact(),
    ] {
        let operation = other.operation(report, 0, &body);
        let outcome = apply(store, &others, &[&operation], 2).await;
        assert_eq!(outcome, [refused(Code::UnknownReport)], "{}", body.kind());
    }
    // Somebody else's operation, sent from here, is nobody's: no first answer is given away.
    let stolen = apply(store, &others, &[&file], 3).await;
    assert_eq!(stolen, [refused(Code::UnknownReport)]);
}

pub(crate) async fn support_counts_once_and_tells_no_reference(backend: &impl Backend) {
    let store = backend.store();
    let (owner, other) = (Phone::new(1), Phone::new(2));
    let owners = registered(store, &owner).await;
    let others = registered(store, &other).await;
    let report = owner.new_report();
    let file = owner.operation(report, 0, &filing("Một", vec![]));
    let of_oneself = owner.operation(report, 1, &Body::Support);
    let outcomes = apply(store, &owners, &[&file, &of_oneself], 1).await;
    assert_eq!(outcomes[1], refused(Code::NotNow));

    for n in 0..2 {
        let support = other.operation(report, n, &Body::Support);
        let outcome = apply(store, &others, &[&support], 2).await;
        assert_eq!(applied(&outcome[0]).reference, None);
    }
    let detail = store.case(&everyone(), report).await.unwrap().unwrap();
    assert_eq!(detail.case.supporters, 1);
    let page = store.changes(others.reporter, None).await.unwrap();
    assert_eq!(page.changes, [], "a supporter learns nothing of the case");
}

pub(crate) async fn nothing_follows_a_withdrawal(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let operations = [
        phone.operation(report, 0, &filing("Một", vec![])),
        phone.operation(report, 1, &Body::Withdraw),
        phone.operation(report, 2, &text("Hai")),
        phone.operation(report, 2, &contact()),
        phone.operation(report, 2, &Body::Withdraw),
    ];
    let outcomes = apply(store, &device, &operations.each_ref(), 1).await;
    applied(&outcomes[1]);
    assert!(outcomes[2..].iter().all(|o| *o == refused(Code::Withdrawn)));
    let open = super::cases::list(store, &everyone(), StatusFilter::Open).await;
    assert_eq!(open.total.n, 0);
}

pub(crate) async fn contact_data_is_in_no_case(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let operations = [
        phone.operation(report, 0, &filing("Một", vec![])),
        phone.operation(report, 1, &contact()),
    ];
    for outcome in apply(store, &device, &operations.each_ref(), 1).await {
        applied(&outcome);
    }
    let detail = store.case(&everyone(), report).await.unwrap().unwrap();
    let changes = store.changes(device.reporter, None).await.unwrap();
    let shown = format!("{detail:?} {changes:?}");
    assert!(shown.contains("ContactGiven"));
    for secret in ["Nguyễn Văn A", "0912345678"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

fn contact() -> Body {
    Body::Contact {
        name: Some("Nguyễn Văn A".into()),
        phone: Some("0912345678".into()),
        email: None,
    }
}

/// Somebody who may see everything.
pub(crate) fn everyone() -> User {
    User {
        id: UserId(1),
        name: "Quản trị".into(),
        role: Role::Admin,
        scope: Scope::Province,
    }
}
