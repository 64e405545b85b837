//! Promises about cases, as officers see them.

use langnghe_wire::{Attachment, Body, CaseStatus, Sha256};

use super::{
    Backend, applied, apply, moment,
    operations::everyone,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::{Action, Actor, Event, Refusal},
    identity::{Account, NewUser, PasswordHash, Role, Scope, User},
    store::{
        ActError, BeginUpload, CaseFilter, CasePage, Count, DueFilter, MapPart, Page, StatusFilter,
        Store,
    },
};

pub(crate) async fn list(store: &dyn Store, viewer: &User, status: StatusFilter) -> CasePage {
    let filter = CaseFilter {
        status,
        ..CaseFilter::default()
    };
    store.cases(viewer, filter, Page::default()).await.unwrap()
}

pub(super) async fn user(store: &dyn Store, name: &str, scope: Scope) -> User {
    let new = NewUser {
        name: name.into(),
        role: Role::Officer,
        scope,
        password: PasswordHash::from_stored("x".into()),
    };
    store.add_user(new, at(0)).await.unwrap()
}

pub(crate) async fn a_viewer_sees_the_cases_of_their_scope_and_no_others(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    apply(
        store,
        &device,
        &[&phone.operation(report, 0, &filing("Đê", vec![]))],
        1,
    )
    .await;

    let scopes = [
        (Scope::Province, true),
        (Scope::Commune("07264".into()), true),
        (Scope::Unit("07264-kt".into()), true),
        (Scope::Unit("07264-vp".into()), false),
        (Scope::Commune("07267".into()), false),
    ];
    for (scope, sees) in scopes {
        let viewer = user(store, &format!("{scope:?}"), scope).await;
        let listed = list(store, &viewer, StatusFilter::All).await;
        assert_eq!(listed.total, Count::exactly(u64::from(sees)), "{viewer:?}");
        assert_eq!(listed.cases.len(), usize::from(sees));
        assert_eq!(store.case(&viewer, report).await.unwrap().is_some(), sees);
        let counts = store.count_cases(&viewer, at(2)).await.unwrap();
        assert_eq!(counts.by_status.len(), usize::from(sees));
        let act = store
            .act(&viewer, report, Action::Accept, 99, moment(2))
            .await;
        assert_eq!(matches!(act, Err(ActError::NotFound)), !sees, "{act:?}");
        if sees {
            store.record_look(viewer.id, report, at(2)).await.unwrap();
        }
    }
}

