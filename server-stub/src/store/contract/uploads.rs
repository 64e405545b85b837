//! Promises about uploads.

use bytes::Bytes;
use langnghe_wire::{
    Attachment, Body, CaseStatus, Remedy, ResultPhotograph, Sha256, change::What,
    limits::PHOTOGRAPH_BYTES,
};

use super::{
    Backend, applied, apply,
    cases::user,
    changes::pull_all,
    moment,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Action, Solution},
    identity::{Device, ReporterId, Scope},
    store::{
        ActError, AppendError, BeginUpload, BeginUploadError, CompleteError, Standing, Store,
        Upload,
    },
};

const DAY: i64 = 86_400;

async fn begin(store: &dyn Store, reporter: ReporterId, sha256: Sha256, length: u64) -> Upload {
    let begin = BeginUpload { sha256, length };
    store.begin_upload(reporter, begin, at(0)).await.unwrap()
}

async fn append(
    store: &dyn Store,
    reporter: ReporterId,
    sha256: Sha256,
    offset: u64,
    bytes: &'static [u8],
) -> Result<u64, AppendError> {
    let bytes = Bytes::from_static(bytes);
    store
        .append_upload(reporter, sha256, offset, bytes, at(0))
        .await
}

pub(crate) async fn bytes_are_appended_where_the_upload_stands(backend: &impl Backend) {
    let store = backend.store();
    let reporter = registered(store, &Phone::new(1)).await.reporter;
    let hash = Sha256::of(b"0123456789");
    let unknown = append(store, reporter, hash, 0, b"01").await;
    assert!(matches!(unknown, Err(AppendError::Unknown)), "{unknown:?}");

    assert_eq!(begin(store, reporter, hash, 10).await.offset, 0);
    assert_eq!(append(store, reporter, hash, 0, b"0123").await.unwrap(), 4);
    assert_eq!(append(store, reporter, hash, 4, b"45").await.unwrap(), 6);
    for (offset, bytes) in [
        (0, b"01".as_slice()),
        (5, b"5"),
        (7, b"7"),
        (6, b"6789"),
        (6, b"67890"),
    ] {
        let wrong = append(store, reporter, hash, offset, bytes).await;
        assert!(
            matches!(wrong, Err(AppendError::OffsetConflict)),
            "{offset}: {wrong:?}"
        );
    }
    assert_eq!(
        begin(store, reporter, hash, 10).await.offset,
        6,
        "creating again tells the offset"
    );
    assert_eq!(store.upload_bytes(reporter, hash).await.unwrap(), b"012345");

    store.reset_upload(reporter, hash).await.unwrap();
    assert_eq!(begin(store, reporter, hash, 10).await.offset, 0);
    assert_eq!(append(store, reporter, hash, 0, b"012").await.unwrap(), 3);
    assert_eq!(
        begin(store, reporter, hash, 11).await.offset,
        0,
        "another length starts again"
    );

    store.complete_upload(reporter, hash, at(1)).await.unwrap();
    store.complete_upload(reporter, hash, at(1)).await.unwrap();
    assert_eq!(begin(store, reporter, hash, 11).await.offset, 11);
    assert_eq!(
        store.upload_bytes(reporter, hash).await.unwrap(),
        b"",
        "its rows are gone"
    );
    let other = BeginUpload {
        sha256: hash,
        length: 10,
    };
    let other = store.begin_upload(reporter, other, at(1)).await;
    assert!(
        matches!(other, Err(BeginUploadError::OtherLength)),
        "{other:?}"
    );
    store.reset_upload(reporter, hash).await.unwrap();
    assert_eq!(
        begin(store, reporter, hash, 11).await.offset,
        11,
        "what is complete stays"
    );
}

async fn arrivals(store: &dyn Store, device: &Device) -> Vec<Sha256> {
    let (changes, ..) = pull_all(store, device, None).await;
    let histories = changes.into_iter().map(|c| match c.what {
        What::Snapshot { history } => history,
        other => panic!("not a snapshot: {other:?}"),
    });
    histories
        .flatten()
        .filter_map(|c| match c.what {
            What::Photograph { sha256 } => Some(sha256),
            _ => None,
        })
        .collect()
}

