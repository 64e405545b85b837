//! Drafts: what is kept of them, where they are, which photographs they take.

use super::*;

#[test]
fn a_draft_is_kept_at_every_change_and_thrown_away_only_on_request() {
    let phone = phone();
    let id = phone.app.new_draft("dyke").unwrap();
    phone
        .app
        .edit_draft(
            id,
            DraftEdit {
                text: Some("Đê".into()),
                ..DraftEdit::default()
            },
        )
        .unwrap();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    let Phone {
        app,
        server,
        clock,
        folder,
    } = phone;
    drop(app);

    let app = open(&folder, &server, &clock);
    let draft = &app.drafts().unwrap()[0];
    assert_eq!(
        (draft.id, draft.text.as_str(), draft.photographs.len()),
        (id, "Đê", 1)
    );
    assert!(draft.photographs[0].bytes <= 300_000);
    app.discard_draft(id).unwrap();
    assert!(app.drafts().unwrap().is_empty());
    assert!(matches!(app.draft(id), Err(Error::NotFound)));
}

#[test]
fn a_photograph_comes_first_and_its_category_later() {
    let Phone {
        app,
        server,
        clock,
        folder,
    } = phone();
    let id = app.begin_draft().unwrap();
    app.add_photo(id, PHOTOGRAPH).unwrap();
    let place = Some(in_tam_tien());
    let edit = DraftEdit {
        place,
        ..DraftEdit::default()
    };
    app.edit_draft(id, edit).unwrap();
    drop(app);

    let app = open(&folder, &server, &clock);
    let draft = app.draft(id).unwrap();
    assert_eq!((draft.category.as_str(), draft.photographs.len()), ("", 1));
    let expected = Problem {
        field: Field::Category,
        code: Code::CategoryRequired,
    };
    assert_eq!(draft.problems, [expected]);
    assert!(matches!(
        app.submit(id),
        Err(Error::Incomplete(problems)) if problems == [expected]
    ));

    let category = Some("dyke".into());
    let edit = DraftEdit {
        category,
        ..DraftEdit::default()
    };
    app.edit_draft(id, edit).unwrap();
    app.submit(id).unwrap();
    assert_eq!(app.report(id).unwrap().summary.category, "dyke");
}

#[test]
fn the_commune_is_found_offline_and_one_chosen_by_hand_stays() {
    let phone = phone();
    let id = phone.complete_draft();
    let whereabouts = || phone.app.draft(id).unwrap().whereabouts;
    let in_commune = |code: &str, name: &str, by_hand| Whereabouts::Commune {
        code: code.into(),
        name: name.into(),
        by_hand,
    };
    assert_eq!(whereabouts(), in_commune("07264", "Xã Tam Tiến", false));

    let place = |place| DraftEdit {
        place: Some(place),
        ..DraftEdit::default()
    };
    phone
        .app
        .edit_draft(id, place(PlaceEdit::InCommune("07210".into())))
        .unwrap();
    phone.app.edit_draft(id, place(in_tam_tien())).unwrap();
    assert_eq!(whereabouts(), in_commune("07210", "Phường Bắc Giang", true));
}

