//! One cell: a phone of its own files a report with a photograph, one exchange of it is struck, the
//! network heals, and everything must be where it belongs, once.

use std::time::{Duration, Instant};

use langnghe_core::{Delivery, outbox::Upload};
use langnghe_tests::{
    flaky::{Blow, Exchanges, Fallen, FlakyLink, Place, Plan, Strike},
    record::Record,
};
use langnghe_wire::{ReportId, Sha256, What};

use crate::{
    PATIENCE,
    ground::Ground,
    matrix::{Case, Class, Exchange, Fault},
    phone::{Ended, Phone, picture},
    resumption,
};

/// What the server keeps of an upload at a time.
pub(crate) const ROW: u64 = 64 * 1024;
/// For how long a phone bears silence; nothing is on its way then that could still come.
const BEARS_SILENCE: Duration = Duration::from_millis(800);
/// The same, where the server has to answer before anything is silent.
const BEARS_MORE: Duration = Duration::from_secs(4);
/// Requests from the strike on; more would be going round in circles.
const REQUESTS: usize = 14;
/// What a person adds when all is well again, so that what is late is out of order as well.
const LATER: &str = "Nước vẫn đang lên.";

/// A cell under way.
pub(crate) struct Scene<'a> {
    pub(crate) case: Case,
    pub(crate) link: FlakyLink,
    pub(crate) record: Record,
    pub(crate) phone: Phone,
    pub(crate) report: ReportId,
    pub(crate) sha256: Sha256,
    pub(crate) bytes: u64,
    ground: &'a Ground,
}

/// How a cell ended.
#[derive(Debug)]
pub(crate) struct Told {
    /// Where it was struck; none for one that was left alone.
    pub(crate) fallen: Option<Fallen>,
    /// What came of the report, in the server's book and on the phone.
    pub(crate) ending: Ending,
}

/// What came of a report: the same, whatever happened on the way.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) applied: Vec<String>,
    pub(crate) history: Vec<String>,
    pub(crate) said: Vec<String>,
}

/// Runs a cell; left alone, it shows how a report ends that nothing befalls.
pub(crate) fn run(case: Case, is_left_alone: bool, seed: u64, ground: &Ground) -> Told {
    let link = FlakyLink::to(ground.server(), Plan::exchanging(Exchanges::OneByOne)).unwrap();
    let hurry = match case.class {
        Class::MidAnswer | Class::AfterCommit => BEARS_MORE,
        _ => BEARS_SILENCE,
    };
    let phone = Phone::new(seed, &link.url(), hurry);
    let (report, sha256, bytes) = phone.file(&format!("Đê rò nước: {case}"), &picture(seed));
    assert!(bytes > 3 * ROW, "its rest has no two rows: {bytes} bytes");
    let mut scene = Scene {
        case,
        link,
        record: ground.record(),
        phone,
        report,
        sha256,
        bytes,
        ground,
    };
    scene.set_the_stage();
    let fallen = (!is_left_alone).then(|| scene.strike());
    scene.phone.drain();
    scene.phone.app().add_text(report, LATER).unwrap();
    scene.phone.drain();
    scene.let_what_is_late_arrive(!is_left_alone && case.fault == Fault::LateReplay);
    if let Some(fallen) = &fallen {
        scene.judge_the_network(fallen);
    }
    Told {
        fallen,
        ending: scene.ending(),
    }
}