pub(crate) async fn a_case_is_seen_to_by_people_of_its_unit_and_commune(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let filed = phone.operation(report, 0, &filing("Đê", vec![]));
    apply(store, &device, &[&filed], 1).await;
    let unit = Scope::Unit("07264-kt".into());
    let minh = user(store, "minh", unit).await;
    let lan = user(store, "lan", Scope::Commune("07264".into())).await;
    let gone = user(store, "gone", Scope::Unit("07264-kt".into())).await;
    let vp = user(store, "vp", Scope::Unit("07264-vp".into())).await;
    let elsewhere = user(store, "elsewhere", Scope::Commune("07267".into())).await;
    let province = user(store, "province", Scope::Province).await;
    let account = store.account(gone.id).await.unwrap().unwrap();
    let disabled = Account {
        disabled_at: Some(at(2)),
        ..account
    };
    let ended = store.change_account(province.id, disabled, None, at(2));
    ended.await.unwrap();

    let told = async |viewer: &User| store.colleagues(viewer, report).await.unwrap();
    let both = vec![(lan.id, lan.name.clone()), (minh.id, minh.name.clone())];
    for viewer in [&lan, &minh, &province] {
        assert_eq!(told(viewer).await, both, "{viewer:?}");
    }
    assert_eq!(told(&elsewhere).await, vec![]);

    // Whom a list can be narrowed to: who may have what the viewer sees.
    let officers = async |viewer: &User, commune: Option<&str>| {
        let found = store.officers(viewer, commune.map(str::to_owned));
        let found = found.await.unwrap().into_iter();
        found.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let commune = [lan.id, minh.id, vp.id];
    assert_eq!(officers(&lan, None).await, commune);
    assert_eq!(officers(&lan, Some("07267")).await, commune);
    assert_eq!(officers(&minh, None).await, [lan.id, minh.id]);
    assert_eq!(officers(&elsewhere, None).await, [elsewhere.id]);
    assert_eq!(officers(&province, None).await, []);
    assert_eq!(officers(&province, Some("07264")).await, commune);
}

pub(crate) async fn an_officer_acts_on_what_they_have_seen_only(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    apply(
        store,
        &device,
        &[&phone.operation(report, 0, &filing("Đê", vec![]))],
        1,
    )
    .await;
    let officer = user(store, "Lan", Scope::Commune("07264".into())).await;
    let seen = store.case(&officer, report).await.unwrap().unwrap();
    assert_eq!(seen.case.version, 2);

    let stale = store
        .act(&officer, report, Action::Accept, 1, moment(2))
        .await;
    assert!(matches!(stale, Err(ActError::Changed)), "{stale:?}");
    let early = store
        .act(&officer, report, Action::Start, 2, moment(2))
        .await;
    assert!(
        matches!(early, Err(ActError::Refused(Refusal::NotNow))),
        "{early:?}"
    );
    let accepted = store
        .act(&officer, report, Action::Accept, 2, moment(3))
        .await
        .unwrap();
    assert_eq!(
        (accepted.case.status, accepted.case.version),
        (CaseStatus::Accepted, 3)
    );
    let again = store
        .act(&officer, report, Action::Accept, 2, moment(4))
        .await;
    assert!(matches!(again, Err(ActError::Changed)), "{again:?}");

    let last = accepted.history.last().unwrap();
    assert_eq!(last.user.as_deref(), Some("Lan"));
    assert_eq!(
        (last.event.actor, last.event.at),
        (Actor::Staff(officer.id), at(3))
    );
    assert!(matches!(
        last.event.event,
        Event::Status {
            status: CaseStatus::Accepted,
            ..
        }
    ));
    assert_eq!(
        store.case(&officer, report).await.unwrap().unwrap(),
        accepted
    );
}

pub(crate) async fn lists_are_ordered_by_the_next_clock_and_filtered(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let day = 86_400;
    let mut reports = vec![];
    for age in 0..4 {
        let report = phone.new_report();
        let file = phone.operation(report, 0, &filing("Đê", vec![]));
        apply(store, &device, &[&file], age * 7 * day).await;
        reports.push(report);
    }
    let officer = user(store, "Lan", Scope::Province).await;
    let listed = list(store, &officer, StatusFilter::Open).await;
    let ids: Vec<_> = listed.cases.iter().map(|c| c.id).collect();
    assert_eq!(ids, reports);

    let refuse = Action::Refuse {
        reason: "Không thuộc thẩm quyền".into(),
        belongs: "Sở Xây dựng".into(),
    };
    store
        .act(&officer, reports[0], refuse, 2, moment(1))
        .await
        .unwrap();
    let open = list(store, &officer, StatusFilter::Open).await;
    assert_eq!(open.total, Count::exactly(3));
    let only = StatusFilter::Only(CaseStatus::Refused);
    assert_eq!(list(store, &officer, only).await.cases[0].id, reports[0]);
    let all = list(store, &officer, StatusFilter::All).await;
    assert_eq!(all.total, Count::exactly(4));
    let ids: Vec<_> = all.cases.iter().map(|c| c.id).collect();
    assert_eq!(ids, reports.iter().rev().copied().collect::<Vec<_>>());

    // A week after the second, its first clock has run out, and the third's hasn't.
    let now = at(2 * 7 * day + 1);
    let overdue = CaseFilter {
        due: Some(DueFilter::Before(now)),
        ..CaseFilter::default()
    };
    let page = store
        .cases(&officer, overdue, Page::default())
        .await
        .unwrap();
    assert_eq!(
        page.cases.iter().map(|c| c.id).collect::<Vec<_>>(),
        [reports[1]]
    );
    let counts = store.count_cases(&officer, now).await.unwrap();
    assert_eq!(counts.overdue, Count::exactly(1));
}

pub(crate) async fn pages_lead_on_and_back_over_every_case_once(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut reports = vec![];
    for age in 0..7 {
        let report = phone.new_report();
        let file = phone.operation(report, 0, &filing("Đê", vec![]));
        // Two of each share a deadline: their order of arrival decides.
        apply(store, &device, &[&file], age / 2 * 86_400).await;
        reports.push(report);
    }
    let officer = user(store, "Lan", Scope::Unit("07264-kt".into())).await;
    for status in [StatusFilter::Open, StatusFilter::All] {
        let filter = CaseFilter {
            status,
            ..CaseFilter::default()
        };
        let turned = async |turn| {
            let page = Page { turn, limit: 3 };
            store.cases(&officer, filter.clone(), page).await.unwrap()
        };
        let ids = |page: &CasePage| page.cases.iter().map(|c| c.id).collect::<Vec<_>>();
        let mut expected = reports.clone();
        if status == StatusFilter::All {
            expected.reverse();
        }
        let first = turned(None).await;
        assert_eq!(
            (ids(&first), first.previous),
            (expected[..3].to_vec(), None)
        );
        let second = turned(first.next).await;
        assert_eq!(ids(&second), expected[3..6]);
        let third = turned(second.next).await;
        assert_eq!((ids(&third), third.next), (expected[6..].to_vec(), None));
        let back = turned(third.previous).await;
        assert_eq!(ids(&back), expected[3..6]);
        let back = turned(back.previous).await;
        assert_eq!((ids(&back), back.previous), (expected[..3].to_vec(), None));
        assert_eq!(back.total, Count::exactly(7));
    }
}

pub(crate) async fn a_case_is_found_by_what_was_said_without_accents(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut reports = vec![];
    for text in ["Đường hỏng, ổ gà to.", "Đê nứt sau nhà ông Bảy"] {
        let report = phone.new_report();
        let file = phone.operation(report, 0, &filing(text, vec![]));
        apply(store, &device, &[&file], 1).await;
        reports.push(report);
    }
    let officer = user(store, "Lan", Scope::Unit("07264-kt".into())).await;
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;
    let found = async |viewer: &User, words: &str, status| {
        let filter = CaseFilter {
            words: Some(words.into()),
            status,
            ..CaseFilter::default()
        };
        let page = store.cases(viewer, filter, Page::default()).await.unwrap();
        let ids: Vec<_> = page.cases.iter().map(|c| c.id).collect();
        assert_eq!(page.total, Count::exactly(ids.len() as u64), "{words}");
        ids
    };
    let open = StatusFilter::Open;
    let [road, dyke] = [reports[0], reports[1]];
    for (words, expected) in [
        ("duong", vec![road]),
        ("ĐƯỜNG hong", vec![road]),
        ("\"o ga\"", vec![road]),
        ("\"ga o\"", vec![]),
        ("ga o ", vec![road]),
        ("nh", vec![dyke]),
        ("nh ", vec![]),
        ("nut OR duong", vec![]),
        ("-nut* \"", vec![dyke]),
        ("words:duong", vec![]),
        ("_open", vec![]),
        ("%", vec![]),
    ] {
        assert_eq!(found(&officer, words, open).await, expected, "{words}");
        assert_eq!(found(&stranger, words, open).await, [], "{words}");
    }
    let case = store.case(&officer, road).await.unwrap().unwrap().case;
    for typed in [
        case.reference.as_str(),
        &case.reference.as_str().to_lowercase()[..9],
    ] {
        assert_eq!(found(&officer, typed, open).await, [road], "{typed}");
        assert_eq!(found(&stranger, typed, open).await, []);
    }

    // What is answered is found too, and what is over no longer among what is open.
    let reply = Action::Reply {
        text: "Tổ kỹ thuật đến thứ Sáu".into(),
        public: false,
    };
    store
        .act(&officer, road, reply, 2, moment(3))
        .await
        .unwrap();
    let refuse = Action::Refuse {
        reason: "Trùng".into(),
        belongs: "Điện lực".into(),
    };
    store
        .act(&officer, road, refuse, 3, moment(4))
        .await
        .unwrap();
    assert_eq!(found(&officer, "ky thuat", open).await, []);
    assert_eq!(found(&officer, "ky thuat", StatusFilter::All).await, [road]);
}

pub(crate) async fn a_case_is_news_until_it_was_looked_at(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let file = phone.operation(report, 0, &filing("Đê", vec![]));
    apply(store, &device, &[&file], 1).await;
    let lan = user(store, "Lan", Scope::Commune("07264".into())).await;
    let hoa = user(store, "Hoa", Scope::Commune("07264".into())).await;
    let unread = async |viewer: &User| {
        let news = CaseFilter {
            unread: true,
            ..CaseFilter::default()
        };
        let page = store.cases(viewer, news, Page::default()).await.unwrap();
        let all = list(store, viewer, StatusFilter::Open).await;
        assert_eq!(all.cases[0].unread, page.cases.len() == 1);
        all.cases[0].unread
    };
    assert!(unread(&lan).await && unread(&hoa).await);
    store.record_look(lan.id, report, at(2)).await.unwrap();
    assert!(!unread(&lan).await && unread(&hoa).await);
    // What one does oneself is no news to oneself, but to others.
    store.record_look(hoa.id, report, at(3)).await.unwrap();
    store
        .act(&lan, report, Action::Accept, 2, moment(4))
        .await
        .unwrap();
    assert!(!unread(&lan).await && unread(&hoa).await);
}

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
        let counts = counts.unwrap();
        assert!(!counts.or_more);
        counts.by_code.into_iter().collect::<Vec<_>>()
    };
    let of = |code: &str, n| (code.to_owned(), n);
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

