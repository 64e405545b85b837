//! Promises about where cases lie.

use langnghe_wire::{Body, CaseStatus};

use super::{
    Backend, applied, apply,
    cases::user,
    moment,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::Action,
    identity::{Scope, User},
    store::{Assigned, CaseFilter, Count, DueFilter, MapPart, StatusFilter},
};

pub(crate) async fn the_map_shows_where_the_cases_of_a_scope_lie(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut reports = vec![];
    for _ in 0..3 {
        let report = phone.new_report();
        let file = phone.operation(report, 0, &filing("Đê", vec![]));
        apply(store, &device, &[&file], 1).await;
        reports.push(report);
    }
    let officer = user(store, "Lan", Scope::Unit("07264-kt".into())).await;
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;
    let part = MapPart {
        west: 105.0,
        south: 20.0,
        east: 107.0,
        north: 22.0,
        zoom: 9,
    };
    let shown = async |viewer: &User, filter: &CaseFilter| {
        let clusters = store.clusters(viewer, filter.clone(), part).await.unwrap();
        clusters.iter().map(|c| c.n).collect::<Vec<_>>()
    };
    let open = CaseFilter::default();
    assert_eq!(shown(&officer, &open).await, [3]);
    assert!(shown(&stranger, &open).await.is_empty());
    let refuse = Action::Refuse {
        reason: "Trùng".into(),
        belongs: "Điện lực".into(),
    };
    store
        .act(&officer, reports[0], refuse, 2, moment(2))
        .await
        .unwrap();
    assert_eq!(shown(&officer, &open).await, [2]);
    let all = CaseFilter {
        status: StatusFilter::All,
        ..CaseFilter::default()
    };
    assert_eq!(shown(&officer, &all).await, [3]);
    let narrow = CaseFilter {
        status: StatusFilter::Only(CaseStatus::Refused),
        ..CaseFilter::default()
    };
    let one = store.clusters(&officer, narrow, part).await.unwrap();
    assert_eq!((one[0].n, one[0].only), (1, Some(reports[0])));
    let elsewhere = MapPart {
        west: 100.0,
        east: 101.0,
        ..part
    };
    let nothing = store.clusters(&officer, open, elsewhere).await.unwrap();
    assert_eq!(nothing, []);
}

pub(crate) async fn each_commune_counts_the_cases_of_a_filter(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut reports = vec![];
    for (commune, category) in [
        ("07264", "dyke"),
        ("07264", "staff_conduct"),
        ("07210", "dyke"),
    ] {
        let report = phone.new_report();
        let mut body = filing("Đê", vec![]);
        if let Body::File(filing) = &mut body {
            filing.category = category.into();
            filing.place.point = None;
            filing.place.commune = Some(commune.into());
        }
        let file = phone.operation(report, 0, &body);
        let outcome = apply(store, &device, &[&file], 1).await;
        applied(&outcome[0]);
        reports.push(report);
    }
    let province = user(store, "Mai", Scope::Province).await;
    let lan = user(store, "Lan", Scope::Commune("07264".into())).await;
    let counts = async |viewer: &User, filter: &CaseFilter| {
        let counts = store.count_by_commune(viewer, filter.clone()).await;
        counts.unwrap().into_iter().collect::<Vec<_>>()
    };
    let of = |code: &str, n| (code.to_owned(), Count::exactly(n));
    let open = CaseFilter::default();
    let both = [of("07210", 1), of("07264", 2)];
    assert_eq!(counts(&province, &open).await, both);
    // What is about its own staff isn't counted before a commune.
    assert_eq!(counts(&lan, &open).await, [of("07264", 1)]);
    let dykes = CaseFilter {
        category: Some("dyke".into()),
        ..CaseFilter::default()
    };
    let each = [of("07210", 1), of("07264", 1)];
    assert_eq!(counts(&province, &dykes).await, each);
    assert_eq!(counts(&lan, &dykes).await, [of("07264", 1)]);

    let refuse = Action::Refuse {
        reason: "Trùng".into(),
        belongs: "Điện lực".into(),
    };
    let acted = store.act(&lan, reports[0], refuse, 2, moment(2)).await;
    acted.unwrap();
    assert_eq!(counts(&lan, &open).await, []);
    assert_eq!(counts(&province, &open).await, each);
    let only = |status| CaseFilter {
        status,
        ..CaseFilter::default()
    };
    let refused = only(StatusFilter::Only(CaseStatus::Refused));
    assert_eq!(counts(&province, &refused).await, [of("07264", 1)]);
    let all = only(StatusFilter::All);
    assert_eq!(counts(&province, &all).await, both);
}

pub(crate) async fn a_commune_counts_all_that_the_index_tells_and_says_where_it_stopped(
    backend: &impl Backend,
) {
    /// More than anything is counted one by one.
    const MANY: usize = 104;
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut files = vec![];
    for n in 0..MANY + 3 {
        let text = if n % 2 == 0 {
            "Ổ gà to"
        } else {
            "Đèn tắt"
        };
        let mut body = filing(text, vec![]);
        if let Body::File(filing) = &mut body {
            filing.place.point = None;
            let commune = if n < MANY { "07264" } else { "07210" };
            filing.place.commune = Some(commune.into());
        }
        files.push(phone.operation(phone.new_report(), 0, &body));
    }
    for some in files.chunks(20) {
        apply(store, &device, &some.iter().collect::<Vec<_>>(), 1).await;
    }
    let province = user(store, "Mai", Scope::Province).await;
    let counts = async |filter: CaseFilter| {
        let counts = store.count_by_commune(&province, filter).await.unwrap();
        let counts = counts.into_iter();
        let counts = counts.map(|(code, count)| (code, count.n, count.or_more));
        counts.collect::<Vec<_>>()
    };
    let [there, here] = ["07210", "07264"].map(str::to_owned);
    let half = MANY as u64 / 2;
    let words = CaseFilter {
        words: Some("ga to ".into()),
        category: Some("dyke".into()),
        ..CaseFilter::default()
    };
    let told = [(there.clone(), 2, false), (here.clone(), half, false)];
    assert_eq!(counts(words.clone()).await, told);
    let in_a_row = CaseFilter {
        words: Some("\"ga to\"".into()),
        ..words.clone()
    };
    assert_eq!(counts(in_a_row).await, told);
    for nowhere in ["\"to ga\"", "khong co"] {
        let nowhere = CaseFilter {
            words: Some(nowhere.into()),
            ..words.clone()
        };
        assert_eq!(counts(nowhere).await, []);
    }

    // Clocks aren't in the index: each commune is counted a little way.
    let late = CaseFilter {
        due: Some(DueFilter::Before(at(60 * 86_400))),
        ..CaseFilter::default()
    };
    let told = [(there, 3, false), (here.clone(), 99, true)];
    assert_eq!(counts(late.clone()).await, told);
    let nobodys = CaseFilter {
        assignee: Some(Assigned::ToNobody),
        ..CaseFilter::default()
    };
    assert_eq!(counts(nobodys).await, told);
    let one = CaseFilter {
        commune: Some(here.clone()),
        category: Some("dyke".into()),
        ..CaseFilter::default()
    };
    assert_eq!(counts(one).await, [(here, MANY as u64, false)]);
    let not_yet = CaseFilter {
        due: Some(DueFilter::Before(at(0))),
        ..late
    };
    assert_eq!(counts(not_yet).await, []);
}
