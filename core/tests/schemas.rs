//! Every schema that was ever released opens with this release, and the work in it goes on.
//!
//! `core/fixtures/vN.sql` is what a phone with schema N may hold, with work in it that was never
//! sent. A phone is made from it as that release would have left it, encrypted, and opened. A new
//! schema comes with a fixture of its own; the old ones stay.

#![expect(clippy::unwrap_used, reason = "a panic is a test's way to fail")]

use std::{path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;
use langnghe_core::{
    App, Config, Delivery, Ports, StoreKey,
    clock::SystemClock,
    testing::{ModelServer, SeededEntropy, set_up_sqlcipher},
    wire::{ReportId, Sha256},
};
use rusqlite::Connection;
use tempfile::TempDir;

/// The migrations up to a schema, and the fixture of it.
struct Released {
    schema: u32,
    migrations: &'static [&'static str],
    rows: &'static str,
}

const RELEASED: &[Released] = &[
    Released {
        schema: 1,
        migrations: &[include_str!("../migrations/0001_first.sql")],
        rows: include_str!("../fixtures/v1.sql"),
    },
    Released {
        schema: 2,
        migrations: &[
            include_str!("../migrations/0001_first.sql"),
            include_str!("../migrations/0002_where_exactly_and_data_used.sql"),
        ],
        rows: include_str!("../fixtures/v2.sql"),
    },
    Released {
        schema: 3,
        migrations: &[
            include_str!("../migrations/0001_first.sql"),
            include_str!("../migrations/0002_where_exactly_and_data_used.sql"),
            include_str!("../migrations/0003_photographs_of_the_result.sql"),
        ],
        rows: include_str!("../fixtures/v3.sql"),
    },
    Released {
        schema: 4,
        migrations: &[
            include_str!("../migrations/0001_first.sql"),
            include_str!("../migrations/0002_where_exactly_and_data_used.sql"),
            include_str!("../migrations/0003_photographs_of_the_result.sql"),
            include_str!("../migrations/0004_answers.sql"),
        ],
        rows: include_str!("../fixtures/v4.sql"),
    },
];

/// The reports of every fixture.
const DRAFT: &str = "01a20700-0000-7000-8000-000000000001";
const WAITING: &str = "01a20700-0000-7000-8000-000000000002";
const SENT: &str = "01a20700-0000-7000-8000-000000000003";

const KEY: [u8; 32] = [7; 32];
/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn id(text: &str) -> ReportId {
    text.parse().unwrap()
}

impl Released {
    /// A phone's folder, as that release left it.
    fn phone(&self) -> TempDir {
        set_up_sqlcipher();
        let folder = tempfile::tempdir().unwrap();
        let store = Connection::open(folder.path().join("store.db")).unwrap();
        let key = "07".repeat(32);
        store
            .execute_batch(&format!(
                "PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL;"
            ))
            .unwrap();
        for migration in self.migrations {
            store.execute_batch(migration).unwrap();
        }
        store.execute_batch(self.rows).unwrap();
        store
            .pragma_update(None, "user_version", self.schema)
            .unwrap();
        folder
    }
}

fn open(folder: &Path, server: &Arc<ModelServer>) -> App {
    let config = Config {
        folder: folder.to_owned(),
        app: "test".to_owned(),
    };
    let ports = Ports {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SeededEntropy::new(1)),
        transport: Some(Arc::clone(server) as _),
    };
    App::open(config, StoreKey::from_bytes(KEY), ports).unwrap()
}

#[test]
fn every_released_schema_opens_with_the_unsent_work_in_it() {
    for released in RELEASED {
        let folder = released.phone();
        let app = open(folder.path(), &Arc::new(ModelServer::new(now())));
        let draft = app.draft(id(DRAFT)).unwrap();
        assert_eq!(draft.text, "Viết dở: kè lở.");
        assert_eq!(draft.problems, []);
        let since_schema_2 = (released.schema >= 2).then_some("Thôn Đông, cạnh trạm bơm");
        assert_eq!(draft.place.detail.as_deref(), since_schema_2);
        let answered: Vec<&str> = draft
            .questions
            .iter()
            .flat_map(|asked| asked.values.iter().map(String::as_str))
            .collect();
        let since_schema_4: &[&str] = if released.schema >= 4 {
            &["1,5", "trong", "ngoai"]
        } else {
            &[]
        };
        assert_eq!(answered, since_schema_4);
        let waiting = app.report(id(WAITING)).unwrap();
        assert_eq!(waiting.text, "Đê vỡ, nước tràn vào ruộng.");
        assert_eq!(waiting.summary.delivery, Delivery::Waiting);
        for photograph in draft.photographs.iter().chain(&waiting.photographs) {
            let jpeg = app.photo(photograph.id).unwrap();
            assert_eq!(Sha256::of(&jpeg), photograph.sha256);
        }
        let kept = (draft.photographs.len(), waiting.photographs.len());
        assert_eq!(kept, (1, 1));
        let sent = app.report(id(SENT)).unwrap();
        assert_eq!(sent.summary.delivery, Delivery::Complete);
        let after = sent.after.iter().map(|photograph| {
            let jpeg = app.photo(photograph.id).unwrap();
            assert_eq!(Sha256::of(&jpeg), photograph.sha256);
            photograph.width
        });
        let since_schema_3: &[u32] = if released.schema >= 3 { &[3] } else { &[] };
        assert_eq!(after.collect::<Vec<_>>(), since_schema_3);
    }
}

#[test]
fn the_work_of_every_released_schema_is_sent_by_this_release() {
    for released in RELEASED {
        let folder = released.phone();
        let server = Arc::new(ModelServer::new(now()));
        let app = open(folder.path(), &server);
        app.submit(id(DRAFT)).unwrap();
        app.resume().unwrap();
        let summary = app.sync_now(PATIENCE).unwrap();
        assert_eq!((summary.pending, summary.parked), (0, 0), "{summary:?}");
        for report in app.reports().unwrap() {
            assert_eq!(report.delivery, Delivery::Complete, "{}", report.id);
        }
        let mut applied = server.applied();
        applied.sort();
        let said = |report, kind: &str| (id(report), kind.to_owned());
        assert_eq!(
            applied,
            [
                said(DRAFT, "file"),
                said(WAITING, "add_text"),
                said(WAITING, "file"),
                said(SENT, "file"),
                said(SENT, "reply"),
            ]
        );
        assert_eq!(server.photographs(), 2);
    }
}

#[test]
fn there_is_a_fixture_for_every_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let count = |folder: &str| std::fs::read_dir(root.join(folder)).unwrap().count();
    assert_eq!(count("migrations"), RELEASED.len());
    assert_eq!(count("fixtures"), RELEASED.len());
}
