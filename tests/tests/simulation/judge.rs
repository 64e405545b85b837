//! What must hold: after every step for the phone that moved, and at the end for the whole world.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use langnghe_core::{Delivery, ReportSummary};
use langnghe_server::store::CaseDetail;
use langnghe_wire::{CaseStatus, Code, ReportId, Sha256, What};

use crate::{
    network::{Network, Seen},
    phone::{Entry, Phone, Stage},
    server::Server,
    trace::Trace,
};

/// What didn't hold.
pub(crate) type Violation = String;

/// Requests that may leave a phone in 24 hours without an answer.
const A_DAY_WITHOUT_ANSWER: usize = 40;
/// Turns and requests that a phone takes in a minute, besides those for what it has to say.
const IN_A_MINUTE: usize = 20;
/// Turns and requests for each thing that it has to say.
const FOR_EACH_THING: usize = 4;
/// How many of them a clock gives back that jumps forwards.
const BY_A_JUMP: usize = 12;

/// What holds after every step.
pub(crate) async fn after_step(
    phone: &mut Phone,
    server: &Server,
    network: &Network,
    trace: &Trace,
) -> Result<(), Violation> {
    let reports = shown(phone)?;
    drafts_are_whole(phone)?;
    everything_saved_is_there(phone, &reports)?;
    parked_things_have_words_and_a_way_out(&reports)?;
    let heard = network.restores_heard(phone.number);
    let is_forgetful = heard > phone.book.restores_judged;
    phone.book.restores_judged = heard;
    let risen = climb(phone, &reports, is_forgetful, trace)?;
    replies_stay(phone, &reports)?;
    // A server that was restored, while the phone doesn't know it, is the phone's to find out.
    if server.router().is_some() && server.restores() == heard {
        for report in risen {
            let entry = &phone.book.entries[&report];
            arrived(report, entry, server).await?;
        }
    }
    requests_are_bounded(phone, &network.seen(phone.number))?;
    turns_are_bounded(phone)
}

fn shown(phone: &Phone) -> Result<BTreeMap<ReportId, ReportSummary>, Violation> {
    let reports = phone.app().reports();
    let reports = reports.map_err(|error| format!("the reports can't be listed: {error}"))?;
    Ok(reports.into_iter().map(|r| (r.id, r)).collect())
}

fn drafts_are_whole(phone: &Phone) -> Result<(), Violation> {
    let drafts = phone.app().drafts();
    let drafts = drafts.map_err(|error| format!("the drafts can't be listed: {error}"))?;
    let known = |entry: &&Entry| entry.stage == Stage::Draft;
    let expected = phone.book.entries.values().filter(known).count();
    if drafts.len() != expected {
        return Err(format!(
            "{} drafts on phone {}, its person saved {expected}",
            drafts.len(),
            phone.number
        ));
    }
    for draft in drafts {
        let entry = phone.book.entries.get(&draft.id);
        let entry = entry.ok_or_else(|| format!("draft {} is nobody's", draft.id))?;
        let photographs: Vec<Sha256> = draft.photographs.iter().map(|p| p.sha256).collect();
        if entry.stage != Stage::Draft
            || entry.text != draft.text
            || entry.photographs != photographs
        {
            return Err(format!("draft {} is not as it was saved", draft.id));
        }
    }
    Ok(())
}

fn everything_saved_is_there(
    phone: &Phone,
    reports: &BTreeMap<ReportId, ReportSummary>,
) -> Result<(), Violation> {
    for (id, entry) in &phone.book.entries {
        let is_shown = match (entry.stage, reports.get(id)) {
            (Stage::Submitted, Some(report)) => {
                report.first_line == entry.text && report.photos_total == entry.photographs.len()
            }
            (Stage::Draft | Stage::Superseded, None) => true,
            _ => false,
        };
        if !is_shown {
            return Err(format!(
                "{id} ({:?}) is not shown as it was saved: {:?}",
                entry.stage,
                reports.get(id)
            ));
        }
    }
    match reports
        .keys()
        .find(|id| !phone.book.entries.contains_key(id))
    {
        Some(id) => Err(format!("{id} is shown, and nobody made it")),
        None => Ok(()),
    }
}

fn parked_things_have_words_and_a_way_out(
    reports: &BTreeMap<ReportId, ReportSummary>,
) -> Result<(), Violation> {
    for report in reports.values() {
        for parked in &report.parked {
            let words = parked.guidance();
            let texts = [&words.happened, &words.safe, &words.way_out];
            let is_said = texts.iter().all(|t| !t.vi.is_empty() && !t.en.is_empty());
            if !is_said || parked.ways_out.is_empty() {
                return Err(format!(
                    "{} is parked without words or a way out: {parked:?}",
                    report.id
                ));
            }
            // What no phone of ours does, and no server of ours says to it.
            let odd = matches!(
                parked.code,
                Code::Conflict | Code::Malformed | Code::UnknownReport | Code::Unknown
            );
            if odd {
                return Err(format!("{} is parked as {:?}", report.id, parked.code));
            }
        }
    }
    Ok(())
}