pub(crate) async fn a_photograph_counts_whether_it_comes_before_its_report_or_after(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let [before, after, attached] = [b"a", b"b", b"c"].map(|b| Sha256::of(b));
    begin(store, device.reporter, before, 1).await;
    store
        .complete_upload(device.reporter, before, at(1))
        .await
        .unwrap();

    let report = phone.new_report();
    let named = [before, after]
        .map(|hash| Attachment::photo(hash, 1))
        .to_vec();
    let file = phone.operation(report, 0, &filing("", named));
    applied(&apply(store, &device, &[&file], 1).await[0]);
    assert_eq!(arrivals(store, &device).await, [before]);

    assert!(begin(store, device.reporter, after, 1).await.is_named);
    for _ in 0..2 {
        store
            .complete_upload(device.reporter, after, at(2))
            .await
            .unwrap();
    }
    assert_eq!(
        arrivals(store, &device).await,
        [before, after],
        "each arrives once"
    );

    begin(store, device.reporter, attached, 1).await;
    store
        .complete_upload(device.reporter, attached, at(3))
        .await
        .unwrap();
    let attachments = vec![Attachment::photo(attached, 1)];
    let attach = phone.operation(report, 1, &Body::Attach { attachments });
    applied(&apply(store, &device, &[&attach], 3).await[0]);
    assert_eq!(arrivals(store, &device).await, [before, after, attached]);
}

pub(crate) async fn unnamed_uploads_have_a_quota_and_expire(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let reporter = device.reporter;
    let named = Sha256::of(b"named");
    let attachments = vec![Attachment::photo(named, PHOTOGRAPH_BYTES)];
    let file = phone.operation(phone.new_report(), 0, &filing("", attachments));
    apply(store, &device, &[&file], 0).await;

    let mut begun = vec![];
    let refused = loop {
        let sha256 = Sha256::of(&[begun.len() as u8]);
        let begin = BeginUpload {
            sha256,
            length: PHOTOGRAPH_BYTES,
        };
        match store.begin_upload(reporter, begin, at(0)).await {
            Ok(upload) => assert!(upload.expires_at.is_some()),
            Err(refused) => break refused,
        }
        begun.push(sha256);
        assert!(begun.len() < 100, "there is no quota");
    };
    assert!(
        matches!(refused, BeginUploadError::QuotaExceeded),
        "{refused:?}"
    );
    let upload = begin(store, reporter, named, PHOTOGRAPH_BYTES).await;
    assert_eq!(upload.expires_at, None, "a named one needs no quota");

    assert_eq!(store.expired_uploads(at(DAY - 1)).await.unwrap(), []);
    assert!(
        !store
            .forget_expired_upload(reporter, begun[0], at(DAY - 1))
            .await
            .unwrap()
    );
    let expired = store.expired_uploads(at(DAY)).await.unwrap();
    assert_eq!(expired.len(), begun.len());
    assert!(!expired.contains(&(reporter, named)));
    let standing = store.upload(reporter, begun[0], at(DAY)).await.unwrap();
    assert_eq!(standing, Standing::Unknown);
    assert!(
        store
            .forget_expired_upload(reporter, begun[0], at(DAY))
            .await
            .unwrap()
    );
    assert!(
        !store
            .forget_expired_upload(reporter, named, at(DAY))
            .await
            .unwrap()
    );
    let standing = store.upload(reporter, named, at(400 * DAY)).await.unwrap();
    assert!(matches!(standing, Standing::At(_)), "{standing:?}");
}

