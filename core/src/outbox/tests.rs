//! The queue against a model server: whatever goes wrong, in whatever order, everything arrives
//! once. The worker that runs here is the one that ships; only its wait is stepped over, by
//! moving the clock to where it would have waited.

mod hard_times;
mod killed;
mod results;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use langnghe_wire::{
    Attachment, Body, Code, OperationId, ReportId, Sha256,
    operation::{Header, freeze},
};
use proptest::prelude::*;
use tempfile::TempDir;

use super::{
    worker::{Turn, Worker},
    *,
};
use crate::{
    app::Shared,
    catalogue::CurrentCatalogue,
    clock::Clock as _,
    store::{NewPhotograph, ReportRow, Stage, Store, StoreKey},
    testing::{Fault, ManualClock, ModelServer, SeededEntropy},
};

fn start() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

/// A phone whose clock and server a test holds.
struct Phone {
    worker: Worker,
    server: Arc<ModelServer>,
    clock: Arc<ManualClock>,
    folder: TempDir,
}

fn open(folder: &TempDir, entropy: &SeededEntropy) -> Arc<Store> {
    let key = StoreKey::from_bytes([7; 32]);
    Arc::new(Store::open(folder.path(), key, entropy, start()).unwrap())
}

impl Phone {
    fn new(seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let entropy = Arc::new(SeededEntropy::new(seed));
        let store = open(&folder, &entropy);
        let server = Arc::new(ModelServer::new(start()));
        let clock = Arc::new(ManualClock::at(start()));
        let worker = Worker {
            catalogue: Arc::new(CurrentCatalogue::load(&store).unwrap()),
            store,
            transport: Arc::clone(&server) as _,
            clock: Arc::clone(&clock) as _,
            entropy,
            shared: Arc::new(Shared::default()),
            app: "test".into(),
        };
        Self {
            worker,
            server,
            clock,
            folder,
        }
    }

    /// Files report `n` with this many photographs of 1,000 bytes.
    fn file(&self, n: u8, photographs: u8) -> ReportId {
        let id = ReportId::from_bytes([n; 16]);
        let report = ReportRow {
            text: "Đê vỡ".into(),
            ..ReportRow::draft(id, "dyke", start())
        };
        let place = langnghe_wire::Place {
            commune: Some("07264".into()),
            ..langnghe_wire::Place::default()
        };
        let report = ReportRow { place, ..report };
        self.worker
            .store
            .write(|view| {
                view.save_report(&report)?;
                for i in 0..photographs {
                    let mut jpeg = vec![i; 1_000];
                    jpeg[0] = n;
                    let thumbnail = vec![0];
                    let new = NewPhotograph {
                        jpeg,
                        thumbnail,
                        width: 4,
                        height: 3,
                    };
                    view.add_photograph(id, &new)?;
                }
                let all = view.photographs(id)?;
                let attachments = all
                    .iter()
                    .map(|p| Attachment::photo(p.sha256, p.bytes))
                    .collect();
                let operation = self.queue(view, id, 0, &Body::File(report.filing(attachments, 1)));
                view.queue_photographs(id, operation)?;
                view.set_stage(id, Stage::Submitted)
            })
            .unwrap();
        id
    }

    /// Adds one more photograph to report `n`, as it is done after it was submitted.
    fn attach(&self, n: u8, report: ReportId) {
        let mut jpeg = vec![99; 1_000];
        jpeg[0] = n;
        let attachments = vec![Attachment::photo(Sha256::of(&jpeg), 1_000)];
        let new = NewPhotograph {
            jpeg,
            thumbnail: vec![0],
            width: 4,
            height: 3,
        };
        let body = Body::Attach { attachments };
        self.worker
            .store
            .write(|view| {
                view.add_photograph(report, &new)?;
                let operation = self.queue(view, report, view.next_n(report)?, &body);
                view.queue_photographs(report, operation)
            })
            .unwrap();
    }

    fn say(&self, report: ReportId, body: &Body) -> OperationId {
        self.worker
            .store
            .write(|view| Ok(self.queue(view, report, view.next_n(report)?, body)))
            .unwrap()
    }

    fn queue(
        &self,
        view: &crate::store::View<'_>,
        report: ReportId,
        n: u32,
        body: &Body,
    ) -> OperationId {
        let now = self.clock.now();
        let id = OperationId::new(now, crate::clock::random(self.worker.entropy.as_ref()));
        let frozen = freeze(
            Header {
                id,
                report,
                n,
                supersedes: None,
                at: now,
            },
            body,
        )
        .unwrap();
        view.queue_operation(&frozen, body, now).unwrap();
        id
    }

    fn look(&self) -> Action {
        let queue = self.worker.store.read(|view| view.queue()).unwrap();
        let now = self.clock.now();
        let wishes = self.worker.shared.wishes(now);
        step(&queue, Event::Look(wishes), now, &SeededEntropy::new(0)).remove(0)
    }

