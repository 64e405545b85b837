//! Promises about what stands beside a case, and about what officers let out.

use jiff::SignedDuration;
use langnghe_photo::Fingerprint;
use langnghe_wire::{
    Attachment, Body, CaseStatus, Filing, Remedy, ReportId, ResultPhotograph, Sha256,
};

use super::{
    Backend, apply,
    cases::user,
    moment,
    phone::{Phone, SOMEWHERE, at, filing},
    registered,
};
use crate::{
    case::{
        Action, Event, Moment, Solution,
        public::{Covered, Part, Piece, PieceName},
    },
    doubles::Reason,
    identity::{Device, Scope, User},
    store::{ActError, BeginUpload, Store},
};

const DAY: i64 = 24 * 60 * 60;

/// Files a report of a dyke, so many metres north of the middle.
async fn file(
    store: &dyn Store,
    (phone, device): (&Phone, &Device),
    (metres, second): (f64, i64),
    change: impl FnOnce(&mut Filing),
) -> ReportId {
    let report = phone.new_report();
    let Body::File(mut filing) = filing("Đê rò", vec![]) else {
        unreachable!("it files");
    };
    let point = filing.place.point.as_mut().unwrap();
    (point.lat, point.lon) = (SOMEWHERE.0 + metres / 111_195.0, SOMEWHERE.1);
    point.accuracy = None;
    change(&mut filing);
    let operation = phone.operation(report, 0, &Body::File(filing));
    apply(store, device, &[&operation], second).await;
    report
}

async fn act(store: &dyn Store, viewer: &User, report: ReportId, second: i64, action: Action) {
    let version = (store.case(viewer, report).await.unwrap().unwrap().case).version;
    let done = store.act(viewer, report, action, version, moment(second));
    done.await.unwrap();
}

async fn resolve(store: &dyn Store, viewer: &User, report: ReportId, second: i64) {
    act(store, viewer, report, second, Action::Accept).await;
    let solution = Solution {
        text: "Đã đắp.".into(),
        cause: "Mưa lớn".into(),
        remedy: Remedy::Temporary,
        photographs: vec![],
        without_photograph: Some("Trời tối".into()),
    };
    act(store, viewer, report, second, Action::Resolve(solution)).await;
}

async fn suggested(store: &dyn Store, viewer: &User, report: ReportId) -> Vec<ReportId> {
    let beside = store.beside(viewer, report).await.unwrap().unwrap();
    beside.doubles.into_iter().map(|s| s.case.id).collect()
}

/// A photograph that came, and what it shows.
async fn deliver(store: &dyn Store, device: &Device, bytes: &[u8], shows: u64) {
    let sha256 = Sha256::of(bytes);
    let begin = BeginUpload {
        sha256,
        length: bytes.len() as u64,
    };
    let reporter = device.reporter;
    store.begin_upload(reporter, begin, at(0)).await.unwrap();
    let fingerprint = Fingerprint::from_bits(shows);
    for _ in 0..2 {
        let kept = store.keep_fingerprint(reporter, sha256, fingerprint);
        kept.await.unwrap();
    }
    store
        .complete_upload(reporter, sha256, at(1))
        .await
        .unwrap();
}