#[test]
fn where_exactly_is_kept_as_typed_and_filed_normalised() {
    let phone = phone();
    let id = phone.complete_draft();
    let detail = |detail: &str| {
        let edit = DraftEdit {
            detail: Some(detail.into()),
            ..DraftEdit::default()
        };
        phone.app.edit_draft(id, edit).unwrap();
        phone.app.draft(id).unwrap().place.detail
    };
    let typed = "Thôn Đông,  ca\u{323}nh trạm bơm ";
    assert_eq!(detail(typed).as_deref(), Some(typed));
    assert_eq!(detail(""), None);
    detail(typed);
    let nowhere = DraftEdit {
        place: Some(PlaceEdit::Nowhere),
        ..DraftEdit::default()
    };
    phone.app.edit_draft(id, nowhere).unwrap();
    assert_eq!(
        phone.app.draft(id).unwrap().place.detail.as_deref(),
        Some(typed)
    );
    let again = DraftEdit {
        place: Some(in_tam_tien()),
        ..DraftEdit::default()
    };
    phone.app.edit_draft(id, again).unwrap();

    let filed = |id| {
        let store = &phone.app.inner.store;
        let report = store.read(|view| view.report(id)).unwrap();
        report.filing(vec![], 1)
    };
    let expected = Some("Thôn Đông,  cạnh trạm bơm");
    assert_eq!(filed(id).place.detail.as_deref(), expected);
    assert_eq!(filed(id).check(), Ok(()));
    detail("  \n");
    assert_eq!(filed(id).place.detail, None);

    detail(&"ơ".repeat(201));
    assert!(matches!(
        phone.app.submit(id),
        Err(Error::Incomplete(problems)) if problems == [Problem {
            field: Field::Detail,
            code: Code::DetailTooLong,
        }]
    ));
    detail(&"ơ".repeat(200));
    phone.app.submit(id).unwrap();
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

#[test]
fn outside_the_province_is_said_and_nothing_is_lost() {
    let phone = phone();
    let id = phone.complete_draft();
    let hanoi = Point {
        lat: 21.0285,
        lon: 105.8542,
        accuracy: None,
    };
    let edit = DraftEdit {
        place: Some(PlaceEdit::At(hanoi)),
        ..DraftEdit::default()
    };
    phone.app.edit_draft(id, edit).unwrap();
    let draft = phone.app.draft(id).unwrap();
    assert_eq!(
        (draft.text.as_str(), draft.place.point),
        ("Đê vỡ", Some(hanoi))
    );
    assert!(matches!(
        draft.whereabouts,
        Whereabouts::OutsideProvince { .. }
    ));
    assert!(matches!(
        phone.app.submit(id),
        Err(Error::Incomplete(problems)) if problems[0].field == Field::Place
    ));
    assert_eq!(phone.delivery(id), Delivery::Draft);
}

#[test]
fn a_file_descriptor_serves_as_well_as_a_reader() {
    let phone = phone();
    let id = phone.app.new_draft("waste").unwrap();
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, PHOTOGRAPH).unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    let by_descriptor = phone.app.add_photo_fd(id, file.into()).unwrap();
    let by_reader = phone.app.add_photo(id, Cursor::new(PHOTOGRAPH)).unwrap();
    assert_eq!(by_descriptor, by_reader, "the same picture is kept once");
    let kept = phone.app.photo(by_reader).unwrap();
    assert!(!kept.windows(4).any(|bytes| bytes == b"Exif"));
    assert!(phone.app.thumbnail(by_reader).unwrap().len() < kept.len());
}

#[test]
fn what_is_no_photograph_is_refused_and_the_draft_stays_as_it_was() {
    let phone = phone();
    let id = phone.complete_draft();
    let error = phone.app.add_photo(id, &PHOTOGRAPH[..2_000]).unwrap_err();
    assert!(matches!(error, Error::Photograph(_)), "{error}");
    assert!(matches!(
        phone.app.add_photo(id, &b"GIF89a"[..]),
        Err(Error::Photograph(_))
    ));
    assert_eq!(phone.app.draft(id).unwrap().photographs, []);
}

#[test]
fn a_seventh_photograph_is_refused_before_any_work() {
    let phone = phone();
    let id = phone.complete_draft();
    phone
        .app
        .inner
        .store
        .write(|view| {
            for n in 0..6 {
                let jpeg = vec![n; 9];
                let new = crate::store::NewPhotograph {
                    jpeg,
                    thumbnail: vec![],
                    width: 1,
                    height: 1,
                };
                view.add_photograph(id, &new)?;
            }
            Ok(())
        })
        .unwrap();
    // Not even a photograph: it isn't looked at.
    assert!(matches!(
        phone.app.add_photo(id, &b""[..]),
        Err(Error::TooManyPhotographs)
    ));
}
