mod attach;
mod results;
mod usage;

use std::{
    io::Cursor,
    sync::{Mutex, mpsc},
    time::Duration,
};

use jiff::SignedDuration;
use langnghe_wire::{CaseStatus, Code, Point, ReportId, What, words::Words};
use tempfile::TempDir;

use super::*;
use crate::{
    report::{Delivery, DraftEdit, Field, PlaceEdit, Problem, WayOut, Whereabouts},
    testing::{ManualClock, ModelServer, SeededEntropy},
};

/// A photograph from a real phone, held upright by its EXIF only.
const PHOTOGRAPH: &[u8] = include_bytes!("../../photo/fixtures/Landscape_6.jpg");
/// Long enough for any machine; what is waited for comes as soon as it can.
const PATIENCE: Duration = Duration::from_secs(60);

struct Phone {
    app: App,
    server: Arc<ModelServer>,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

fn phone() -> Phone {
    let start = "2026-11-23T08:00:00Z".parse().unwrap();
    let (server, clock) = (
        Arc::new(ModelServer::new(start)),
        Arc::new(ManualClock::at(start)),
    );
    let folder = TempDir::new().unwrap();
    let app = open(&folder, &server, &clock);
    Phone {
        app,
        server,
        clock,
        folder,
    }
}

fn open(folder: &TempDir, server: &Arc<ModelServer>, clock: &Arc<ManualClock>) -> App {
    let config = Config {
        folder: folder.path().to_owned(),
        app: "test".into(),
    };
    let ports = Ports {
        clock: Arc::clone(clock) as _,
        entropy: Arc::new(SeededEntropy::new(1)),
        transport: Some(Arc::clone(server) as _),
    };
    App::open(config, StoreKey::from_bytes([7; 32]), ports).unwrap()
}

fn in_tam_tien() -> PlaceEdit {
    PlaceEdit::At(Point {
        lat: 21.5025,
        lon: 106.076,
        accuracy: Some(8.0),
    })
}

impl Phone {
    fn complete_draft(&self) -> ReportId {
        let id = self.app.new_draft("dyke").unwrap();
        let text = Some("Đê vỡ".into());
        let edit = DraftEdit {
            text,
            place: Some(in_tam_tien()),
            ..DraftEdit::default()
        };
        self.app.edit_draft(id, edit).unwrap();
        id
    }

    fn submitted(&self) -> ReportId {
        let id = self.complete_draft();
        self.app.submit(id).unwrap();
        id
    }

    fn delivery(&self, id: ReportId) -> Delivery {
        self.app.report(id).unwrap().summary.delivery
    }

    /// The photographs of a report whose pixels are kept.
    fn pixels(&self, id: ReportId) -> Vec<Vec<u8>> {
        let photographs = self.app.report(id).unwrap().photographs;
        let kept = photographs.iter().map(|p| self.app.photo(p.id));
        kept.filter_map(Result::ok).collect()
    }

    /// Stops the queue: what is said next waits, whatever its thread would have been quick enough
    /// for.
    fn rest(&self) {
        self.app.pause();
        self.app.inner.store.reopen().unwrap();
    }

    fn sync(&self) -> SyncSummary {
        self.app.resume().unwrap();
        self.app.sync_now(PATIENCE).unwrap()
    }
}

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

#[test]
fn from_a_draft_to_an_answer() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Waiting);
    assert!(matches!(phone.app.submit(id), Err(Error::NotADraft)));
    assert!(matches!(
        phone.app.edit_draft(id, DraftEdit::default()),
        Err(Error::NotADraft)
    ));

    let summary = phone.sync();
    assert_eq!(
        (summary.reached, summary.pending, summary.parked),
        (true, 0, 0)
    );
    assert_eq!(phone.delivery(id), Delivery::Complete);
    let reports = phone.app.reports().unwrap();
    assert!(reports[0].reference().is_some());

    let unit = Words::both("Phòng Kinh tế", "Economy Office");
    phone.server.happens(
        id,
        What::Status {
            status: CaseStatus::Accepted,
            reason: None,
            photographs: vec![],
        },
    );
    phone.server.happens(
        id,
        What::Reply {
            text: "Đã cử người.".into(),
            unit,
        },
    );
    phone.sync();
    phone.rest();
    let case = phone.app.report(id).unwrap().summary.case.unwrap();
    assert_eq!(case.status, CaseStatus::Accepted);
    assert_eq!(
        case.replies().next().map(|(text, ..)| text),
        Some("Đã cử người.")
    );
}

#[test]
fn paused_it_answers_closed_and_resumed_it_goes_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.app.pause();
    assert!(matches!(phone.app.reports(), Err(Error::Closed)));
    assert!(matches!(phone.app.new_draft("dyke"), Err(Error::Closed)));
    assert!(
        matches!(phone.app.sync_now(PATIENCE), Err(Error::Closed)),
        "at once"
    );
    phone.app.resume().unwrap();
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

