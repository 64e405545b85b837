//! Where bytes had arrived before a strike, the upload goes on behind them.
//!
//! What the server has read of a request is kept when its connection ends, to the byte. While its
//! connection stays open, whole rows are on its disk, and the rest is kept once the phone comes
//! back and asks; if it comes back at once, bytes between the kernel and the row may be left out.

use langnghe_tests::flaky::{Fallen, Request, Tally};

use crate::{
    case::{ROW, Scene},
    matrix::{Class, Exchange, Fault},
};

/// How many bytes of the photograph the server has to have when the phone comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// So many, to the byte.
    Exactly(u64),
    /// At least so many.
    AtLeast(u64),
}

/// What is kept of what was let through; none where the exchange brings no photograph.
fn kept(scene: &Scene<'_>, fallen: &Fallen) -> Option<Kept> {
    let case = scene.case;
    let before = match case.exchange {
        Exchange::First | Exchange::FollowUp => return None,
        // An exchange without bytes: what was there before is there.
        Exchange::Ask => return Some(Kept::Exactly(ROW)),
        Exchange::Upload => 0,
        Exchange::Resume => ROW,
    };
    let arrived = fallen.up.saturating_sub(fallen.head);
    let all = before + arrived;
    let rows = if arrived < ROW { before } else { all + 1 - ROW };
    Some(match case.fault {
        _ if all == scene.bytes => Kept::Exactly(all),
        // A reset may end a request before anybody looked at its first bytes.
        Fault::Reset if arrived < ROW - 1 => Kept::AtLeast(before),
        Fault::Reset | Fault::Finish | Fault::Stall => Kept::Exactly(all),
        Fault::Duplicate | Fault::LateReplay => Kept::AtLeast(rows),
    })
}

/// How many bytes have to be on the server's disk before the phone comes back.
pub(crate) fn kept_at_once(scene: &Scene<'_>, fallen: &Fallen) -> Option<u64> {
    if !scene.case.exchange.brings_a_photograph() {
        return None;
    }
    let arrived = fallen.up.saturating_sub(fallen.head);
    match (kept(scene, fallen)?, scene.case.fault) {
        (Kept::Exactly(bytes), Fault::Stall) if bytes < scene.bytes => {
            (arrived >= ROW).then(|| bytes + 1 - ROW)
        }
        (Kept::Exactly(bytes) | Kept::AtLeast(bytes), _) => Some(bytes),
    }
}

/// Whether the phone went on where it was.
pub(crate) fn judge(scene: &Scene<'_>, fallen: &Fallen, tally: &Tally) -> Result<(), String> {
    let Some(kept) = kept(scene, fallen) else {
        return Ok(());
    };
    let case = scene.case;
    let brings = |r: &&Request| r.path.starts_with("/v1/uploads") && r.method != "HEAD";
    let next = tally.requests[fallen.request + 1..].iter().find(brings);
    let is_whole = case.exchange.brings_a_photograph()
        && (case.class.is_behind_the_request() || takes_the_whole(scene));
    let Some(next) = next else {
        return if is_whole {
            Ok(())
        } else {
            Err("nobody sent the rest".to_owned())
        };
    };
    if is_whole && !may_be_sent_again(scene) {
        return Err(format!("all was there, and more was sent: {next:?}"));
    }
    match (kept, next.upload_offset) {
        (Kept::Exactly(bytes), Some(offset)) if offset == bytes => Ok(()),
        (Kept::AtLeast(bytes), Some(offset)) if offset >= bytes => Ok(()),
        // Nothing had come, and nobody had heard of the upload.
        (Kept::Exactly(0) | Kept::AtLeast(0), None) => Ok(()),
        _ => Err(format!("{kept:?} should be kept, and {next:?} was sent")),
    }
}

/// Whether the whole photograph arrived in spite of the strike: a second delivery brought it.
fn takes_the_whole(scene: &Scene<'_>) -> bool {
    scene.case.fault == Fault::Duplicate
}

/// Of a `PATCH` that is delivered twice, the one that comes second finds the first at work, and is
/// told that the upload doesn't stand where it says.
fn may_be_sent_again(scene: &Scene<'_>) -> bool {
    (scene.case.exchange, scene.case.fault) == (Exchange::Resume, Fault::Duplicate)
        && scene.case.class < Class::MidAnswer
}
