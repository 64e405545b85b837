//! Proxies that rewrite: they lose headers, change lengths and encodings, put pages of their own in
//! the place of answers, or make photographs "smaller".
//!
//! What such a proxy lets through counts; what it spoils is no answer, or a refusal with a reason
//! and a way out. Once it is gone, everything is as if it had never been.

use langnghe_tests::flaky::{Exchanges, Plan, Rewrite};
use langnghe_wire::Code;

use crate::world::{Filed, World};

/// Turns under the proxy: hours of the phone's own clock.
const TURNS: usize = 40;

/// What a phone says through a proxy.
fn said(world: &World) -> Filed {
    let filed = world.file(&"Nước giếng có váng dầu và mùi lạ. ".repeat(40));
    for _ in 0..TURNS {
        world.phone.turn();
        world.assert_honest(filed);
    }
    filed
}

fn through(rewrites: &[Rewrite]) -> (World, Filed) {
    let world = World::new(Plan::exchanging(Exchanges::Rewritten(rewrites.to_vec())));
    let filed = said(&world);
    (world, filed)
}

#[test]
fn what_a_proxy_only_writes_differently_gets_through() {
    for rewrites in [
        &[Rewrite::RequestInflated][..],
        // What was compressed is known by its first bytes.
        &[Rewrite::RequestLacks("content-encoding")],
        &[Rewrite::AnswerDeflated],
        &[Rewrite::EverySuccessIsOk],
        &[
            Rewrite::RequestInflated,
            Rewrite::AnswerDeflated,
            Rewrite::EverySuccessIsOk,
            Rewrite::RequestLacks("user-agent"),
            Rewrite::RequestLacks("accept-encoding"),
            Rewrite::AnswerLacks("cache-control"),
            Rewrite::AnswerLacks("langnghe-problem"),
        ],
    ] {
        let (world, filed) = through(rewrites);
        world.assert_complete(filed);
        let uploads = world.link.tally().body_bytes_to("/v1/uploads");
        assert_eq!(uploads, filed.bytes, "{rewrites:?}: nothing was sent again");
    }
}

#[test]
fn what_a_proxy_spoils_is_no_answer_and_nothing_is_concluded_from_it() {
    for rewrites in [
        // What says that it is a tus server that speaks.
        &[Rewrite::AnswerLacks("tus-resumable")][..],
        // How far the upload stands.
        &[Rewrite::AnswerLacks("upload-offset")],
        // What kind of answer it is.
        &[Rewrite::AnswerSays("content-type", "text/html")],
        // An offset that is a lie, as from a cache: the start, the middle, more than there is.
        &[Rewrite::AnswerSays("upload-offset", "0")],
        &[Rewrite::AnswerSays("upload-offset", "70000")],
        &[Rewrite::AnswerSays("upload-offset", "999999999")],
        // Bytes that are no longer those that were hashed.
        &[Rewrite::PhotographsTranscoded],
    ] {
        let (world, filed) = through(rewrites);
        let parked = world.phone.report(filed.report).summary.parked;
        assert_eq!(parked, [], "{rewrites:?}");
        world.link.set(Plan::default());
        world.phone.drain();
        world.assert_complete(filed);
    }
}

#[test]
fn a_page_in_the_place_of_a_refusal_refuses_nothing() {
    let rewrites = vec![
        // The offset is a lie, so the server refuses; the page hides that it did.
        Rewrite::AnswerSays("upload-offset", "70000"),
        Rewrite::EveryFailureIsAPage,
    ];
    let (world, filed) = through(&rewrites);
    assert_eq!(world.phone.report(filed.report).summary.parked, []);
    world.link.set(Plan::default());
    world.phone.drain();
    world.assert_complete(filed);
}

/// The server can't know that it was a proxy who took away what it misses: it refuses. Nothing
/// falls silent by that.
#[test]
fn what_a_proxy_takes_from_a_request_is_refused_with_a_reason_and_a_way_out() {
    let world = World::new(Plan::exchanging(Exchanges::Rewritten(vec![
        Rewrite::RequestLacks("tus-resumable"),
    ])));
    let filed = said(&world);
    let parked = world.phone.report(filed.report).summary.parked;
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0].code, Code::TusVersion);
    assert!(!parked[0].guidance().way_out.vi.is_empty());
    world.link.set(Plan::default());
    // Waits for a newer release, and is tried now and then without anybody's asking.
    world
        .phone
        .turn_until("it is tried again by itself", |phone| {
            phone.queue().photographs.is_empty()
        });
    world.phone.ask();
    world.assert_complete(filed);
}