impl Scene<'_> {
    /// Everything that comes before the exchange, over a network that does it no harm.
    fn set_the_stage(&self) {
        let photograph = |phone: &Phone| {
            let queue = phone.queue();
            let first = queue.photographs.first();
            first
                .filter(|_| queue.operations.is_empty())
                .map(|p| p.upload)
        };
        match self.case.exchange {
            Exchange::First => {}
            Exchange::FollowUp => {
                self.phone.drain();
                // Long enough to be compressed.
                for number in 1..=2 {
                    let text = format!("Lần {number}: {}", "nước rỉ qua thân đê. ".repeat(40));
                    self.phone.app().add_text(self.report, &text).unwrap();
                }
            }
            Exchange::Upload => self.phone.turn_until("the text has arrived", |phone| {
                photograph(phone) == Some(Upload::NotStarted)
            }),
            Exchange::Ask | Exchange::Resume => {
                self.link.change(|plan| {
                    plan.strikes.push(Strike {
                        method: "POST".to_owned(),
                        path: "/v1/uploads".to_owned(),
                        place: Place::Chunk(0),
                        blow: Blow::Finish,
                    });
                });
                let wanted = match self.case.exchange {
                    Exchange::Ask => Upload::Unknown,
                    _ => Upload::At(ROW),
                };
                self.phone.turn_until("the photograph was cut", |phone| {
                    photograph(phone) == Some(wanted)
                });
                assert_eq!(self.received(), ROW, "what arrived before the cut is kept");
            }
        }
    }

    /// Takes turns until the exchange is struck, and lets the phone notice.
    fn strike(&mut self) -> Fallen {
        let Case { class, fault, .. } = self.case;
        let before = self.link.tally().strikes.len();
        self.link
            .change(|plan| plan.strikes.push(self.case.strike()));
        self.phone.way().hurry(fault == Fault::Stall);
        if class == Class::BeforeCommit {
            self.phone
                .way()
                .hold_the_answer_to(self.case.exchange.method());
        }
        let failures = self.turns_until_struck(before);
        match class {
            Class::BeforeCommit => {
                self.let_it_fall(before);
                self.phone.dies();
            }
            Class::AfterCommit => {
                let queue = self.phone.queue();
                assert_eq!(self.phone.queue_after_a_kill(), queue, "it was committed");
                assert_eq!(queue.link.failures, 0, "it was answered");
                self.let_it_fall(before);
                if fault == Fault::Stall {
                    self.phone.ask_into_the_silence();
                }
            }
            _ if fault == Fault::Stall => {
                let now = self.phone.queue().link.failures;
                assert_eq!(now, failures + 1, "nobody waits for silence for ever");
            }
            _ => {}
        }
        self.phone.way().hurry(false);
        let tally = self.link.tally();
        assert_eq!(tally.strikes.len(), before + 1, "the fault struck, once");
        let fallen = tally.strikes[before];
        self.until_what_arrived_is_kept(&fallen);
        fallen
    }

    /// Takes turns until the struck request has left and its turn has ended; answers how often the
    /// link had failed before.
    fn turns_until_struck(&self, before: usize) -> u32 {
        for _ in 0..10 {
            let failures = self.phone.queue().link.failures;
            let ended = self.phone.turn();
            let is_taken = self.link.plan().strikes.is_empty();
            match self.case.class {
                Class::BeforeCommit if ended == Ended::Held => return failures,
                Class::BeforeCommit => {}
                Class::AfterCommit if is_taken => return failures,
                _ if is_taken => {
                    self.until_it_fell(before);
                    return failures;
                }
                _ => {}
            }
        }
        panic!("the fault didn't strike: {:?}", self.link.tally());
    }

    fn let_it_fall(&self, before: usize) {
        self.link.let_fall();
        self.until_it_fell(before);
    }

    fn until_it_fell(&self, before: usize) {
        self.link
            .wait_until("the strike", PATIENCE, |tally| tally.strikes.len() > before)
            .unwrap();
    }

    /// What the server has read is safe before the phone comes back, as far as it has promised.
    fn until_what_arrived_is_kept(&self, fallen: &Fallen) {
        let Some(at_least) = resumption::kept_at_once(self, fallen) else {
            return;
        };
        let deadline = Instant::now() + PATIENCE;
        while self.received() < at_least {
            assert!(
                Instant::now() < deadline,
                "{} bytes are kept, not {at_least}: {fallen:?}",
                self.received()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub(crate) fn received(&self) -> u64 {
        self.record.received_of(self.sha256).unwrap().unwrap_or(0)
    }

    fn let_what_is_late_arrive(&self, is_something_late: bool) {
        let before = self.in_the_book();
        let late = self.link.take_what_is_late();
        assert_eq!(late.len(), usize::from(is_something_late), "what is late");
        for late in late {
            let answer = late.arrive().unwrap();
            assert!(answer.starts_with(b"HTTP/1.1 "), "an answer");
        }
        assert_eq!(self.in_the_book(), before, "what is late changes nothing");
        self.phone.ask();
    }

    /// What the server has of the report.
    fn in_the_book(&self) -> (Vec<String>, Vec<String>, u64) {
        (
            self.record.applied_to(self.report).unwrap(),
            self.record.history_of(self.report).unwrap(),
            self.received(),
        )
    }

    /// What the link saw: the phone went on where it was, and not in circles.
    fn judge_the_network(&self, fallen: &Fallen) {
        let tally = self.link.tally();
        let since = tally.requests.len() - fallen.request;
        assert!(since <= REQUESTS, "{since} requests: {tally:#?}");
        if let Err(why) = resumption::judge(self, fallen, &tally) {
            panic!("{why}; {fallen:?} of {} bytes; {tally:#?}", self.bytes);
        }
    }

    fn ending(&self) -> Ending {
        let view = self.phone.report(self.report);
        let summary = &view.summary;
        assert_eq!(summary.delivery, Delivery::Complete);
        assert_eq!((summary.photos_sent, summary.photos_total), (1, 1));
        assert_eq!(summary.parked, [], "nothing is parked");
        assert!(summary.reference().is_some());
        let (applied, history, received) = self.in_the_book();
        assert_eq!(received, self.bytes, "the photograph is whole");
        assert_eq!(self.ground.copies_of(self.sha256), 1, "and there once");
        let case = summary.case.as_ref().unwrap();
        let said = case.timeline.iter().filter_map(|entry| match &entry.what {
            What::Said { text } => Some(text.clone()),
            _ => None,
        });
        Ending {
            applied,
            history,
            said: said.collect(),
        }
    }
}

impl Case {
    fn strike(self) -> Strike {
        Strike {
            method: self.exchange.method().to_owned(),
            path: self.exchange.path().to_owned(),
            place: self.class.place(),
            blow: self.fault.blow(),
        }
    }
}
