//! Photographs of the result, on their way to the phone.

use std::sync::LazyLock;

use futures_util::FutureExt as _;
use langnghe_wire::{ResultPhotograph, limits::RESULT_PHOTOGRAPHS};

use super::{hard_times::Silent, *};
use crate::app::{Link as Network, Surroundings};

/// What the unit took of its work.
static AFTER: LazyLock<(ResultPhotograph, Vec<u8>)> = LazyLock::new(|| {
    let raw = include_bytes!("../../../photo/fixtures/DSCN0010.jpg");
    let prepared = langnghe_photo::prepare(raw).unwrap();
    let named = ResultPhotograph {
        sha256: Sha256::of(&prepared.photo),
        bytes: prepared.photo.len() as u64,
        width: prepared.width,
        height: prepared.height,
    };
    (named, prepared.photo)
});

const SIX_HOURS: SignedDuration = SignedDuration::from_hours(6);

impl Phone {
    /// A report that is on the server, resolved: `answered` is what the server gives for the
    /// photograph that it names.
    fn resolved(&self, named: ResultPhotograph, answered: &[u8]) -> ReportId {
        let report = self.file(1, 0);
        self.settle();
        self.server.shows_result(report, named, answered);
        self.worker.shared.ask();
        report
    }

    /// The photographs that are here.
    fn after(&self, report: ReportId) -> Vec<Vec<u8>> {
        let store = &self.worker.store;
        let here = store.read(|view| {
            let all = view.results(report)?;
            all.iter().map(|result| view.jpeg(result.id)).collect()
        });
        here.unwrap()
    }

    /// Works for as long as there is something to do at this moment.
    async fn works_now(&self) {
        while !matches!(self.look(), Action::Wait(_)) {
            self.worker.turn().await.unwrap();
        }
    }

    fn waiting(&self) -> Vec<QueuedResult> {
        self.worker.store.read(|view| view.queue()).unwrap().results
    }
}

#[tokio::test]
async fn it_comes_once_nothing_else_waits_to_leave() {
    let phone = Phone::new(1);
    let (named, jpeg) = &*AFTER;
    let report = phone.resolved(*named, jpeg);
    phone.worker.turn().await.unwrap();
    assert!(matches!(phone.look(), Action::Fetch(_)));
    // Now something is said, with a photograph: that goes first, all of it.
    phone.file(2, 1);
    assert!(matches!(phone.look(), Action::Sync { .. }));
    phone.worker.turn().await.unwrap();
    assert!(matches!(phone.look(), Action::Send(_)));
    phone.worker.turn().await.unwrap();
    assert!(matches!(phone.look(), Action::Fetch(_)));
    phone.works_now().await;
    assert_eq!(phone.after(report), std::slice::from_ref(jpeg));
    assert_eq!(phone.waiting(), []);
    let requests = phone.server.requests();
    phone.settle();
    assert_eq!(phone.server.requests(), requests, "and not again");
}

#[tokio::test]
async fn a_cut_an_unreachable_server_and_a_death_cost_nothing_but_time() {
    let mut phone = Phone::new(2);
    let (named, jpeg) = &*AFTER;
    let report = phone.resolved(*named, jpeg);
    phone.worker.turn().await.unwrap();
    phone.server.will_fail([
        Fault::AnswerLost,
        Fault::Lost,
        Fault::Problem(Code::Busy),
        Fault::Problem(Code::Internal),
        Fault::Problem(Code::UnknownDevice),
    ]);
    // Killed while it travels.
    phone.worker.transport = Arc::new(Silent::default());
    assert!(phone.worker.turn().now_or_never().is_none());
    phone.worker.transport = Arc::clone(&phone.server) as _;
    assert_eq!(phone.after(report), [] as [Vec<u8>; 0]);
    phone.settle_in_place().await;
    assert_eq!(phone.after(report), std::slice::from_ref(jpeg));
}