pub(crate) async fn what_may_be_the_same_is_suggested_within_the_viewers_scope(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let by = (&phone, &device);
    let first = file(store, by, (0.0, 1), |_| ()).await;
    let second = file(store, by, (20.0, 2), |_| ()).await;
    let third = file(store, by, (60.0, 3), |_| ()).await;
    let _far = file(store, by, (400.0, 4), |_| ()).await;
    let _other = file(store, by, (5.0, 5), |f| f.category = "waste".into()).await;
    let _elsewhere = file(store, by, (10.0, 6), |f| {
        f.place.commune = Some("07210".into());
    })
    .await;

    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    assert_eq!(suggested(store, &officer, first).await, [second, third]);
    assert_eq!(suggested(store, &officer, second).await, [first, third]);
    let beside = store.beside(&officer, first).await.unwrap().unwrap();
    assert_eq!(beside.case.id, first);
    assert_eq!(
        beside.doubles[0].likeness.reasons,
        [
            Reason::Near { metres: 20 },
            Reason::SameCategory,
            Reason::SameDays { days: 0 },
        ]
    );
    let everyone = user(store, "Minh", Scope::Province).await;
    assert_eq!(suggested(store, &everyone, first).await.len(), 3);
    let stranger = user(store, "Tú", Scope::Commune("07210".into())).await;
    assert_eq!(store.beside(&stranger, first).await.unwrap(), None);

    // What is over is no longer suggested, and asks for no suggestions.
    resolve(store, &officer, second, 7).await;
    assert_eq!(suggested(store, &officer, first).await, [third]);
    assert_eq!(suggested(store, &officer, second).await, []);
}

pub(crate) async fn one_picture_is_suggested_wherever_it_was_reported_from(backend: &impl Backend) {
    let store = backend.store();
    let (one, two) = (Phone::new(1), Phone::new(2));
    let (device, other) = (registered(store, &one).await, registered(store, &two).await);
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let named = |bytes: &'static [u8]| {
        move |f: &mut Filing| f.attachments = vec![Attachment::photo(Sha256::of(bytes), 3)]
    };
    let there = file(store, (&one, &device), (0.0, 1), named(b"one")).await;
    let at_home = file(store, (&two, &other), (3_000.0, 2), named(b"two")).await;
    // Before the pictures are here, nothing is known of them.
    assert_eq!(suggested(store, &officer, there).await, []);
    deliver(store, &device, b"one", u64::MAX << 8).await;
    deliver(store, &other, b"two", u64::MAX << 8).await;
    assert_eq!(suggested(store, &officer, there).await, [at_home]);
    let beside = store.beside(&officer, at_home).await.unwrap().unwrap();
    assert_eq!(beside.doubles[0].case.id, there);
    assert_eq!(beside.doubles[0].likeness.reasons[0], Reason::SamePicture);
}

pub(crate) async fn what_was_merged_stands_beside_the_case_that_goes_on(backend: &impl Backend) {
    let store = backend.store();
    let (one, two) = (Phone::new(1), Phone::new(2));
    let (device, other) = (registered(store, &one).await, registered(store, &two).await);
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let main = file(store, (&one, &device), (0.0, 1), |_| ()).await;
    let double = file(store, (&two, &other), (5.0, 2), |_| ()).await;
    let case = store.case(&officer, main).await.unwrap().unwrap().case;
    let merge = Action::Merge {
        into: main,
        reference: case.reference,
    };
    act(store, &officer, double, 3, merge).await;
    let beside = store.beside(&officer, main).await.unwrap().unwrap();
    assert_eq!(beside.doubles, []);
    let companions: Vec<_> = beside.companions.iter().map(|case| case.id).collect();
    assert_eq!(companions, [double]);
    act(store, &officer, double, 4, Action::Unmerge).await;
    let beside = store.beside(&officer, main).await.unwrap().unwrap();
    assert_eq!(beside.companions, []);
    assert_eq!(suggested(store, &officer, main).await, [double]);
}