    /// Works until nothing is left to wait for, and moves the clock over every wait.
    fn settle(&self) {
        // No timer is waited for: every step is ready.
        futures_util::FutureExt::now_or_never(self.settle_in_place())
            .expect("nothing is waited for");
    }

    /// Works until nothing is left to wait for, and moves the clock over every wait.
    async fn settle_in_place(&self) {
        for _ in 0..2_000 {
            match self.look() {
                Action::Wait(None) => return,
                Action::Wait(Some(at)) => {
                    self.clock.advance(at.duration_since(self.clock.now()));
                    // Parked until an upgrade: what else there was is done.
                    if at.duration_since(start()) > SignedDuration::from_hours(72) {
                        return;
                    }
                }
                _ => {
                    self.worker.turn().await.unwrap();
                }
            }
        }
        panic!(
            "a hot loop, or a queue that never drains: {:?}",
            self.look()
        );
    }

    fn parked(&self) -> Vec<(ReportId, Code)> {
        let operations = self
            .worker
            .store
            .read(|view| view.all_operations())
            .unwrap();
        operations
            .iter()
            .filter_map(|o| o.code.map(|code| (o.report, code)))
            .collect()
    }

    fn unsent(&self) -> usize {
        let queue = self.worker.store.read(|view| view.queue()).unwrap();
        queue.operations.len() + queue.photographs.len()
    }
}

#[test]
fn text_goes_first_then_every_photograph_and_nothing_twice() {
    let phone = Phone::new(1);
    let reports = [phone.file(1, 2), phone.file(2, 1)];
    phone.settle();
    let filed = reports.map(|report| (report, "file".to_owned()));
    assert_eq!(phone.server.applied(), filed);
    assert_eq!(phone.server.photographs(), 3);
    assert_eq!(phone.unsent(), 0);
    assert_eq!(
        phone.server.requests(),
        4,
        "one for both texts, one for each photograph"
    );
}

#[test]
fn an_upload_goes_on_at_the_byte_where_it_was_cut() {
    let phone = Phone::new(2);
    phone.file(1, 1);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(phone.worker.turn()).unwrap();
    phone.server.will_fail([Fault::Half, Fault::Lost]);
    phone.settle();
    assert_eq!(phone.server.photographs(), 1);
    assert_eq!(phone.server.bytes_received(), 1_000, "not one byte again");
}

#[test]
fn one_parked_report_holds_up_no_other() {
    let phone = Phone::new(3);
    let (refused, fine) = (phone.file(1, 1), phone.file(2, 1));
    phone.server.refuses(refused, Code::UnknownCategory);
    phone.say(
        refused,
        &Body::Reply {
            text: "Sao chưa thấy?".into(),
        },
    );
    phone.settle();
    assert_eq!(phone.server.applied(), [(fine, "file".to_owned())]);
    assert_eq!(phone.parked()[0], (refused, Code::UnknownCategory));
    assert_eq!(phone.server.photographs(), 1);
}