#[tokio::test]
async fn what_is_not_what_was_named_is_not_kept_and_not_asked_for_in_a_hot_loop() {
    let (named, jpeg) = &*AFTER;
    let other = langnghe_photo::prepare(include_bytes!("../../../photo/fixtures/Landscape_1.jpg"));
    let other = other.unwrap().photo;
    let truncated = &jpeg[..jpeg.len() - 1];
    let text = b"no photograph at all".to_vec();
    let lies = [
        (*named, other, Code::HashMismatch),
        (*named, truncated.to_vec(), Code::HashMismatch),
        (
            ResultPhotograph {
                width: named.width + 1,
                ..*named
            },
            jpeg.clone(),
            Code::PhotographInvalid,
        ),
        (
            ResultPhotograph {
                sha256: Sha256::of(&text),
                bytes: text.len() as u64,
                ..*named
            },
            text,
            Code::PhotographInvalid,
        ),
    ];
    for (named, answered, code) in lies {
        let phone = Phone::new(3);
        let report = phone.resolved(named, &answered);
        phone.works_now().await;
        assert_eq!(phone.after(report), [] as [Vec<u8>; 0]);
        let [waiting] = phone.waiting().try_into().unwrap();
        assert_eq!(waiting.parked, Some(code));
        let wait = waiting.retry_at.unwrap().duration_since(phone.clock.now());
        assert!(wait > SIX_HOURS * 3 / 4, "{wait}");
        // A report is sent all the same.
        phone.file(2, 1);
        phone.works_now().await;
        assert_eq!(phone.unsent(), 0);
    }
}

#[tokio::test]
async fn what_breaks_the_limits_is_not_even_asked_for() {
    let (named, jpeg) = &*AFTER;
    let phone = Phone::new(4);
    let huge = ResultPhotograph {
        bytes: langnghe_wire::limits::PHOTOGRAPH_BYTES + 1,
        ..*named
    };
    phone.resolved(huge, jpeg);
    phone.works_now().await;
    assert_eq!(phone.waiting(), []);

    let report = phone.file(2, 0);
    let many = (0..9).map(|n| ResultPhotograph {
        sha256: Sha256::of(&[n]),
        ..*named
    });
    phone.server.happens(
        report,
        langnghe_wire::What::Status {
            status: langnghe_wire::CaseStatus::Resolved,
            reason: None,
            belongs: None,
            photographs: many.collect(),
            resolution: None,
        },
    );
    phone.worker.shared.ask();
    phone.worker.turn().await.unwrap();
    assert_eq!(phone.waiting().len(), RESULT_PHOTOGRAPHS);
}

#[tokio::test]
async fn it_waits_for_the_network_and_the_room_that_photographs_may_use() {
    let phone = Phone::new(5);
    let (named, jpeg) = &*AFTER;
    phone.worker.shared.hold_photographs(true);
    let report = phone.resolved(*named, jpeg);
    phone.works_now().await;
    assert_eq!(phone.waiting().len(), 1);
    phone.worker.shared.hold_photographs(false);
    let full = Surroundings {
        link: Network::Free,
        free_bytes: Some(1),
        ..Surroundings::default()
    };
    phone.worker.shared.look_around(full);
    phone.works_now().await;
    assert_eq!(phone.waiting().len(), 1);
    phone.worker.shared.look_around(Surroundings::default());
    phone.works_now().await;
    assert_eq!(phone.after(report), std::slice::from_ref(jpeg));
}

#[tokio::test]
async fn a_server_that_lost_it_is_asked_again_later() {
    let phone = Phone::new(6);
    let (named, jpeg) = &*AFTER;
    let report = phone.resolved(*named, jpeg);
    phone.worker.turn().await.unwrap();
    phone
        .server
        .will_fail([Fault::Problem(Code::UnknownUpload)]);
    phone.works_now().await;
    assert_eq!(phone.after(report), [] as [Vec<u8>; 0]);
    phone.clock.advance(SIX_HOURS * 2);
    phone.works_now().await;
    assert_eq!(phone.after(report), std::slice::from_ref(jpeg));
}
