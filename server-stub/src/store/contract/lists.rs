//! Promises about lists of cases: their order, their pages, what is found by words, what is new.

use langnghe_wire::CaseStatus;

use super::{
    Backend, apply,
    cases::{list, user},
    moment,
    phone::{Phone, at, filing},
    registered,
};
use crate::{
    case::Action,
    identity::{Scope, User},
    store::{CaseFilter, CasePage, Count, DueFilter, Page, StatusFilter},
};

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

pub(crate) async fn what_is_late_is_found_by_words_the_most_pressing_first(backend: &impl Backend) {
    /// So many that most words are none that few have.
    const MANY: usize = 150;
    let store = backend.store();
    let phone = Phone::new(1);
    let device = registered(store, &phone).await;
    let mut filed = vec![];
    for n in 0..MANY {
        let report = phone.new_report();
        let text = match n {
            _ if n % 40 == 7 => "Ổ gà to, cầu gãy",
            _ if n % 6 == 3 => "Đèn tắt",
            _ => "Ổ gà to",
        };
        let file = phone.operation(report, 0, &filing(text, vec![]));
        apply(store, &device, &[&file], i64::try_from(n).unwrap() * 3_600).await;
        filed.push((report, text));
    }
    let officer = user(store, "Lan", Scope::Unit("07264-kt".into())).await;
    let stranger = user(store, "Xa", Scope::Commune("07267".into())).await;
    let late = |words: &str, now| CaseFilter {
        words: Some(words.into()),
        due: Some(DueFilter::Before(now)),
        ..CaseFilter::default()
    };
    // By then the clocks of most have run out, and in the order in which they came.
    let now = at(14 * 86_400);
    for (words, texts) in [
        ("o ga", ["Ổ gà to", "Ổ gà to, cầu gãy"].as_slice()),
        ("\"ga to\" o", &["Ổ gà to", "Ổ gà to, cầu gãy"]),
        ("cau ga", &["Ổ gà to, cầu gãy"]),
    ] {
        let expected: Vec<_> = (filed.iter())
            .filter(|(_, text)| texts.contains(text))
            .map(|(report, _)| *report)
            .collect();
        let (mut found, mut turn) = (vec![], None);
        loop {
            let page = Page { turn, limit: 50 };
            let page = store.cases(&officer, late(words, now), page).await.unwrap();
            found.extend(page.cases.iter().map(|case| case.id));
            let Some(next) = page.next else { break };
            turn = Some(next);
        }
        assert_eq!(found, expected, "{words}");
        let page = store.cases(&stranger, late(words, now), Page::default());
        assert!(page.await.unwrap().cases.is_empty(), "{words}");
    }
    let nothing = store.cases(&officer, late("o ga", at(0)), Page::default());
    assert!(
        nothing.await.unwrap().cases.is_empty(),
        "nothing is late yet"
    );
    let nowhere = store.cases(&officer, late("ga canh", now), Page::default());
    assert!(nowhere.await.unwrap().cases.is_empty());
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