#[test]
fn a_parked_report_is_copied_into_a_draft_that_takes_its_place() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.server.refuses(id, Code::UnknownCategory);
    assert_eq!(phone.sync().parked, 1);
    assert_eq!(phone.delivery(id), Delivery::Parked);
    let parked = &phone.app.report(id).unwrap().summary.parked[0];
    assert_eq!(parked.ways_out, [WayOut::Copy, WayOut::Withdraw]);
    assert!(!parked.guidance().way_out.vi.is_empty());

    let copy = phone.app.copy_into_draft(id).unwrap();
    assert_eq!(phone.app.draft(copy).unwrap().photographs.len(), 1);
    phone.app.submit(copy).unwrap();
    phone.sync();
    let shown: Vec<ReportId> = phone.app.reports().unwrap().iter().map(|r| r.id).collect();
    assert_eq!(shown, [copy], "the parked one is stood for");
    assert_eq!(phone.delivery(copy), Delivery::Complete);
    assert!(phone.pixels(id).is_empty(), "nobody will see them again");
    assert_eq!(phone.pixels(copy).len(), 1);
}

#[test]
fn withdrawn_before_it_left_the_server_never_hears_of_it() {
    let phone = phone();
    let id = phone.submitted();
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    phone.sync();
    assert!(phone.server.applied().is_empty());
}

#[test]
fn withdrawn_after_it_left_the_withdrawal_travels_too() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.rest();
    phone.app.withdraw(id).unwrap();
    assert!(phone.app.report(id).unwrap().summary.withdrawing);
    assert!(matches!(phone.app.withdraw(id), Err(Error::NotNow)));
    phone.sync();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    let kinds: Vec<String> = phone
        .server
        .applied()
        .into_iter()
        .map(|(_, kind)| kind)
        .collect();
    assert_eq!(kinds, ["file", "withdraw"]);
}

#[test]
fn a_withdrawal_stands_in_the_place_of_what_is_parked() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.knows("reply", false);
    phone.app.reply(id, "Vẫn còn").unwrap();
    phone.sync();
    assert_eq!(phone.app.report(id).unwrap().summary.parked.len(), 1);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
}

#[test]
fn what_a_copy_stands_for_is_never_sent_even_if_the_server_would_take_it_now() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.knows("file", false);
    phone.sync();
    let copy = phone.app.copy_into_draft(id).unwrap();
    phone.app.submit(copy).unwrap();
    phone.server.knows("file", true);
    phone.sync();
    phone.sync();
    assert_eq!(phone.server.applied(), [(copy, "file".into())]);
}

#[test]
fn a_copy_stands_for_nothing_that_went_its_own_way_meanwhile() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.knows("file", false);
    phone.sync();
    let copy = phone.app.copy_into_draft(id).unwrap();
    phone.server.knows("file", true);
    phone.app.retry(id).unwrap();
    phone.sync();
    phone.app.submit(copy).unwrap();
    phone.sync();
    let mut shown: Vec<ReportId> = phone.app.reports().unwrap().iter().map(|r| r.id).collect();
    shown.sort_unstable();
    let mut both = [id, copy];
    both.sort_unstable();
    assert_eq!(shown, both, "both are on the server, and both are shown");
}

#[test]
fn a_parked_report_is_withdrawn_at_once_whatever_waits_behind_it() {
    let phone = phone();
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.app.reply(id, "Ngay ở cổng làng").unwrap();
    phone.server.refuses(id, Code::UnknownCategory);
    assert_eq!(phone.sync().parked, 1);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    assert!(phone.server.applied().is_empty());
    assert!(phone.pixels(id).is_empty(), "nothing of it will be sent");
}

#[test]
fn what_came_too_late_is_let_go_and_what_waited_behind_it_moves_up() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.app.add_text(id, "Quá muộn").unwrap();
    phone.app.reply(id, "Cảm ơn").unwrap();
    phone.sync();
    let parked = phone.app.report(id).unwrap().summary.parked;
    assert_eq!(parked[0].ways_out, [WayOut::LetGo, WayOut::Withdraw]);
    phone.server.takes(id);
    phone.app.let_go(id).unwrap();
    assert!(matches!(phone.app.let_go(id), Err(Error::NotNow)));
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    let applied = phone.server.applied();
    assert_eq!(applied, [(id, "file".into()), (id, "reply".into())]);
}

#[test]
fn a_withdrawal_that_waits_behind_something_parked_takes_its_place() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.rest();
    phone.app.confirm(id).unwrap();
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 1);
    phone.server.takes(id);
    phone.app.withdraw(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Withdrawn);
}

