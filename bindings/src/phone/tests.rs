use std::{
    io::Read as _,
    sync::{Mutex, mpsc},
    time::Duration,
};

use langnghe_core::testing::set_up_sqlcipher;
use tempfile::TempDir;

use super::*;
use crate::{
    error::{PortFailure, SourceFailure},
    observe::StatusObserver,
    ports::{LinkKind, PhotoSource},
    records::{AnswerChange, DeliveryStep, DraftChange, FieldName, PlacePoint, WhereaboutsView},
};

/// A photograph from a real phone.
const PHOTOGRAPH: &[u8] = include_bytes!("../../../core/photo/fixtures/Landscape_6.jpg");
/// Long enough for any machine; what is waited for comes as soon as it can.
const PATIENCE: Duration = Duration::from_secs(60);

/// A platform whose answers can be changed.
#[derive(Default)]
struct Platform {
    keys: Mutex<Vec<Vec<u8>>>,
    link: Mutex<Option<LinkKind>>,
}

impl KeyStorage for Platform {
    fn keys(&self) -> Result<Vec<Vec<u8>>, PortFailure> {
        Ok(self.keys.lock().unwrap().clone())
    }

    fn keep(&self, key: Vec<u8>) -> Result<(), PortFailure> {
        self.keys.lock().unwrap().insert(0, key);
        Ok(())
    }

    fn forget_older(&self) -> Result<(), PortFailure> {
        self.keys.lock().unwrap().truncate(1);
        Ok(())
    }
}

impl Connectivity for Platform {
    fn link(&self) -> Result<LinkKind, PortFailure> {
        self.link.lock().unwrap().ok_or(PortFailure::Unavailable)
    }
}

impl Power for Platform {
    fn is_saving(&self) -> Result<bool, PortFailure> {
        Ok(false)
    }
}

impl Space for Platform {
    fn free_bytes(&self) -> Result<Option<u64>, PortFailure> {
        Ok(None)
    }
}

struct Picture(Mutex<&'static [u8]>);

impl PhotoSource for Picture {
    fn read(&self, most: u32) -> Result<Vec<u8>, SourceFailure> {
        let mut piece = Vec::new();
        let mut rest = self.0.lock().unwrap();
        let _ = (&mut *rest).take(u64::from(most)).read_to_end(&mut piece);
        Ok(piece)
    }
}

struct Broken;

impl PhotoSource for Broken {
    fn read(&self, _: u32) -> Result<Vec<u8>, SourceFailure> {
        Err(SourceFailure::Unreadable)
    }
}

fn picture(bytes: &'static [u8]) -> Arc<dyn PhotoSource> {
    Arc::new(Picture(Mutex::new(bytes)))
}

async fn open(folder: &TempDir, platform: &Arc<Platform>) -> Result<Arc<Phone>, OpenFailure> {
    set_up_sqlcipher();
    let config = PhoneConfig {
        folder: folder.path().display().to_string(),
        app: "test 0".into(),
        server: None,
    };
    let (keys, link) = (Arc::clone(platform), Arc::clone(platform));
    let (power, space) = (Arc::clone(platform), Arc::clone(platform));
    Phone::open(config, keys, link, power, space).await
}

fn beside_the_dyke() -> DraftChange {
    DraftChange {
        category: Some("dyke".into()),
        point: Some(PlacePoint {
            lat: 21.5025,
            lon: 106.076,
            accuracy: Some(8.0),
        }),
        detail: Some("thôn Đông, cạnh trạm bơm".into()),
        ..DraftChange::default()
    }
}

#[tokio::test]
async fn a_photograph_comes_first_and_a_report_is_made_of_it_step_by_step() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let draft = phone.begin_draft().await.unwrap();
    let photograph = phone
        .add_photograph(draft.clone(), picture(PHOTOGRAPH))
        .await
        .unwrap();

    let begun = phone.draft(draft.clone()).await.unwrap();
    assert_eq!(begun.category, None);
    let missing: Vec<_> = begun.problems.iter().map(|problem| problem.field).collect();
    assert_eq!(missing, [FieldName::Category, FieldName::Place]);
    let refused = phone.submit(draft.clone()).await;
    assert!(matches!(refused, Err(Failure::Incomplete { problems }) if problems.len() == 2));

    phone
        .change_draft(draft.clone(), beside_the_dyke())
        .await
        .unwrap();
    let whole = phone.draft(draft.clone()).await.unwrap();
    assert!(whole.problems.is_empty() && whole.name_hidden);
    assert!(matches!(
        whole.place.whereabouts,
        WhereaboutsView::Commune { by_hand: false, .. }
    ));
    assert!(whole.bytes > whole.photographs[0].bytes);

    phone.submit(draft.clone()).await.unwrap();
    let report = phone.report(draft.clone()).await.unwrap();
    assert_eq!(report.summary.delivery.step, DeliveryStep::Waiting);
    assert_eq!(report.place.detail, "thôn Đông, cạnh trạm bơm");
    assert_eq!(
        phone.thumbnail(photograph).await.unwrap()[..2],
        [0xff, 0xd8]
    );
    assert!(matches!(
        phone.change_draft(draft, beside_the_dyke()).await,
        Err(Failure::Refused { code }) if code == "not_a_draft"
    ));
}