pub(crate) async fn photographs_are_shown_with_their_case_only(backend: &impl Backend) {
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let report = phone.new_report();
    let (photo, other) = (Sha256::of(b"one"), Sha256::of(b"other"));
    let attachments = vec![Attachment::photo(photo, 3)];
    let file = phone.operation(report, 0, &filing("Đê", attachments));
    apply(store, &device, &[&file], 1).await;
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;

    let viewer = everyone();
    let shown =
        async |viewer: &User, sha256| store.photograph(viewer, report, sha256).await.unwrap();
    assert_eq!(shown(&viewer, photo).await, None, "not here yet");
    for sha256 in [photo, other] {
        let begin = BeginUpload { sha256, length: 3 };
        store
            .begin_upload(device.reporter, begin, at(1))
            .await
            .unwrap();
        store
            .complete_upload(device.reporter, sha256, at(1))
            .await
            .unwrap();
    }
    assert_eq!(shown(&viewer, photo).await, Some(device.reporter));
    assert_eq!(shown(&viewer, other).await, None, "not the case's");
    assert_eq!(shown(&stranger, photo).await, None, "not the viewer's");
    let listed = list(store, &viewer, StatusFilter::Open)
        .await
        .cases
        .remove(0);
    assert_eq!(listed.first_photograph, Some(photo));
    assert_eq!(
        (listed.photographs_arrived, listed.photographs_named),
        (1, 1)
    );
}