#[test]
fn what_was_withdrawn_is_nobodys_business_when_a_restored_server_refuses_it() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.app.withdraw(id).unwrap();
    phone.sync();
    phone.server.restore_empty();
    phone.server.refuses(id, Code::UnknownCategory);
    phone.sync();
    let summary = phone.sync();
    assert_eq!((summary.pending, summary.parked), (0, 0));
    let shown = phone.app.report(id).unwrap().summary;
    assert_eq!(
        (shown.delivery, shown.parked),
        (Delivery::Withdrawn, vec![])
    );
}

#[test]
fn a_withdrawal_that_came_too_late_is_let_go_and_the_report_goes_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.sync();
    phone.server.refuses(id, Code::NotNow);
    phone.app.withdraw(id).unwrap();
    let too_late = phone.app.reply(id, "Khoan đã");
    assert!(
        matches!(too_late, Err(Error::NotNow)),
        "nothing is said behind it"
    );
    phone.sync();
    let parked = phone.app.report(id).unwrap().summary.parked;
    assert_eq!(parked[0].ways_out, [WayOut::LetGo]);
    phone.app.let_go(id).unwrap();
    phone.server.takes(id);
    phone.app.confirm(id).unwrap();
    assert_eq!(phone.sync().parked, 0);
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

struct Tell(Mutex<mpsc::Sender<(ReportId, u64)>>);

impl Observer for Tell {
    fn report_changed(&self, report: ReportId) {
        let _ = self.0.lock().unwrap().send((report, 0));
    }

    fn photograph_progress(&self, progress: PhotographProgress) {
        let _ = self
            .0
            .lock()
            .unwrap()
            .send((progress.report, progress.sent));
    }
}

#[test]
fn observers_hear_ids_until_they_cancel() {
    let phone = phone();
    let (sender, heard) = mpsc::channel();
    let subscription = phone.app.observe(Arc::new(Tell(Mutex::new(sender))));
    let id = phone.complete_draft();
    phone.app.add_photo(id, PHOTOGRAPH).unwrap();
    phone.app.submit(id).unwrap();
    phone.sync();
    let events: Vec<(ReportId, u64)> = heard.try_iter().collect();
    assert!(events.iter().all(|(report, _)| *report == id));
    assert!(
        events.iter().any(|(_, sent)| *sent > 0),
        "progress was told"
    );

    subscription.cancel();
    phone.submitted();
    assert_eq!(heard.try_iter().count(), 0);
}

#[test]
fn unreachable_is_said_when_time_is_up_and_everything_waits_on() {
    let phone = phone();
    let id = phone.submitted();
    phone.server.is_reachable(false);
    phone.app.resume().unwrap();
    // The clock stands still: the backoff never ends by itself.
    let summary = phone.app.sync_now(Duration::from_millis(500)).unwrap();
    assert_eq!((summary.reached, summary.pending), (false, 1));
    assert!(summary.failure.is_some());
    assert_eq!(phone.delivery(id), Delivery::Waiting);
    phone.server.is_reachable(true);
    phone.clock.advance(SignedDuration::from_secs(5));
    assert!(phone.sync().reached);
    assert_eq!(phone.delivery(id), Delivery::Complete);
}

#[test]
fn a_case_is_rated_once_it_is_resolved_and_as_often_as_it_pleases() {
    let phone = phone();
    let id = phone.submitted();
    let becomes = |status| {
        let (reason, photographs) = (None, vec![]);
        let what = What::Status {
            status,
            reason,
            photographs,
        };
        phone.server.happens(id, what);
        phone.sync();
        phone.rest();
    };
    let rated = || phone.app.rate(id, 4, "Nhanh");
    assert!(matches!(rated(), Err(Error::NotNow)), "nothing is known");
    phone.sync();
    phone.rest();
    for status in CaseStatus::ALL {
        becomes(status);
        let is_resolved = matches!(
            status,
            CaseStatus::Resolved | CaseStatus::Confirmed | CaseStatus::Closed
        );
        assert_eq!(rated().is_ok(), is_resolved, "{status:?}");
    }
    becomes(CaseStatus::Resolved);
    for stars in [0, 6, 255] {
        assert!(matches!(phone.app.rate(id, stars, ""), Err(Error::NotNow)));
    }
    let longer = "ơ".repeat(4_001);
    assert!(matches!(phone.app.rate(id, 5, &longer), Err(Error::NotNow)));
    let rating = || phone.app.report(id).unwrap().rating;
    let told = |stars, text: &str| {
        let text = text.to_owned();
        Some(crate::report::Rating { stars, text })
    };
    assert_eq!(rating(), told(4, "Nhanh"));
    phone.app.rate(id, 5, " ").unwrap();
    assert_eq!(rating(), told(5, ""), "before the server knows");
    phone.sync();
    phone.rest();
    assert_eq!(rating(), told(5, ""));
    let kinds = phone.server.applied().into_iter().map(|(_, kind)| kind);
    assert_eq!(kinds.filter(|kind| kind == "rate").count(), 4);
}