#[tokio::test]
async fn what_a_category_does_not_ask_cannot_be_answered() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let draft = phone.begin_draft().await.unwrap();
    let answers = vec![AnswerChange {
        question: "do_sau".into(),
        values: vec!["2".into()],
    }];
    let change = DraftChange {
        answers,
        ..beside_the_dyke()
    };
    assert!(matches!(
        phone.change_draft(draft.clone(), change).await,
        Err(Failure::Refused { code }) if code == "unknown_question"
    ));
    let begun = phone.draft(draft).await.unwrap();
    assert!(begun.questions.is_empty() && begun.category.is_none());
}

#[tokio::test]
async fn a_photograph_that_cannot_be_read_or_used_says_why() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let draft = phone.begin_draft().await.unwrap();
    for (source, expected) in [
        (
            Arc::new(Broken) as Arc<dyn PhotoSource>,
            "photograph_unreadable",
        ),
        (picture(b"not a picture"), "not_a_jpeg"),
    ] {
        let refused = phone.add_photograph(draft.clone(), source).await;
        assert!(
            matches!(&refused, Err(Failure::Photograph { code }) if code == expected),
            "{refused:?}"
        );
    }
    for nobody in ["", "0", "not an id"] {
        assert!(matches!(
            phone.draft(nobody.into()).await,
            Err(Failure::NotFound)
        ));
    }
}

#[tokio::test]
async fn what_has_ended_answers_so_and_the_next_start_finds_everything() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let draft = phone.begin_draft().await.unwrap();
    assert!(matches!(
        open(&folder, &platform).await,
        Err(OpenFailure::Later { code }) if code == "in_use"
    ));
    phone.pause().await;
    assert!(matches!(phone.drafts().await, Err(Failure::Closed)));
    phone.resume().await.unwrap();
    assert_eq!(phone.drafts().await.unwrap().len(), 1);
    phone.end().await;
    phone.end().await;
    assert!(matches!(phone.drafts().await, Err(Failure::Closed)));
    let next = open(&folder, &platform).await.unwrap();
    assert_eq!(next.drafts().await.unwrap()[0].id, draft);
}

/// A photograph that is read no further than its first piece until it is told to go on.
struct Slow {
    picture: Picture,
    begun: mpsc::Sender<()>,
    go_on: Mutex<mpsc::Receiver<()>>,
}

