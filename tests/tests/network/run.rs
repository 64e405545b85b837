//! All cells, a few at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use langnghe_tests::flaky::Fallen;

use crate::{
    case::{Ending, ROW, Told, run},
    ground::Ground,
    matrix::{Case, Class, Exchange, Fault},
};

/// How long `HEAD /v1/uploads/{64 digits} HTTP/1.1` is, with its end.
const HEAD_LINE: u64 = 17 + 64 + 11;
/// Cells wait for silence and for disks more than they work.
const THREADS: usize = 6;

#[test]
fn the_matrix_loses_nothing_doubles_nothing_and_drains() {
    let cases = chosen();
    let ground = Ground::new();
    let calm = [Exchange::First, Exchange::FollowUp].map(|exchange| left_alone(exchange, &ground));
    let told = Mutex::new(BTreeMap::new());
    let failed = Mutex::new(BTreeSet::new());
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((number, case)) = {
            let number = next.fetch_add(1, Ordering::Relaxed);
            cases.get(number).map(|case| (number, *case))
        } {
            let seed = 1_000 + number as u64;
            let ended = catch_unwind(AssertUnwindSafe(|| {
                let one = run(case, false, seed, &ground);
                let expected = &calm[usize::from(case.exchange == Exchange::FollowUp)];
                assert_eq!(one.ending, *expected, "as if nothing had been");
                one
            }));
            match ended {
                Ok(one) => drop(told.lock().unwrap().insert(case, one)),
                Err(_) => {
                    tell(&format!(
                        "FAILED {case}; alone: CASE=\"{case}\" cargo test -p langnghe-tests \
                         --test network the_matrix"
                    ));
                    failed.lock().unwrap().insert(case);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(work);
        }
    });
    let (told, failed) = (told.into_inner().unwrap(), failed.into_inner().unwrap());
    tell(&summary(&told));
    let names: Vec<String> = failed.iter().map(ToString::to_string).collect();
    assert!(names.is_empty(), "{} failed: {names:#?}", names.len());
    each_is_where_its_name_says(&told);
    ground.close(cases.len() + calm.len());
}

/// How a report ends that nothing befalls, with as many words said about it.
fn left_alone(exchange: Exchange, ground: &Ground) -> Ending {
    let case = Case {
        exchange,
        class: Class::Start,
        fault: Fault::Reset,
    };
    let told = run(case, true, exchange as u64, ground);
    assert_eq!(told.ending.applied[0], "file");
    assert!(told.ending.history.contains(&"photograph".to_owned()));
    told.ending
}

/// Those that `CASE` names, or whose name begins so.
fn chosen() -> Vec<Case> {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut cases = Case::all();
    let is_exact = cases.iter().any(|case| case.to_string() == wanted);
    cases.retain(|case| match is_exact {
        true => case.to_string() == wanted,
        false => case.to_string().starts_with(&wanted),
    });
    assert!(!cases.is_empty(), "no case is called {wanted:?}");
    cases
}

/// Each cell was struck where its name says, so that no two of them are the same.
fn each_is_where_its_name_says(told: &BTreeMap<Case, Told>) {
    for (case, one) in told {
        let Fallen {
            up,
            down,
            head,
            whole,
            ..
        } = one.fallen.unwrap();
        let body = whole - head;
        let chunk = match case.exchange {
            Exchange::Ask => HEAD_LINE,
            Exchange::Upload | Exchange::Resume => head + ROW,
            Exchange::First | Exchange::FollowUp => head + body / 2,
        };
        // The head's own parts, where there is nothing else.
        let (first, head_end) = match case.exchange {
            Exchange::Ask => (1, head - 2),
            _ => (head + 1, head),
        };
        let expected = match case.class {
            Class::Start => 0,
            Class::MidHead => head / 2,
            Class::HeadEnd => head_end,
            Class::FirstByte => first,
            Class::BeforeChunk => chunk - 1,
            Class::Chunk => chunk,
            Class::BehindChunk => chunk + 1,
            Class::LastByte => whole - 1,
            Class::End | Class::MidAnswer | Class::BeforeCommit | Class::AfterCommit => whole,
        };
        assert_eq!(up, expected, "{case}");
        assert!(chunk > first + 1 && chunk + 1 < whole - 1, "{case}");
        let reaches_the_phone = case.class >= Class::MidAnswer
            && (case.class > Class::MidAnswer || case.fault != Fault::Duplicate);
        assert_eq!(down > 0, reaches_the_phone, "{case}");
    }
}

fn summary(told: &BTreeMap<Case, Told>) -> String {
    let mut lines = Vec::new();
    let by_fault = Fault::ALL.map(|fault| {
        let count = told.keys().filter(|case| case.fault == fault).count();
        format!("{count} of {fault}")
    });
    lines.push(format!("{} cases: {}", told.len(), by_fault.join(", ")));
    for exchange in Exchange::ALL {
        let mine = |case: &&Case| case.exchange == exchange;
        let count = told.keys().filter(mine).count();
        let of = told.iter().filter(|(case, _)| case.exchange == exchange);
        let sizes = of.filter_map(|(_, one)| one.fallen.as_ref());
        let largest = sizes.map(|fallen| (fallen.whole, fallen.head)).max();
        let (whole, head) = largest.unwrap_or_default();
        lines.push(format!(
            "  {count:3} of {exchange:10} a head of {head} bytes, a body of {}",
            whole - head
        ));
    }
    lines.join("\n")
}

#[expect(
    clippy::print_stderr,
    reason = "how much was shown belongs to the result"
)]
fn tell(what: &str) {
    eprintln!("{what}");
}