/// Where a delivery is on the ladder.
fn rung(delivery: Delivery) -> (u8, usize) {
    match delivery {
        Delivery::Draft => (0, 0),
        Delivery::Waiting | Delivery::Sending | Delivery::Parked => (1, 0),
        Delivery::TextReceived { sent, .. } => (2, sent),
        Delivery::Complete => (3, 0),
        Delivery::Withdrawn => (4, 0),
    }
}

/// Notes every report's rung, and answers with those that rose to where the server vouches for
/// them. None may fall, unless the server says that it forgot.
fn climb(
    phone: &mut Phone,
    reports: &BTreeMap<ReportId, ReportSummary>,
    is_forgetful: bool,
    trace: &Trace,
) -> Result<Vec<ReportId>, Violation> {
    let mut risen = Vec::new();
    for (id, report) in reports {
        let Some(entry) = phone.book.entries.get_mut(id) else {
            continue;
        };
        let now = rung(report.delivery);
        if now < entry.rung && !is_forgetful {
            return Err(format!(
                "{id} fell from rung {:?} to {now:?}, {:?}",
                entry.rung, report.delivery
            ));
        }
        if now > entry.rung
            && matches!(
                report.delivery,
                Delivery::TextReceived { .. } | Delivery::Complete
            )
        {
            risen.push(*id);
        }
        if now != entry.rung {
            trace.note("rung", format!("{id} {:?}", report.delivery));
        }
        entry.rung = now;
    }
    Ok(risen)
}

fn replies_stay(
    phone: &mut Phone,
    reports: &BTreeMap<ReportId, ReportSummary>,
) -> Result<(), Violation> {
    for (id, report) in reports {
        let Some(entry) = phone.book.entries.get_mut(id) else {
            continue;
        };
        let case = report.case.as_ref();
        let replies = case.into_iter().flat_map(|case| case.replies());
        let shown: std::collections::BTreeSet<String> =
            replies.map(|(text, ..)| text.to_owned()).collect();
        if let Some(lost) = entry.replies.difference(&shown).next() {
            return Err(format!("the answer {lost:?} to {id} is no longer shown"));
        }
        entry.replies = shown;
    }
    Ok(())
}

/// Whether the server has what the phone shows as received.
async fn arrived(report: ReportId, entry: &Entry, server: &Server) -> Result<(), Violation> {
    let Some(CaseDetail { case, .. }) = server.case(report).await else {
        return Err(format!(
            "{report} is shown as received, and is not on the server"
        ));
    };
    let named: Vec<Sha256> = case
        .attachments
        .iter()
        .map(|a| a.attachment.sha256)
        .collect();
    if case.text != entry.text || named != entry.photographs {
        return Err(format!(
            "{report} is on the server, and not as it was saved"
        ));
    }
    let here = case.attachments.iter().filter(|a| a.arrived);
    let here: Vec<Sha256> = here.map(|a| a.attachment.sha256).collect();
    let (_, sent) = entry.rung;
    let least = if entry.rung.0 == 3 { named.len() } else { sent };
    if here.len() < least {
        return Err(format!(
            "{report}: {least} photographs are shown as received, {} are on the server",
            here.len()
        ));
    }
    for sha256 in here {
        let bytes = server.photograph(case.reporter, sha256).await;
        if bytes.is_none_or(|bytes| Sha256::of(&bytes) != sha256) {
            return Err(format!("a photograph of {report} is missing or not itself"));
        }
    }
    Ok(())
}

/// At most 40 requests in any 24 hours without an answer, and never many at once.
fn requests_are_bounded(phone: &Phone, seen: &Seen) -> Result<(), Violation> {
    let Some(last) = seen.attempts.last() else {
        return Ok(());
    };
    let within = |period: SignedDuration| {
        let attempts = seen.attempts.iter().rev();
        attempts.take_while(move |attempt| last.at.duration_since(attempt.at) < period)
    };
    let day = SignedDuration::from_hours(24);
    let unanswered = within(day).take_while(|attempt| !attempt.answered).count();
    let jumps = phone.jumped_at.iter();
    let jumps = jumps
        .filter(|at| last.at.duration_since(**at) < day)
        .count();
    if unanswered > A_DAY_WITHOUT_ANSWER + BY_A_JUMP * jumps {
        return Err(format!(
            "{unanswered} requests left phone {} in a day without one answer",
            phone.number
        ));
    }
    let minute = SignedDuration::from_mins(1);
    let things: usize = phone.book.entries.values().map(things).sum();
    let most = IN_A_MINUTE + FOR_EACH_THING * things;
    let requests = within(minute).count();
    if requests > most {
        return Err(format!(
            "{requests} requests left phone {} in a minute, for {things} things to say",
            phone.number
        ));
    }
    Ok(())
}