pub(crate) async fn what_was_done_there_within_180_days_is_back(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let by = (&phone, &device);
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let recurs_from = async |report| {
        let detail = store.case(&officer, report).await.unwrap().unwrap();
        let told = detail.history.iter().any(|entry| {
            matches!(&entry.event.event, Event::Recurs { report, .. }
                     if Some(*report) == detail.case.recurs_from)
        });
        assert_eq!(told, detail.case.recurs_from.is_some());
        detail.case.recurs_from
    };
    let old = file(store, by, (0.0, 1), |_| ()).await;
    let beside_it = file(store, by, (10.0, 2), |_| ()).await;
    assert_eq!(recurs_from(beside_it).await, None, "nothing is done yet");
    resolve(store, &officer, old, DAY).await;

    let back = file(store, by, (80.0, 2 * DAY), |_| ()).await;
    assert_eq!(recurs_from(back).await, Some(old));
    let beside = store.beside(&officer, back).await.unwrap().unwrap();
    assert_eq!(beside.earlier.map(|case| case.id), Some(old));
    let far = file(store, by, (120.0, 2 * DAY), |_| ()).await;
    assert_eq!(recurs_from(far).await, None);
    let other = file(store, by, (0.0, 2 * DAY), |f| f.category = "waste".into()).await;
    assert_eq!(recurs_from(other).await, None);
    let late = file(store, by, (0.0, 182 * DAY), |_| ()).await;
    assert_eq!(recurs_from(late).await, None);

    // Of two times, the last one counts.
    resolve(store, &officer, back, 3 * DAY).await;
    let again = file(store, by, (40.0, 100 * DAY), |_| ()).await;
    assert_eq!(recurs_from(again).await, Some(back));
}

pub(crate) async fn a_covered_copy_is_kept_with_its_case_and_shown_with_it_only(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let reporter = device.reporter;
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let original = Sha256::of(b"one");
    let report = file(store, (&phone, &device), (0.0, 1), |f| {
        f.attachments = vec![Attachment::photo(original, 3)];
    })
    .await;
    deliver(store, &device, b"one", 1).await;

    let copy = ResultPhotograph {
        sha256: Sha256::of(b"covered"),
        bytes: 7,
        width: 3,
        height: 2,
    };
    let begin = BeginUpload {
        sha256: copy.sha256,
        length: copy.bytes,
    };
    let part = Part {
        left: 1,
        top: 2,
        width: 3,
        height: 4,
    };
    let covered = Covered {
        original,
        photograph: copy,
        parts: vec![part],
    };
    let see = || store.photograph(&officer, report, copy.sha256);
    assert_eq!(see().await.unwrap(), None);
    store.begin_result(reporter, begin, at(2)).await.unwrap();
    act(store, &officer, report, 2, Action::Cover(covered.clone())).await;
    assert_eq!(see().await.unwrap(), Some(reporter));
    // Nobody sweeps it, and its reporter's phone can't fetch it.
    let much_later = at(2) + SignedDuration::from_hours(24 * 365);
    assert_eq!(store.expired_uploads(much_later).await.unwrap(), []);
    assert_eq!(store.result_of(reporter, copy.sha256).await.unwrap(), None);

    let piece = Piece::Photograph {
        original,
        shown: copy.sha256,
    };
    let name = piece.name();
    act(store, &officer, report, 3, Action::Publish(piece)).await;
    let case = store.case(&officer, report).await.unwrap().unwrap().case;
    assert_eq!(case.let_out.shown(original), Some(copy.sha256));
    assert_eq!(case.let_out.covered(original), Some(&covered));
    assert_eq!(case.status, CaseStatus::Received);
    act(store, &officer, report, 4, Action::Unpublish(name)).await;
    act(
        store,
        &officer,
        report,
        5,
        Action::Unpublish(PieceName::Text),
    )
    .await;
    let case = store.case(&officer, report).await.unwrap().unwrap().case;
    assert!(!case.let_out.is_anything());

    // A phone hears nothing of any of it.
    let heard = store.changes(reporter, None).await.unwrap().changes;
    let heard = serde_json::to_string(&heard).unwrap();
    assert!(!heard.contains("cover") && !heard.contains(&copy.sha256.to_string()));

    // What isn't the case's can't be let out.
    let stranger = Action::Publish(Piece::Photograph {
        original,
        shown: Sha256::of(b"another's"),
    });
    let version = case.version;
    let refused = store.act(&officer, report, stranger, version, Moment::bundled(at(6)));
    assert!(matches!(refused.await, Err(ActError::Refused(_))));
}