impl PhotoSource for Slow {
    fn read(&self, most: u32) -> Result<Vec<u8>, SourceFailure> {
        let _ = self.begun.send(());
        // Told once: afterwards nobody is there to tell.
        let _ = self.go_on.lock().unwrap().recv();
        self.picture.read(most)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_has_ended_only_when_what_was_at_work_has_come_back() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let draft = phone.begin_draft().await.unwrap();
    let (begun, has_begun) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel();
    let source = Arc::new(Slow {
        picture: Picture(Mutex::new(PHOTOGRAPH)),
        begun,
        go_on: Mutex::new(may_go_on),
    });
    let adding = tokio::spawn({
        let phone = Arc::clone(&phone);
        async move { phone.add_photograph(draft, source).await }
    });
    tokio::task::spawn_blocking(move || has_begun.recv().map(|()| has_begun))
        .await
        .unwrap()
        .unwrap();
    let ending = tokio::spawn({
        let phone = Arc::clone(&phone);
        async move { phone.end().await }
    });
    while phone.catalogue().is_ok() {
        tokio::task::yield_now().await;
    }
    drop(go_on);
    ending.await.unwrap();
    // In this process as in the next: nobody holds the store's file.
    open(&folder, &platform).await.unwrap();
    // Either it came back in time or it was too late; both are answers.
    let _ = adding.await.unwrap();
}

#[tokio::test]
async fn a_lost_key_is_said_plainly_and_a_clean_start_keeps_the_old_store() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::<Platform>::default());
    let phone = open(&folder, &platform).await.unwrap();
    phone.begin_draft().await.unwrap();
    phone.end().await;
    platform.keys.lock().unwrap().clear();
    assert!(matches!(
        open(&folder, &platform).await,
        Err(OpenFailure::Key { code }) if code == "key_lost"
    ));
    let path = folder.path().display().to_string();
    let keys = Arc::clone(&platform);
    let set_aside = start_clean(path, keys).await.unwrap();
    assert!(PathBuf::from(set_aside).join("store.db").exists());
    let clean = open(&folder, &platform).await.unwrap();
    assert!(clean.drafts().await.unwrap().is_empty());
}

struct Told(mpsc::Sender<String>);

impl StatusObserver for Told {
    fn report_changed(&self, report: String) -> Result<(), PortFailure> {
        self.0.send(report).map_err(|_| PortFailure::Unavailable)
    }
}

#[tokio::test]
async fn an_observer_is_told_until_it_is_cancelled() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::default());
    let phone = open(&folder, &platform).await.unwrap();
    let (told, heard) = mpsc::channel();
    let watch = phone.observe_status(Arc::new(Told(told)));
    let draft = phone.begin_draft().await.unwrap();
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), draft);
    watch.cancel();
    watch.cancel();
    phone.begin_draft().await.unwrap();
    // Nobody holds the sender any more: the observer is gone, and was told nothing else.
    assert_eq!(
        heard.recv_timeout(PATIENCE),
        Err(mpsc::RecvTimeoutError::Disconnected)
    );
}

#[tokio::test]
async fn the_platform_is_asked_how_the_phone_stands() {
    let (folder, platform) = (TempDir::new().unwrap(), Arc::<Platform>::default());
    let phone = open(&folder, &platform).await.unwrap();
    let link = |phone: &Phone| phone.app().unwrap().surroundings().link;
    for (told, expected) in [
        (Some(LinkKind::Offline), Link::Offline),
        (Some(LinkKind::Metered), Link::Metered),
        // A platform that doesn't answer holds nothing up.
        (None, Link::Free),
    ] {
        *platform.link.lock().unwrap() = told;
        phone.look_around(true).await.unwrap();
        assert_eq!(link(&phone), expected);
    }
}

#[test]
fn what_is_drawn_and_searched_is_there() {
    assert_eq!(communes::commune_outlines().len(), 99);
    let found = communes::search_communes("tam tien");
    assert!(found[0].name.contains("Tam Tiến"));
    assert!(matches!(
        communes::locate(0.0, 0.0),
        WhereaboutsView::Outside { .. }
    ));
}
