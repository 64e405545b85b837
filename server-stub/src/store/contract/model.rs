//! Any sequence of operations, repeated and shuffled, ends where a model in memory does.
//!
//! The model is the pure functions alone: [`decide`], and events folded into cases. What it
//! can't know, the references that the store draws, is taken from the store and must stay as it
//! was.

use std::collections::HashMap;

use langnghe_wire::{
    Answer, Body, Frozen, OperationId, Reference, ReportId, Sha256,
    sync::{Applied, Outcome, Refused},
};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};

use super::{
    Backend, apply, moment,
    operations::everyone,
    phone::{Phone, at, filing, text},
    registered,
};
use crate::{
    case::{
        Actor, Case, Origin,
        decide::{Facts, Incoming, Opening, Verdict, decide, open},
    },
    identity::{Device, ReporterId},
};

const SEQUENCES: u32 = 24;

/// One of two phones sends these of its operations, in this order.
#[derive(Debug, Clone)]
struct Request {
    phone: usize,
    operations: Vec<usize>,
}

/// What a phone decided once: about which of three reports, at which place, doing what.
fn decisions() -> impl Strategy<Value = Vec<(usize, u32, usize)>> {
    prop::collection::vec((0..3usize, 0..5u32, 0..11usize), 12..13)
}

fn requests() -> impl Strategy<Value = Vec<Request>> {
    let request = (0..2usize, prop::collection::vec(0..12usize, 1..6))
        .prop_map(|(phone, operations)| Request { phone, operations });
    prop::collection::vec(request, 1..24)
}

fn body(choice: usize) -> Body {
    let words = || String::from("Thêm");
    match choice {
        0..=3 => filing("Đê", vec![]),
        4 => text("Thêm"),
        5 => Body::Reply { text: words() },
        6 => Body::Withdraw,
        7 => Body::Support,
        8 => Body::Reopen { text: words() },
        9 => Body::Rate {
            stars: 3,
            text: words(),
        },
        _ => Body::Contact {
            name: None,
            phone: Some("1".into()),
            email: None,
        },
    }
}

/// Everything that the pure functions say.
#[derive(Default)]
struct Model {
    cases: HashMap<ReportId, Case>,
    answers: HashMap<(ReporterId, OperationId), (Sha256, Answer)>,
    next: HashMap<(usize, ReportId), u32>,
    supporters: HashMap<(ReporterId, ReportId), ()>,
}

impl Model {
    fn apply(&mut self, phone: usize, reporter: ReporterId, bytes: &str, second: i64) -> Outcome {
        let incoming = Incoming::read(bytes, &moment(second), &[]).unwrap();
        let report = incoming.report.unwrap();
        let key = (reporter, incoming.id);
        let facts = Facts {
            remembered: self.answers.get(&key).cloned(),
            next_n: self.next.get(&(phone, report)).copied().unwrap_or(0),
            case: self.cases.get(&report).cloned(),
            is_supporter: self.supporters.contains_key(&(reporter, report)),
        };
        let events = match decide(reporter, &incoming, &facts, &moment(second)) {
            Verdict::Repeat(first) => return Outcome::Duplicate { first },
            Verdict::Refuse(code) => {
                let answer = Answer::Refused(Refused { code });
                if code.is_remembered() {
                    self.answers.insert(key, (incoming.hash, answer.clone()));
                }
                return answer.into();
            }
            Verdict::Open(filing, placement) => {
                let opening = Opening {
                    id: report,
                    reporter,
                    reference: Reference::from_random(0),
                    origin: Origin::App,
                    by: Actor::Citizen,
                };
                let (case, events) = open(&opening, &filing, &placement, at(second));
                self.cases.insert(report, case);
                events
            }
            Verdict::Append(events) | Verdict::KeepContact(_, events) => events,
        };
        if incoming.kind == "support" {
            self.supporters.insert((reporter, report), ());
        }
        let case = self.cases.get_mut(&report).unwrap();
        for event in &events {
            case.apply(&event.event, at(second));
        }
        self.next.insert((phone, report), incoming.n + 1);
        let answer = Answer::Applied(Applied {
            received_at: at(second),
            reference: (case.reporter == reporter).then(|| case.reference.clone()),
        });
        self.answers.insert(key, (incoming.hash, answer.clone()));
        answer.into()
    }

    /// Takes over a reference that the store drew.
    fn learn(&mut self, report: ReportId, id: (ReporterId, OperationId), outcome: &Outcome) {
        let Outcome::Applied(Applied {
            reference: Some(drawn),
            ..
        }) = outcome
        else {
            return;
        };
        let case = self.cases.get_mut(&report).unwrap();
        if case.reference == Reference::from_random(0) {
            case.reference = drawn.clone();
        }
        if let Some((_, Answer::Applied(answer))) = self.answers.get_mut(&id) {
            answer.reference = answer.reference.as_ref().map(|_| case.reference.clone());
        }
    }
}

pub(crate) async fn any_sequence_of_operations_ends_where_the_model_does(backend: &impl Backend) {
    let store = backend.store();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    for sequence in 0..SEQUENCES {
        let number = u8::try_from(2 * sequence).unwrap();
        let phones = [Phone::new(number), Phone::new(number + 1)];
        let devices = [
            registered(store, &phones[0]).await,
            registered(store, &phones[1]).await,
        ];
        let reports: Vec<_> = (0..3).map(|_| phones[0].new_report()).collect();
        let decided: Vec<Vec<Frozen>> = phones
            .iter()
            .map(|phone| {
                let decisions = decisions().new_tree(&mut runner).unwrap().current();
                let freeze = |(report, n, choice): (usize, u32, usize)| {
                    phone.operation(reports[report], n, &body(choice))
                };
                decisions.into_iter().map(freeze).collect()
            })
            .collect();
        let requests = requests().new_tree(&mut runner).unwrap().current();
        run(store, &devices, &decided, &requests, &reports).await;
    }
}

async fn run(
    store: &dyn crate::store::Store,
    devices: &[Device; 2],
    decided: &[Vec<Frozen>],
    requests: &[Request],
    reports: &[ReportId],
) {
    let mut model = Model::default();
    for (second, Request { phone, operations }) in (1..).zip(requests) {
        let reporter = devices[*phone].reporter;
        let sent: Vec<_> = operations.iter().map(|i| &decided[*phone][*i]).collect();
        let outcomes = apply(store, &devices[*phone], &sent, second).await;
        for (operation, outcome) in sent.iter().zip(outcomes) {
            let mut expected = model.apply(*phone, reporter, &operation.bytes, second);
            model.learn(operation.report, (reporter, operation.id), &outcome);
            // An answer that names the reference of a case opened just now names the real one.
            if let (Outcome::Applied(expected), Outcome::Applied(told)) = (&mut expected, &outcome)
                && expected.reference.is_some()
            {
                let case = &model.cases[&operation.report];
                assert_eq!(told.reference.as_ref(), Some(&case.reference));
                expected.reference = told.reference.clone();
            }
            assert_eq!(outcome, expected, "{requests:?}");
        }
    }
    for report in reports {
        let kept = store.case(&everyone(), *report).await.unwrap();
        assert_eq!(kept.as_ref().map(|d| &d.case), model.cases.get(report));
        if let Some(detail) = kept {
            let numbers: Vec<_> = detail.history.iter().map(|h| h.event.seq).collect();
            assert_eq!(numbers, (1..=detail.case.version).collect::<Vec<_>>());
        }
    }
}