#[test]
fn what_the_server_does_not_know_yet_goes_once_it_does() {
    let phone = Phone::new(4);
    let report = phone.file(1, 0);
    phone.server.knows("support", false);
    phone.say(report, &Body::Support);
    phone.say(
        report,
        &Body::Reply {
            text: "Cảm ơn".into(),
        },
    );
    phone.settle();
    let kinds = || {
        phone
            .server
            .applied()
            .into_iter()
            .map(|(_, kind)| kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(), ["file"], "the reply waits behind what is parked");
    assert_eq!(phone.parked(), [(report, Code::UpgradeRequired)]);

    phone.server.knows("support", true);
    phone.clock.advance(SignedDuration::from_hours(8));
    phone.settle();
    assert_eq!(kinds(), ["file", "support", "reply"]);
    assert_eq!(phone.parked(), []);
}

#[test]
fn a_server_that_forgot_everything_gets_everything_again() {
    let phone = Phone::new(5);
    let report = phone.file(1, 2);
    phone.settle();
    phone.server.restore_empty();
    assert_eq!(phone.server.photographs(), 0);
    phone.worker.shared.ask();
    phone.settle();
    assert_eq!(phone.server.applied(), [(report, "file".to_owned())]);
    assert_eq!(phone.server.photographs(), 2);
    assert_eq!(phone.unsent(), 0);
}

#[test]
fn a_request_that_is_too_large_is_made_smaller_until_it_fits() {
    let phone = Phone::new(6);
    for n in 1..=9 {
        phone.file(n, 0);
    }
    let too_large = Fault::Problem(Code::RequestTooLarge);
    phone.server.will_fail([too_large; 5]);
    phone.settle();
    assert_eq!(phone.server.applied().len(), 9);
    assert_eq!(phone.parked(), []);
}

#[test]
fn a_revoked_device_says_so_and_does_not_knock_for_hours() {
    let phone = Phone::new(7);
    phone.file(1, 0);
    phone
        .server
        .will_fail([Fault::Problem(Code::DeviceRevoked)]);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(phone.worker.turn()).unwrap();
    let link = phone.worker.store.read(|view| view.link()).unwrap();
    assert_eq!(link.refused, Some(Code::DeviceRevoked));
    let Action::Wait(Some(until)) = phone.look() else {
        panic!("it would knock at once")
    };
    assert!(until.duration_since(start()) >= SignedDuration::from_hours(4));
    phone.settle();
    assert_eq!(
        phone.unsent(),
        0,
        "and should it be allowed again, nothing was lost"
    );
}

#[test]
fn photographs_can_be_held_back() {
    let phone = Phone::new(8);
    phone.file(1, 2);
    phone.worker.shared.hold_photographs(true);
    phone.settle();
    assert_eq!(
        (phone.server.applied().len(), phone.server.photographs()),
        (1, 0)
    );
    phone.worker.shared.hold_photographs(false);
    phone.settle();
    assert_eq!(phone.server.photographs(), 2);
}

#[test]
fn a_photograph_that_the_server_refuses_holds_up_no_other() {
    let phone = Phone::new(9);
    phone.file(1, 3);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(phone.worker.turn()).unwrap();
    phone
        .server
        .will_fail([Fault::Problem(Code::PhotographInvalid)]);
    phone.settle();
    assert_eq!(phone.server.photographs(), 2);
    let queue = phone.worker.store.read(|view| view.queue()).unwrap();
    let parked: Vec<_> = queue.photographs.iter().map(|p| p.parked).collect();
    assert_eq!(parked, [Some(Code::PhotographInvalid)]);
}

#[test]
fn a_link_that_is_down_is_waited_for_also_when_news_are_overdue() {
    let phone = Phone::new(10);
    phone.file(1, 0);
    phone.settle();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let turn = || runtime.block_on(phone.worker.turn()).unwrap();
    phone.clock.advance(SignedDuration::from_mins(20));
    phone.server.will_fail([Fault::Lost]);
    assert_eq!(turn(), Turn::Worked, "it asks for news");
    let Turn::Rests(nap) = turn() else {
        panic!("the link is down")
    };
    assert!(nap.as_secs() >= 1, "{nap:?}");
}

#[test]
fn an_app_that_was_closed_for_weeks_asks_for_news_when_it_is_opened() {
    let mut phone = Phone::new(11);
    assert_eq!(phone.look(), Action::Wait(None), "nothing was ever said");
    phone.file(1, 0);
    phone.settle();
    phone.worker.shared = Arc::new(Shared::default());
    assert!(matches!(phone.look(), Action::Sync { .. }));
    phone.settle();
    assert_eq!(phone.look(), Action::Wait(None));
}

fn any_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Just(Fault::Lost),
        3 => Just(Fault::AnswerLost),
        2 => Just(Fault::Twice),
        3 => Just(Fault::Half),
        1 => Just(Fault::Problem(Code::Busy)),
        1 => Just(Fault::Problem(Code::Internal)),
        1 => Just(Fault::Problem(Code::RateLimited)),
        1 => Just(Fault::Problem(Code::StorageFailed)),
        1 => Just(Fault::Problem(Code::UnknownDevice)),
        1 => Just(Fault::Problem(Code::RequestTooLarge)),
        1 => Just(Fault::Problem(Code::OffsetConflict)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Nothing lost, nothing doubled, nothing stuck: whatever goes wrong, in whatever order.
    #[test]
    fn everything_arrives_exactly_once(
        seed: u64,
        photographs in prop::collection::vec(0u8..4, 1..6),
        attached in prop::collection::vec(any::<bool>(), 6),
        faults in prop::collection::vec(any_fault(), 0..30),
        forgets: bool,
    ) {
        let phone = Phone::new(seed);
        let mut said = Vec::new();
        let mut expected = 0;
        for ((n, count), is_attached_to) in (1..).zip(&photographs).zip(attached) {
            let report = phone.file(n, *count);
            said.push((report, "file".to_owned()));
            expected += usize::from(*count);
            if is_attached_to {
                phone.attach(n, report);
                said.push((report, "attach".to_owned()));
                expected += 1;
            }
        }
        phone.server.will_fail(faults.iter().copied());
        phone.settle();
        if forgets {
            phone.server.restore_empty();
            phone.worker.shared.ask();
            phone.settle();
        }
        // Stable: what was said of one report stays in its order.
        let mut arrived = phone.server.applied();
        arrived.sort_by_key(|(report, _)| *report);
        prop_assert_eq!(arrived, said, "each of them, and none twice");
        prop_assert_eq!(phone.parked(), []);
        prop_assert_eq!(phone.server.photographs(), expected);
    }
}