/// No hot loop, also not one that asks nobody anything.
pub(crate) fn turns_are_bounded(phone: &mut Phone) -> Result<(), Violation> {
    let Some(last) = phone.turns.back().copied() else {
        return Ok(());
    };
    let minute = SignedDuration::from_mins(1);
    phone
        .turns
        .retain(|turn| last.duration_since(*turn) < minute);
    let things: usize = phone.book.entries.values().map(things).sum();
    let turns = phone.turns.len();
    if turns > IN_A_MINUTE + FOR_EACH_THING * things {
        return Err(format!(
            "phone {} took {turns} turns in a minute, for {things} things to say: a hot loop",
            phone.number
        ));
    }
    Ok(())
}

fn things(entry: &Entry) -> usize {
    1 + entry.photographs.len() + entry.said.len()
}

/// What of a phone's queue still wants to leave; empty once it is drained. What needs its person
/// isn't counted, nor what waits behind that.
pub(crate) fn left_in_queue(phone: &Phone) -> Result<Vec<String>, Violation> {
    let queue = phone.stepped().queue();
    let queue = queue.map_err(|error| format!("the queue can't be read: {error}"))?;
    let is_held = |report: ReportId| {
        let mut parked = queue.operations.iter().filter(|o| o.parked.is_some());
        parked.any(|o| o.report == report)
    };
    let operations = queue.operations.iter();
    let operations = operations.filter(|o| !is_held(o.report));
    let operations = operations.map(|o| format!("operation {} of {}", o.id, o.report));
    let photographs = queue.photographs.iter().filter(|p| p.parked.is_none());
    let photographs = photographs.map(|p| format!("photograph {} of {}", p.sha256, p.report));
    Ok(operations.chain(photographs).collect())
}

/// What holds once nothing goes wrong any more and everything was delivered.
pub(crate) async fn at_the_end(phones: &[Phone], server: &Server) -> Result<(), Violation> {
    let mut expected = BTreeMap::new();
    for phone in phones {
        let reports = shown(phone)?;
        for (id, entry) in &phone.book.entries {
            if entry.stage == Stage::Submitted {
                ended_well(*id, entry, &reports[id], server).await?;
                expected.insert(*id, entry);
            }
        }
    }
    for case in server.cases().await {
        if expected.remove(&case.id).is_none() {
            return Err(format!(
                "{} is on the server, and no phone shows it: it was doubled",
                case.id
            ));
        }
    }
    // Taken back before anything of it left the phone: the server never heard of it.
    match expected.iter().find(|(_, entry)| entry.rung.0 != 4) {
        Some((id, _)) => Err(format!("{id} never came to the server")),
        None => Ok(()),
    }
}

async fn ended_well(
    id: ReportId,
    entry: &Entry,
    report: &ReportSummary,
    server: &Server,
) -> Result<(), Violation> {
    let detail = server.case(id).await;
    let status = detail.as_ref().map(|detail| detail.case.status);
    if report.delivery == Delivery::Withdrawn {
        return match status {
            None | Some(CaseStatus::Withdrawn) => Ok(()),
            Some(other) => Err(format!(
                "{id} is withdrawn on the phone, {other:?} on the server"
            )),
        };
    }
    let Some(detail) = detail else {
        return Err(format!(
            "{id} never came to the server: {:?}",
            report.delivery
        ));
    };
    arrived(id, entry, server).await?;
    let is_refused = status == Some(CaseStatus::Refused);
    match report.delivery {
        Delivery::Complete => {}
        // Nobody wants the photographs of a report that was refused.
        Delivery::TextReceived { .. } if is_refused => {}
        other => return Err(format!("{id} ended as {other:?}, {status:?} on the server")),
    }
    let told = report.case.as_ref().map(|case| case.status);
    if told != status {
        return Err(format!(
            "{id} is {status:?} on the server, {told:?} on the phone"
        ));
    }
    what_was_said_was_heard_once(id, entry, &detail)?;
    for event in &detail.history {
        let change = event.event.to_change();
        if let Some(What::Reply { text, .. }) = change.map(|change| change.what)
            && !entry.replies.contains(&text)
        {
            return Err(format!(
                "the answer {text:?} to {id} never came to the phone"
            ));
        }
    }
    Ok(())
}

fn what_was_said_was_heard_once(
    id: ReportId,
    entry: &Entry,
    detail: &CaseDetail,
) -> Result<(), Violation> {
    let mut heard: BTreeMap<String, usize> = BTreeMap::new();
    for event in &detail.history {
        let change = event.event.to_change();
        if let Some(What::Said { text }) = change.map(|change| change.what) {
            *heard.entry(text).or_default() += 1;
        }
    }
    let mut let_go = entry.let_go;
    for said in &entry.said {
        match heard.remove(said) {
            Some(1) => {}
            // It gave way to a withdrawal.
            None if entry.taken_back => {}
            None if let_go > 0 => let_go -= 1,
            times => {
                let times = times.unwrap_or(0);
                return Err(format!(
                    "{said:?} was said once to {id}, and heard {times} times"
                ));
            }
        }
    }
    match heard.keys().next() {
        Some(text) => Err(format!("{text:?} was heard of {id}, and nobody said it")),
        None => Ok(()),
    }
}