pub(crate) async fn bytes_of_a_withdrawn_report_are_gone(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let reporter = device.reporter;
    let report = phone.new_report();
    let hash = Sha256::of(b"0123456789");
    let named = || vec![Attachment::photo(hash, 10)];
    let file = phone.operation(report, 0, &filing("", named()));
    apply(store, &device, &[&file], 0).await;
    begin(store, reporter, hash, 10).await;
    append(store, reporter, hash, 0, b"0123").await.unwrap();
    let withdraw = phone.operation(report, 1, &Body::Withdraw);
    applied(&apply(store, &device, &[&withdraw], 1).await[0]);

    assert_eq!(
        store.upload(reporter, hash, at(2)).await.unwrap(),
        Standing::Gone
    );
    let late = append(store, reporter, hash, 4, b"45").await;
    assert!(matches!(late, Err(AppendError::Gone)), "{late:?}");
    let late = store.complete_upload(reporter, hash, at(2)).await;
    assert!(matches!(late, Err(CompleteError::Gone)), "{late:?}");
    let again = BeginUpload {
        sha256: hash,
        length: 10,
    };
    let again = store.begin_upload(reporter, again, at(2)).await;
    assert!(matches!(again, Err(BeginUploadError::Gone)), "{again:?}");
    assert_eq!(arrivals(store, &device).await, []);

    // Another report that names it wants it after all.
    let other = phone.operation(phone.new_report(), 0, &filing("", named()));
    apply(store, &device, &[&other], 3).await;
    assert_eq!(begin(store, reporter, hash, 10).await.offset, 0);
    store.complete_upload(reporter, hash, at(4)).await.unwrap();
    assert_eq!(
        arrivals(store, &device).await,
        [hash],
        "it arrives at the living report only"
    );
}

pub(crate) async fn another_reporters_upload_is_unknown(backend: &impl Backend) {
    let store = backend.store();
    let owner = registered(store, &Phone::new(1)).await.reporter;
    let other = registered(store, &Phone::new(2)).await.reporter;
    let hash = Sha256::of(b"a");
    begin(store, owner, hash, 1).await;
    store.complete_upload(owner, hash, at(0)).await.unwrap();
    assert_eq!(
        store.upload(other, hash, at(0)).await.unwrap(),
        Standing::Unknown
    );
    assert_eq!(begin(store, other, hash, 1).await.offset, 0);
}

pub(crate) async fn a_photograph_of_the_result_is_kept_once_an_event_names_it(
    backend: &impl Backend,
) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let reporter = device.reporter;
    let other = registered(store, &Phone::new(2)).await.reporter;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Đê", vec![]));
    apply(store, &device, &[&file], 0).await;
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let accepted = store
        .act(&officer, report, Action::Accept, 2, moment(1))
        .await;
    let version = accepted.unwrap().case.version;
    let [shown, unnamed] = [b"after".as_slice(), b"given up"].map(Sha256::of);
    for sha256 in [shown, unnamed] {
        let begin = BeginUpload { sha256, length: 9 };
        store.begin_result(reporter, begin, at(1)).await.unwrap();
        store.begin_result(reporter, begin, at(1)).await.unwrap();
        assert!(store.result_of(reporter, sha256).await.unwrap().is_none());
    }
    let resolve = |sha256| {
        Action::Resolve(Solution {
            text: "Đã đắp.".into(),
            cause: "Cống hỏng".into(),
            remedy: Remedy::Lasting,
            without_photograph: None,
            photographs: vec![ResultPhotograph {
                sha256,
                bytes: 9,
                width: 3,
                height: 2,
            }],
        })
    };
    // One whose file nobody announced: nothing happens.
    let strange = resolve(Sha256::of(b"nowhere"));
    let undone = store
        .act(&officer, report, strange, version, moment(2))
        .await;
    assert!(matches!(undone, Err(ActError::Store(_))), "{undone:?}");
    let done = store.act(&officer, report, resolve(shown), version, moment(2));
    let case = done.await.unwrap().case;
    assert_eq!(case.status, CaseStatus::Resolved);
    assert_eq!(case.results.len(), 1);

    assert!(store.result_of(reporter, shown).await.unwrap().is_some());
    assert!(store.result_of(other, shown).await.unwrap().is_none());
    assert!(store.result_of(reporter, unnamed).await.unwrap().is_none());
    let whose = store.photograph(&officer, report, shown).await.unwrap();
    assert_eq!(whose, Some(reporter));
    let standing = store.upload(reporter, shown, at(400 * DAY)).await.unwrap();
    assert!(
        matches!(&standing, Standing::At(upload) if upload.is_complete() && upload.is_named),
        "{standing:?}"
    );
    let expired = store.expired_uploads(at(2 * DAY)).await.unwrap();
    assert_eq!(expired, [(reporter, unnamed)]);
}
